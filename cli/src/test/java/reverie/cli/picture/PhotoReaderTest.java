package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.image.Image;

/** Every kind of file gives exactly the values it holds. */
class PhotoReaderTest extends PictureFixture {

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "tiff"})
    void eight_bits_of_colour_are_exact(String format) throws IOException {
        BufferedImage picture = varied(7, 5);
        assertPixels(5, 7, values(picture), read(encode(picture, format)));
    }

    @ParameterizedTest(name = "{0} bits")
    @CsvSource({"1, 0x40, 0, 255", "2, 0x60, 85, 170", "4, 0x8f, 136, 255"})
    void grey_of_few_bits_spans_black_to_white(int bits, String packed, float first, float second) throws IOException {
        Image image = read(new HandmadePng(2, 1, bits, HandmadePng.GREY)
                .pixels(0, Integer.decode(packed))
                .end());
        assertPixels(1, 2, new float[] {first, first, first, second, second, second}, image);
    }

    @Test
    void every_8_bit_grey_comes_out_as_itself() throws IOException {
        int[] row = new int[257];
        for (int i = 0; i < 256; i++) {
            row[i + 1] = i;
        }
        Image image =
                read(new HandmadePng(256, 1, 8, HandmadePng.GREY).pixels(row).end());
        for (int i = 0; i < image.rgb().length; i++) {
            assertEquals((float) Math.floorDiv(i, 3), image.rgb()[i]);
        }
    }

    @Test
    void grey_of_16_bits_keeps_its_fraction() throws IOException {
        Image image = read(new HandmadePng(2, 1, 16, HandmadePng.GREY)
                .pixels(0, 0x12, 0x34, 0xff, 0xff)
                .end());
        float grey = 0x1234 / 257f;
        assertPixels(1, 2, new float[] {grey, grey, grey, 255, 255, 255}, image);
    }

    @Test
    void colour_of_16_bits_keeps_its_fraction() throws IOException {
        Image image = read(new HandmadePng(1, 1, 16, HandmadePng.RGB)
                .pixels(0, 0x12, 0x34, 0x80, 0x00, 0x00, 0x01)
                .end());
        assertPixels(1, 1, new float[] {0x1234 / 257f, 0x8000 / 257f, 1 / 257f}, image);
    }

    @Test
    void alpha_is_laid_on_white() throws IOException {
        Image image = read(new HandmadePng(2, 1, 8, HandmadePng.RGBA)
                .pixels(0, 100, 0, 255, 51, 9, 9, 9, 0)
                .end());
        assertArrayEquals(new float[] {224, 204, 255, 255, 255, 255}, image.rgb(), 1e-4f);
    }

    @Test
    void grey_with_alpha_is_laid_on_white() throws IOException {
        Image image = read(new HandmadePng(2, 1, 8, HandmadePng.GREY_ALPHA)
                .pixels(0, 128, 255, 128, 51)
                .end());
        assertArrayEquals(new float[] {128, 128, 128, 229.6f, 229.6f, 229.6f}, image.rgb(), 1e-4f);
    }

    @Test
    void a_transparent_colour_becomes_white() throws IOException {
        Image colour = read(new HandmadePng(2, 1, 8, HandmadePng.RGB)
                .chunk("tRNS", 0, 1, 0, 2, 0, 3)
                .pixels(0, 1, 2, 3, 1, 2, 4)
                .end());
        assertPixels(1, 2, new float[] {255, 255, 255, 1, 2, 4}, colour);
        Image grey = read(new HandmadePng(2, 1, 8, HandmadePng.GREY)
                .chunk("tRNS", 0, 128)
                .pixels(0, 128, 129)
                .end());
        assertPixels(1, 2, new float[] {255, 255, 255, 129, 129, 129}, grey);
    }

    @ParameterizedTest(name = "{0} bits")
    @CsvSource({"1, 0x40", "2, 0x10", "4, 0x01"})
    void a_palette_gives_its_colours(int bits, String packed) throws IOException {
        Image image = read(new HandmadePng(2, 1, bits, HandmadePng.PALETTE)
                .chunk("PLTE", 10, 20, 30, 128, 128, 128)
                .chunk("tRNS", 51)
                .pixels(0, Integer.decode(packed))
                .end());
        assertArrayEquals(new float[] {206, 208, 210, 128, 128, 128}, image.rgb(), 1e-4f);
    }

    @Test
    void a_grey_jpeg_keeps_its_grey() throws IOException {
        BufferedImage picture = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 128; i++) {
            picture.getRaster().setSample(i % 16, i / 16, 0, 128); // setRGB would bend it
        }
        assertColour(128, 128, 128, 0, read(HandmadeJpeg.of(picture, false)));
    }

    @ParameterizedTest(name = "progressive: {0}")
    @ValueSource(booleans = {false, true})
    void a_jpeg_gives_the_decoders_values(boolean progressive) throws IOException {
        byte[] jpeg = HandmadeJpeg.of(varied(37, 23), progressive);
        BufferedImage expected = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertPixels(23, 37, values(expected), read(jpeg));
    }

    @Test
    void lossless_webp_is_exact() throws IOException {
        float[] expected = {255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 128, 128, 128, 255, 255, 254};
        assertPixels(2, 3, expected, read(HandmadeWebp.LOSSLESS));
    }

    @Test
    void lossy_webp_is_near() throws IOException {
        assertColour(200, 120, 40, 2, read(HandmadeWebp.LOSSY));
    }

    @Test
    void transparent_webp_is_laid_on_white() throws IOException {
        assertArrayEquals(
                new float[] {255, 204, 204, 0, 0, 0},
                read(HandmadeWebp.LOSSLESS_ALPHA).rgb(),
                1e-4f);
        assertColour(244, 228, 212, 1, read(HandmadeWebp.LOSSY_ALPHA));
    }

    @Test
    void the_first_frame_of_an_animated_webp_stands_in_its_place() throws IOException {
        Image frame = read(HandmadeWebp.LOSSLESS);
        assertPlaced(frame, 4, 2, 6, 8, read(HandmadeWebp.animation()));
    }

    @Test
    void the_first_frame_of_a_gif_stands_in_its_place() throws IOException {
        BufferedImage frame = indexed();
        byte[] gif = encode(frame, "gif");
        assertPixels(5, 3, values(frame), read(gif));
        assertPlaced(read(gif), 4, 2, 10, 8, read(moved(gif, 4, 2, 10, 8)));
    }

    @Test
    void a_gif_frame_beyond_the_screen_enlarges_it() throws IOException {
        byte[] gif = encode(indexed(), "gif");
        assertPlaced(read(gif), 4, 2, 9, 5, read(moved(gif, 4, 2, 1, 1)));
    }

    /** The GIF with its screen and its only frame's corner changed; the descriptor is found behind the colours. */
    private static byte[] moved(byte[] gif, int top, int left, int height, int width) {
        byte[] moved = gif.clone();
        moved[6] = (byte) width;
        moved[8] = (byte) height;
        int descriptor = 13 + (3 << ((gif[10] & 7) + 1));
        while (moved[descriptor] != ',') {
            descriptor += 3 + moved[descriptor + 2] + 1; // an extension of one block
        }
        moved[descriptor + 1] = (byte) left;
        moved[descriptor + 3] = (byte) top;
        return moved;
    }

    /** Colours of Java's own palette. Five rows: Java's decoder loses rows of interlaced GIFs of up to four. */
    private static BufferedImage indexed() {
        BufferedImage picture = new BufferedImage(3, 5, BufferedImage.TYPE_BYTE_INDEXED);
        for (int i = 0; i < 15; i++) {
            picture.setRGB(i % 3, i / 3, 0x330000 * (i % 6) + 0x3300 * (i / 6));
        }
        return picture;
    }

    private static void assertPlaced(Image frame, int top, int left, int height, int width, Image actual) {
        float[] expected = new float[height * width * 3];
        for (int i = 0; i < expected.length; i++) {
            int y = i / 3 / width - top;
            int x = i / 3 % width - left;
            boolean inside = y >= 0 && y < frame.height() && x >= 0 && x < frame.width();
            expected[i] = inside ? frame.rgb()[3 * (y * frame.width() + x) + i % 3] : 255;
        }
        assertPixels(height, width, expected, actual);
    }

    @Test
    void a_longest_side_is_kept_to() throws IOException {
        Image image =
                PhotoReader.read(file("photo", encode(varied(40, 20), "png")), ReadOptions.DEFAULT.withLongestSide(10));
        assertEquals(5, image.height());
        assertEquals(10, image.width());
    }

    @Test
    void other_programs_notes_do_no_harm() throws IOException {
        Image image = read(new HandmadePng(1, 1, 8, HandmadePng.RGB)
                .chunk("gAMA", 0, 0, 0, 0)
                .chunk("tIME", 1)
                .chunk("iCCP", 'x', 0, 0, 1, 2, 3)
                .chunk("eXIf", 'M', 'M')
                .pixels(0, 1, 2, 3)
                .end());
        assertPixels(1, 1, new float[] {1, 2, 3}, image);
    }

    @Test
    void nothing_is_written_to_disk_while_reading() throws IOException {
        read(encode(varied(4, 4), "png"));
        assertFalse(ImageIO.getUseCache());
        assertEquals("true", System.getProperty("java.awt.headless"));
    }
}
