package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.image.Image;

/** Colours that are not sRGB become sRGB, and those that are stay. */
class PhotoColourTest extends PictureFixture {

    @ParameterizedTest(name = "Adobe RGB {0}, {1}, {2}")
    @CsvSource({"120, 140, 130", "160, 150, 140", "90, 100, 120", "255, 255, 255", "0, 0, 0", "128, 128, 128"})
    void adobe_rgb_becomes_srgb(int red, int green, int blue) throws IOException {
        double[] expected = adobeToSrgb(red, green, blue);
        Image png = read(png(HandmadeProfile.adobeRgb(), red, green, blue));
        assertColour(expected[0], expected[1], expected[2], 0.75, png);
        Image jpeg = read(HandmadeJpeg.withProfile(flat(red, green, blue), HandmadeProfile.adobeRgb()));
        assertColour(expected[0], expected[1], expected[2], 2.5, jpeg); // JPEG's own error comes on top
    }

    @Test
    void srgb_under_another_name_is_left_alone() throws IOException {
        Image png = read(png(HandmadeProfile.srgb(), 1, 77, 254));
        assertPixels(1, 1, new float[] {1, 77, 254}, png);
        byte[] jpeg = HandmadeJpeg.of(varied(32, 24), false);
        assertArrayEquals(
                read(jpeg).rgb(),
                read(HandmadeJpeg.withProfile(jpeg, HandmadeProfile.srgb())).rgb());
    }

    @Test
    void sixteen_bits_keep_their_fraction_through_a_profile() throws IOException {
        byte[] data = profileChunk(HandmadeProfile.adobeRgb());
        float[] values = new float[2];
        for (int i = 0; i < 2; i++) {
            int low = 100 * i; // less than half a step of 8 bits apart
            values[i] = read(new HandmadePng(1, 1, 16, HandmadePng.RGB)
                            .chunk("iCCP", data)
                            .pixels(0, 128, low, 128, low, 128, low)
                            .end())
                    .rgb()[0];
        }
        assertEquals(100 / 257.0, values[1] - values[0], 0.1);
    }

    @Test
    void a_profile_applies_to_a_palette_and_under_alpha() throws IOException {
        byte[] data = profileChunk(HandmadeProfile.adobeRgb());
        double[] opaque = adobeToSrgb(120, 140, 130);
        Image palette = read(new HandmadePng(1, 1, 8, HandmadePng.PALETTE)
                .chunk("iCCP", data)
                .chunk("PLTE", 120, 140, 130)
                .pixels(0, 0)
                .end());
        assertColour(opaque[0], opaque[1], opaque[2], 0.75, palette);
        Image faint = read(new HandmadePng(1, 1, 8, HandmadePng.RGBA)
                .chunk("iCCP", data)
                .pixels(0, 120, 140, 130, 51)
                .end());
        assertColour(204 + opaque[0] / 5, 204 + opaque[1] / 5, 204 + opaque[2] / 5, 0.2, faint);
    }

    @Test
    void a_profile_for_colour_leaves_grey_alone() throws IOException {
        Image grey = read(new HandmadePng(1, 1, 8, HandmadePng.GREY)
                .chunk("iCCP", profileChunk(HandmadeProfile.adobeRgb()))
                .pixels(0, 128)
                .end());
        assertPixels(1, 1, new float[] {128, 128, 128}, grey);
    }

    @Test
    void a_damaged_profile_does_not_cost_the_picture() throws IOException {
        Random random = new Random(1701);
        byte[] jpeg = flat(10, 20, 30);
        for (int round = 0; round < 200; round++) {
            byte[] damaged = HandmadeProfile.adobeRgb();
            for (int flips = 0; flips < 3; flips++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertEquals(1, read(png(damaged, 10, 20, 30)).width());
            assertEquals(16, read(HandmadeJpeg.withProfile(jpeg, damaged)).width());
        }
    }

    // Adobe stores ink the other way round: 255 is bare paper.
    @ParameterizedTest(name = "CMYK stored as {0}, {1}, {2}, {3}")
    @CsvSource({"255, 255, 255, 255", "0, 255, 255, 255", "200, 100, 50, 255", "200, 100, 50, 128", "9, 9, 9, 0"})
    void cmyk_becomes_rgb(int cyan, int magenta, int yellow, int black) throws IOException {
        byte[] jpeg = HandmadeJpeg.withAdobe(HandmadeJpeg.fourComponents(16, cyan, magenta, yellow, black), 0);
        double light = black / 255.0;
        assertColour(cyan * light, magenta * light, yellow * light, 3, read(jpeg));
    }

    @Test
    void ycck_becomes_rgb() throws IOException {
        // YCC of what is missing from CMY: neutral, 50 in 255; the black stored as 200 lets 200 in 255 through.
        byte[] jpeg = HandmadeJpeg.withAdobe(HandmadeJpeg.fourComponents(16, 50, 128, 128, 200), 2);
        double expected = (255 - 50) * 200 / 255.0;
        assertColour(expected, expected, expected, 3, read(jpeg));
    }

    private static byte[] png(byte[] profile, int red, int green, int blue) {
        return new HandmadePng(1, 1, 8, HandmadePng.RGB)
                .chunk("iCCP", profileChunk(profile))
                .pixels(0, red, green, blue)
                .end();
    }

    private static byte[] profileChunk(byte[] profile) {
        byte[] deflated = HandmadePng.deflate(profile);
        return ByteBuffer.allocate(3 + deflated.length)
                .put(new byte[] {'x', 0, 0})
                .put(deflated)
                .array();
    }

    private static byte[] flat(int red, int green, int blue) throws IOException {
        return HandmadeJpeg.of(filled(BufferedImage.TYPE_3BYTE_BGR, 16, 16, (red << 16) | (green << 8) | blue), false);
    }

    /** By the formulas: out of gamma, through XYZ, into sRGB's. */
    private static double[] adobeToSrgb(int... adobe) {
        double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            double linear = Math.pow(adobe[i] / 255.0, HandmadeProfile.ADOBE_GAMMA);
            for (int j = 0; j < 3; j++) {
                xyz[j] += linear * HandmadeProfile.ADOBE[i][j];
            }
        }
        double[][] p = HandmadeProfile.SRGB;
        double whole = determinant(p[0], p[1], p[2]);
        double[] linear = { // Cramer's rule
            determinant(xyz, p[1], p[2]) / whole,
            determinant(p[0], xyz, p[2]) / whole,
            determinant(p[0], p[1], xyz) / whole
        };
        double[] srgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double value = Math.clamp(linear[i], 0, 1);
            srgb[i] = 255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055);
        }
        return srgb;
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }
}
