package reverie.cli.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.image.Image;

class ResamplingTest {

    @Test
    void whole_blocks_are_averaged() {
        assertArrayEquals(
                greys(1.5f, 5.5f),
                Resampling.resize(grey(1, 4, 1, 2, 5, 6), 1, 2).rgb());
    }

    @Test
    void pixels_on_a_border_count_by_their_fraction() {
        // 3 to 2: each new pixel covers one and a half old ones.
        Image image = Resampling.resize(grey(1, 3, 30, 60, 90), 1, 2);
        assertArrayEquals(greys((30 + 60 / 2f) / 1.5f, (60 / 2f + 90) / 1.5f), image.rgb(), 1e-5f);
        Image turned = Resampling.resize(grey(3, 1, 30, 60, 90), 2, 1);
        assertArrayEquals(image.rgb(), turned.rgb());
    }

    @ParameterizedTest(name = "{0} x {1} to {2} x {3}")
    @CsvSource({"7, 11, 3, 5", "13, 17, 13, 4", "31, 29, 1, 1", "101, 67, 100, 66", "5, 9, 5, 9"})
    void shrinking_keeps_the_mean(int height, int width, int newHeight, int newWidth) {
        Image image = noise(height, width);
        Image small = Resampling.resize(image, newHeight, newWidth);
        assertEquals(newHeight, small.height());
        assertEquals(newWidth, small.width());
        assertEquals(mean(image), mean(small), 1e-4);
    }

    @Test
    void an_even_picture_stays_even() {
        Image even = grey(5, 7, new float[35]);
        Arrays.fill(even.rgb(), 128.25f);
        for (int size = 1; size < 20; size++) {
            for (float value : Resampling.resize(even, size, 20 - size).rgb()) {
                assertEquals(128.25f, value);
            }
        }
    }

    @Test
    void growing_interpolates() {
        Image image = Resampling.resize(grey(1, 2, 0, 100), 1, 4);
        assertArrayEquals(greys(0, 25, 75, 100), image.rgb(), 1e-4f);
    }

    @Test
    void channels_do_not_mix() {
        Image image = new Image(1, 2, new float[] {10, 20, 30, 30, 40, 50});
        assertArrayEquals(
                new float[] {20, 30, 40}, Resampling.resize(image, 1, 1).rgb());
    }

    @ParameterizedTest(name = "{0} x {1} within {2} is {3} x {4}")
    @CsvSource({"100, 50, 10, 10, 5", "50, 100, 10, 5, 10", "1000, 1, 10, 10, 1", "3, 2, 3, 3, 2", "5, 4, 9, 5, 4"})
    void the_longest_side_is_the_limit(int height, int width, int limit, int newHeight, int newWidth) {
        Image small = Resampling.shrinkToLongestSide(noise(height, width), limit);
        assertEquals(newHeight, small.height());
        assertEquals(newWidth, small.width());
    }

    @Test
    void a_picture_that_fits_is_not_touched() {
        Image image = noise(6, 5);
        assertSame(image, Resampling.shrinkToLongestSide(image, 6));
        assertSame(image, Resampling.centreCrop(image, 6, 5));
        assertSame(image, Resampling.resize(image, 6, 5));
    }

    @Test
    void a_crop_takes_the_centre() {
        Image wide = grey(2, 6, 9, 9, 1, 2, 9, 9, 9, 9, 3, 4, 9, 9);
        assertArrayEquals(greys(1, 2, 3, 4), Resampling.centreCrop(wide, 2, 2).rgb());
        assertArrayEquals(greys(2.5f), Resampling.centreCrop(wide, 1, 1).rgb());
        Image tall = grey(3, 1, 5, 6, 7);
        assertArrayEquals(greys(6), Resampling.centreCrop(tall, 1, 1).rgb());
    }

    @Test
    void a_crop_of_an_odd_margin_keeps_whole_pixels() {
        assertArrayEquals(
                greys(1, 2, 3, 4),
                Resampling.centreCrop(grey(2, 3, 1, 2, 9, 3, 4, 9), 2, 2).rgb());
    }

    @Test
    void a_crop_may_have_another_aspect_and_grow() {
        Image image = Resampling.centreCrop(noise(10, 10), 20, 40);
        assertEquals(20, image.height());
        assertEquals(40, image.width());
    }

    @Test
    void a_side_of_nothing_is_refused() {
        Image image = noise(2, 2);
        assertThrows(IllegalArgumentException.class, () -> Resampling.resize(image, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> Resampling.shrinkToLongestSide(image, 0));
    }

    private static Image grey(int height, int width, float... values) {
        return new Image(height, width, greys(values));
    }

    private static float[] greys(float... values) {
        float[] rgb = new float[3 * values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[i / 3];
        }
        return rgb;
    }

    private static Image noise(int height, int width) {
        Random random = new Random(1701);
        float[] rgb = new float[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = 255 * random.nextFloat();
        }
        return new Image(height, width, rgb);
    }

    private static double mean(Image image) {
        double sum = 0;
        for (float value : image.rgb()) {
            sum += value;
        }
        return sum / image.rgb().length;
    }
}
