package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.image.Image;

/** The letter F, stored in each of EXIF's eight ways, comes out upright. */
class OrientationTest extends PictureFixture {

    private static final String UPRIGHT = "### #.. ##. #..";

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "1, ### #.. ##. #..",
        "2, ### ..# .## ..#",
        "3, ..# .## ..# ###",
        "4, #.. ##. #.. ###",
        "5, #### #.#. #...",
        "6, #... #.#. ####",
        "7, ...# .#.# ####",
        "8, #### .#.# ...#"
    })
    void stored_pictures_come_out_upright(int orientation, String stored) throws IOException {
        BufferedImage picture = enlarged(stored);
        byte[] jpeg = HandmadeJpeg.withOrientation(HandmadeJpeg.of(picture, false), orientation);
        assertEquals(UPRIGHT, letter(read(jpeg)), "JPEG");
        assertEquals(UPRIGHT, letter(read(png(picture, orientation))), "PNG");
        assertEquals(UPRIGHT, letter(read(tiff(picture, orientation))), "TIFF");
    }

    @Test
    void a_webp_is_turned() throws IOException {
        Image stored = read(HandmadeWebp.LOSSLESS);
        Image turned = read(HandmadeWebp.withOrientation(6)); // a quarter clockwise: left column up, from the bottom
        assertEquals(3, turned.height());
        assertEquals(2, turned.width());
        assertEquals(stored.rgb()[3 * 3], turned.rgb()[0]);
        assertEquals(stored.rgb()[0], turned.rgb()[3]);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void an_orientation_that_is_none_is_upright(int orientation) throws IOException {
        byte[] jpeg = HandmadeJpeg.withOrientation(HandmadeJpeg.of(enlarged(UPRIGHT), false), orientation);
        assertEquals(UPRIGHT, letter(read(jpeg)));
    }

    @Test
    void shrinking_comes_before_turning_and_does_not_show() throws IOException {
        byte[] jpeg = HandmadeJpeg.withOrientation(HandmadeJpeg.of(enlarged("#... #.#. ####"), false), 6);
        Image image = PhotoReader.read(file("photo", jpeg), ReadOptions.DEFAULT.withLongestSide(32));
        assertEquals(32, image.height());
        assertEquals(24, image.width());
    }

    /** Each character becomes 16 x 16 pixels, so that JPEG cannot blur it away. */
    private static BufferedImage enlarged(String letter) {
        List<String> rows = List.of(letter.split(" ", -1));
        BufferedImage picture =
                new BufferedImage(16 * rows.getFirst().length(), 16 * rows.size(), BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                picture.setRGB(x, y, rows.get(y / 16).charAt(x / 16) == '#' ? 0 : 0xffffff);
            }
        }
        return picture;
    }

    private static String letter(Image image) {
        StringBuilder letter = new StringBuilder();
        for (int y = 8; y < image.height(); y += 16) {
            letter.append(y > 8 ? " " : "");
            for (int x = 8; x < image.width(); x += 16) {
                letter.append(image.rgb()[3 * (y * image.width() + x)] < 128 ? '#' : '.');
            }
        }
        return letter.toString();
    }

    private static byte[] png(BufferedImage picture, int orientation) {
        int[] rows = new int[picture.getHeight() * (1 + picture.getWidth())];
        float[] rgb = values(picture);
        for (int i = 0; i < rgb.length / 3; i++) {
            rows[i + 1 + i / picture.getWidth()] = (int) rgb[3 * i];
        }
        return new HandmadePng(picture.getWidth(), picture.getHeight(), 8, HandmadePng.GREY)
                .chunk("eXIf", HandmadeJpeg.exif(orientation))
                .pixels(rows)
                .end();
    }

    /** A TIFF file of one uncompressed strip. */
    private static byte[] tiff(BufferedImage picture, int orientation) {
        float[] rgb = values(picture);
        int[][] tags = {
            {256, picture.getWidth()},
            {257, picture.getHeight()},
            {258, 8}, // bits; one value stands for all here
            {259, 1}, // not compressed
            {262, 2}, // RGB
            {273, 8}, // where the strip is
            {274, orientation},
            {277, 3}, // samples a pixel
            {278, picture.getHeight()},
            {279, rgb.length},
        };
        ByteBuffer file = ByteBuffer.allocate(8 + rgb.length + 2 + 12 * tags.length + 4);
        file.put(HandmadePng.bytes('M', 'M', 0, 42)).putInt(8 + rgb.length);
        for (float value : rgb) {
            file.put((byte) value);
        }
        file.putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        return file.array();
    }
}
