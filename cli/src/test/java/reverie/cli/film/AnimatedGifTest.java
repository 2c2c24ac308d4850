package reverie.cli.film;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import reverie.cli.picture.PhotoReader;
import reverie.engine.image.Image;

class AnimatedGifTest extends FilmFixture {

    private static byte[] write(String rate, List<Image> frames) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gif = new AnimatedGif(FrameRate.parse(rate), out)) {
            for (Image frame : frames) {
                gif.add(frame);
            }
            gif.finish();
        }
        return out.toByteArray();
    }

    private static List<Image> some(int count) {
        List<Image> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(frame(i, 31, 43));
        }
        return frames;
    }

    private static ImageReader reader(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        return reader;
    }

    private static Element metadata(ImageReader reader, int frame, String name) throws IOException {
        var tree = (Element) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
        return (Element) tree.getElementsByTagName(name).item(0);
    }

    @Test
    void frames_come_in_time_in_the_long_run() throws IOException {
        ImageReader reader = reader(write("30", some(6)));
        assertEquals(6, reader.getNumImages(true));
        List<String> delays = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            delays.add(metadata(reader, i, "GraphicControlExtension").getAttribute("delayTime"));
        }
        assertEquals(List.of("3", "4", "3", "3", "4", "3"), delays);
    }

    @Test
    void a_film_goes_round_for_ever() throws IOException {
        Element extension = metadata(reader(write("10", some(2))), 0, "ApplicationExtension");
        assertEquals("NETSCAPE", extension.getAttribute("applicationID"));
        byte[] data = (byte[]) ((IIOMetadataNode) extension).getUserObject();
        assertArrayEquals(new byte[] {1, 0, 0}, data);
    }

    @Test
    void every_frame_has_a_palette_of_its_own() throws IOException {
        List<Image> frames = List.of(plain(200, 30, 20), plain(10, 100, 220), plain(90, 90, 90));
        ImageReader reader = reader(write("10", frames));
        for (int i = 0; i < 3; i++) {
            BufferedImage frame = reader.read(i);
            float[] rgb = frames.get(i).rgb();
            assertEquals(
                    0xff000000 | (int) rgb[0] << 16 | (int) rgb[1] << 8 | (int) rgb[2],
                    frame.getRGB(4, 3),
                    "frame " + i);
        }
    }

    private static Image plain(float red, float green, float blue) {
        float[] rgb = new float[3 * 5 * 9];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = red;
            rgb[i + 1] = green;
            rgb[i + 2] = blue;
        }
        return new Image(5, 9, rgb);
    }

    @Test
    void few_colours_are_exact() throws IOException {
        float[] rgb = new float[3 * 16 * 16];
        for (int i = 0; i < 256; i++) { // 256 colours, each in a cell of its own
            rgb[3 * i] = 3 + 16 * (i % 16);
            int row = i / 16;
            rgb[3 * i + 1] = 5 + 16 * row;
            rgb[3 * i + 2] = 128;
        }
        Image image = new Image(16, 16, rgb);
        Path file = Files.write(folder.resolve("few.gif"), write("10", List.of(image)));
        assertArrayEquals(rgb, PhotoReader.read(file).rgb());
    }

    /** What the eye sees of a dithered picture: means over squares of 4 x 4 pixels. */
    private static double error(Image expected, Image actual) {
        double sum = 0;
        int count = 0;
        for (int top = 0; top + 4 <= expected.height(); top += 4) {
            for (int left = 0; left + 4 <= expected.width(); left += 4) {
                for (int channel = 0; channel < 3; channel++) {
                    double difference = 0;
                    for (int i = 0; i < 16; i++) {
                        int at = 3 * ((top + i / 4) * expected.width() + left + i % 4) + channel;
                        difference += (expected.rgb()[at] - actual.rgb()[at]) / 16;
                    }
                    sum += difference * difference;
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }

    @Test
    void many_colours_are_dithered_to_nearly_the_same() throws IOException {
        int side = 96;
        float[] rgb = new float[3 * side * side];
        for (int i = 0; i < side * side; i++) { // a smooth picture with every hue
            int x = i % side;
            int y = i / side;
            rgb[3 * i] = (float) (128 + 110 * Math.sin(x / 9.0));
            rgb[3 * i + 1] = (float) (128 + 110 * Math.sin(y / 11.0));
            rgb[3 * i + 2] = (float) (128 + 110 * Math.cos((x + y) / 15.0));
        }
        Image image = new Image(side, side, rgb);
        Path file = Files.write(folder.resolve("many.gif"), write("10", List.of(image)));
        Image read = PhotoReader.read(file);
        assertTrue(difference(image, read) < 16, "pixel by pixel " + difference(image, read));
        assertTrue(error(image, read) < 3, "square by square " + error(image, read));
    }

    @Test
    void values_beyond_those_of_a_picture_do_no_harm() throws IOException {
        float[] rgb = {-50, 300, Float.NaN, 255, 0, 128, Float.POSITIVE_INFINITY, 3, 4, 9, 9, 9};
        byte[] gif = write("10", List.of(new Image(2, 2, rgb)));
        assertEquals(1, reader(gif).getNumImages(true));
    }

    @Test
    void more_frames_than_viewers_show_are_refused() throws IOException {
        write("50", some(1));
        var e = assertThrows(FilmException.class, () -> write("50.1", some(1)));
        assertTrue(e.getMessage().contains("at most 50 frames per second"), e.getMessage());
        assertThrows(FilmException.class, () -> FilmFormat.GIF.requireUsable(FrameRate.parse("60")));
    }
}
