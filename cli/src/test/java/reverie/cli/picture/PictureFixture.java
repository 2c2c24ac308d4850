package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import reverie.engine.image.Image;

/** What the tests of this package share: a folder, and reading bytes through a file in it. */
abstract class PictureFixture {

    @TempDir
    Path folder;

    Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    Image read(byte[] bytes) throws IOException {
        return PhotoReader.read(file("photo", bytes));
    }

    static void assertPixels(int height, int width, float[] rgb, Image actual) {
        assertEquals(height + " rows x " + width, actual.height() + " rows x " + actual.width());
        assertArrayEquals(rgb, actual.rgb());
    }

    /** Every pixel has this colour, within a tolerance. */
    static void assertColour(double red, double green, double blue, double tolerance, Image actual) {
        double[] expected = {red, green, blue};
        for (int i = 0; i < actual.rgb().length; i++) {
            assertEquals(expected[i % 3], actual.rgb()[i], tolerance, "value " + i);
        }
    }

    static BufferedImage filled(int type, int width, int height, int rgb) {
        BufferedImage picture = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, rgb);
            }
        }
        return picture;
    }

    /** A smooth picture with some noise, so that every encoder has something to do. */
    static BufferedImage varied(int width, int height) {
        Random random = new Random(1701);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, ((x * 200 / width) << 16) | ((y * 200 / height) << 8) | random.nextInt(100));
            }
        }
        return picture;
    }

    static byte[] encode(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, bytes)) {
            throw new IOException("no encoder for " + format);
        }
        return bytes.toByteArray();
    }

    /** The values of a picture that has 8-bit sRGB values. */
    static float[] values(BufferedImage picture) {
        float[] rgb = new float[picture.getHeight() * picture.getWidth() * 3];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = picture.getRGB(i / 3 % picture.getWidth(), i / 3 / picture.getWidth());
            rgb[i] = (pixel >> (16 - 8 * (i % 3))) & 255;
        }
        return rgb;
    }
}
