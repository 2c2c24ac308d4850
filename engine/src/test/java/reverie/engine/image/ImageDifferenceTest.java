package reverie.engine.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImageDifferenceTest {

    private static Image flat(int height, int width, float value) {
        float[] rgb = new float[height * width * 3];
        Arrays.fill(rgb, value);
        return new Image(height, width, rgb);
    }

    private static Image noise(int height, int width, long seed) {
        var random = new Random(seed);
        float[] rgb = new float[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = random.nextFloat(255);
        }
        return new Image(height, width, rgb);
    }

    /** Six values that differ by 3, 4, 0, 0, 0 and 12: squares 9 + 16 + 144 = 169. */
    @Test
    void distances_are_as_worked_out_by_hand() {
        var a = new Image(1, 2, new float[] {10, 20, 30, 40, 50, 60});
        var b = new Image(1, 2, new float[] {13, 16, 30, 40, 50, 72});
        ImageDifference difference = ImageDifference.between(a, b);
        assertEquals(19 / 6.0, difference.meanAbsolute(), 1e-12);
        assertEquals(Math.sqrt(169 / 6.0), difference.rootMeanSquare(), 1e-12);
        assertEquals(13, difference.l2(), 1e-12);
        assertEquals(12, difference.greatest(), 0);
        assertEquals(difference, ImageDifference.between(b, a));
    }

    /** 20 log10(255 / 25.5) is 20, and halving the error adds 6.02. */
    @Test
    void the_peak_signal_to_noise_ratio_counts_in_decibels() {
        Image black = flat(3, 5, 0);
        assertEquals(20, ImageDifference.between(black, flat(3, 5, 25.5f)).peakSignalToNoise(), 1e-9);
        assertEquals("26.02", ImageDifference.between(black, flat(3, 5, 12.75f)).peakSignalToNoiseText());
        assertEquals(0, ImageDifference.between(black, flat(3, 5, 255)).peakSignalToNoise(), 1e-9);
    }

    @Test
    void equal_pictures_differ_in_nothing() {
        Image image = noise(23, 17, 1);
        ImageDifference difference = ImageDifference.between(image, image);
        assertEquals(0, difference.greatest(), 0);
        assertEquals(0, difference.l2(), 0);
        assertEquals(Double.POSITIVE_INFINITY, difference.peakSignalToNoise());
        assertEquals("∞", difference.peakSignalToNoiseText());
        assertEquals(1, difference.structuralSimilarity(), 1e-12);
    }

    /** Without any structure only the means are left: (2 * 100 * 110 + 6.5025) / (100^2 + 110^2 + 6.5025). */
    @Test
    void similarity_of_flat_pictures_is_that_of_their_means() {
        double expected = (22000 + 6.5025) / (22100 + 6.5025);
        assertEquals(0.9954764, expected, 1e-7);
        for (int[] size : new int[][] {{11, 11}, {12, 30}, {4, 25}, {1, 1}}) {
            Image a = flat(size[0], size[1], 100);
            Image b = flat(size[0], size[1], 110);
            assertEquals(expected, ImageDifference.between(a, b).structuralSimilarity(), 1e-9);
        }
    }

    /**
     * Two pixels, 0 and 200, and the same exchanged: each has the weight 1/2, so both means are 100, both variances 100^2 and
     * the covariance is -100^2. What is left is (-20000 + 58.5225) / (20000 + 58.5225).
     */
    @Test
    void similarity_of_opposites_is_negative() {
        var a = new Image(1, 2, new float[] {0, 0, 0, 200, 200, 200});
        var b = new Image(1, 2, new float[] {200, 200, 200, 0, 0, 0});
        double expected = (-20000 + 58.5225) / (20000 + 58.5225);
        assertEquals(expected, ImageDifference.between(a, b).structuralSimilarity(), 1e-9);
    }

    /**
     * One bright pixel in the middle of the window has the weight w = g0^2, where g0 is the middle of 11 weights exp(-d^2 /
     * 4.5) of sum 1. Against black: mean 200 w, variance 200^2 w (1 - w).
     */
    @Test
    void the_window_is_a_gaussian_of_eleven_pixels() {
        Image black = flat(11, 11, 0);
        Image point = flat(11, 11, 0);
        Arrays.fill(point.rgb(), 3 * 60, 3 * 60 + 3, 200);
        double sum = 0;
        for (int d = -5; d <= 5; d++) {
            sum += Math.exp(-d * d / 4.5);
        }
        double w = 1 / (sum * sum);
        double expected = 6.5025 * 58.5225 / ((40000 * w * w + 6.5025) * (40000 * w * (1 - w) + 58.5225));
        assertEquals(expected, ImageDifference.between(black, point).structuralSimilarity(), 1e-9);
    }

    @Test
    void similarity_is_of_the_luminance_and_falls_with_noise() {
        Image photo = noise(19, 31, 2);
        Image strange = noise(19, 31, 3);
        assertTrue(Math.abs(ImageDifference.between(photo, strange).structuralSimilarity()) < 0.2);

        Image shifted = flat(13, 13, 100);
        for (int i = 0; i < shifted.rgb().length; i += 3) {
            shifted.rgb()[i] += 58.7f;
            shifted.rgb()[i + 1] -= 29.9f;
        }
        ImageDifference colours = ImageDifference.between(flat(13, 13, 100), shifted);
        assertEquals(1, colours.structuralSimilarity(), 1e-9);
        assertTrue(colours.meanAbsolute() > 29);
    }

    @Test
    void pictures_of_different_sizes_are_refused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ImageDifference.between(flat(2, 3, 0), flat(3, 2, 0)))
                .getMessage();
        assertEquals("pictures of 2 x 3 and 3 x 2 pixels cannot be compared", message);
    }
}
