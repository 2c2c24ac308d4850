package reverie.cli.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;

/** What a comparison computes beside the differences of whole pictures, by hand. */
class ComparisonPartsTest {

    private static Image grey(int height, int width, float... values) {
        float[] rgb = new float[3 * values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[i / 3];
        }
        return new Image(height, width, rgb);
    }

    @Test
    void mean_and_deviation_of_dreams() {
        var statistics = new SeedStatistics(1, 2);
        statistics.add(grey(1, 2, 10, 7));
        statistics.add(grey(1, 2, 20, 7));
        statistics.add(grey(1, 2, 60, 7));
        assertEquals(3, statistics.count());
        assertArrayEquals(new float[] {30, 30, 30, 7, 7, 7}, statistics.mean().rgb(), 1e-5f);
        // (400 + 100 + 900) / 2 = 700
        GreyMap deviation = statistics.deviation();
        assertArrayEquals(
                new float[] {255, 255, 255, 0, 0, 0}, deviation.picture().rgb(), 1e-4f);
        assertEquals(Math.sqrt(700), deviation.white(), 1e-9);
    }

    @Test
    void a_map_of_differences_is_the_mean_over_colours() {
        var a = new Image(1, 2, new float[] {0, 0, 0, 5, 5, 5});
        var b = new Image(1, 2, new float[] {3, -6, 9, 5, 5, 5});
        GreyMap map = GreyMap.difference(a, b);
        assertEquals(6, map.white());
        assertArrayEquals(new float[] {255, 255, 255, 0, 0, 0}, map.picture().rgb());
        assertEquals(0, GreyMap.difference(a, a).white());
    }

    /** One odd pixel of many does not make all others black. */
    @Test
    void a_map_is_white_where_one_pixel_of_a_hundred_reaches() {
        double[] values = new double[1000];
        Arrays.fill(values, 2);
        values[17] = 200;
        GreyMap map = GreyMap.of(10, 100, values);
        assertEquals(2, map.white());
        assertEquals(255, map.picture().rgb()[0]);
    }

    @Test
    void crops_are_where_pictures_differ_most_and_least() {
        float[] values = new float[12 * 24];
        Image plain = grey(12, 24, values);
        for (int y = 0; y < 12; y++) {
            for (int x = 0; x < 24; x++) {
                values[y * 24 + x] = x;
            }
        }
        values[5 * 24 + 9] = 200;
        Image other = grey(12, 24, values);
        Crop most = Crop.most(plain, other);
        assertEquals(4, most.side());
        assertTrue(most.x() <= 9 && 9 < most.x() + 4 && most.y() <= 5 && 5 < most.y() + 4, most::toString);
        Crop least = Crop.least(plain, other);
        assertEquals(new Crop(0, 0, 4, Math.sqrt((0 + 1 + 4 + 9) / 4.0)), least);
        Image four = most.sideBySide(List.of(plain, plain, plain, other));
        assertEquals(2 * 4 + 1, four.width());
        assertEquals(2 * 4 + 1, four.height());
        assertEquals(200, four.rgb()[3 * ((5 + 5 - most.y()) * 9 + 5 + 9 - most.x())]);
    }

    @Test
    void what_was_dreamt_is_compared_without_the_photos() {
        Image photo = grey(1, 3, 100, 50, 0);
        Image dream = grey(1, 3, 101, 52, 3); // 1, 2, 3
        Image otherPhoto = grey(1, 3, 7, 7, 7);
        assertEquals(1, Dreamt.correlation(photo, dream, otherPhoto, grey(1, 3, 9, 11, 13)), 1e-12); // 2, 4, 6
        assertEquals(-1, Dreamt.correlation(photo, dream, otherPhoto, grey(1, 3, 10, 9, 8)), 1e-12); // 3, 2, 1
        assertEquals(0.5, Dreamt.correlation(photo, dream, otherPhoto, grey(1, 3, 8, 10, 9)), 1e-12); // 1, 3, 2
        assertTrue(Double.isNaN(Dreamt.correlation(photo, photo, otherPhoto, dream)));
    }

    @Test
    void numbers_for_people_have_three_digits() {
        assertEquals(
                List.of("0", "12.3", "0.123", "1230", "917000", "9.8·10⁻⁶", "1.6·10⁶", "−4.57", "∞", "–", "2.00"),
                List.of(0, 12.345, 0.12345, 1234.5, 917_034.2, 9.77e-6, 1_635_724.0, -4.567, 1 / 0.0, 0 / 0.0, 2.003)
                        .stream()
                        .map(number -> Numbers.text(((Number) number).doubleValue()))
                        .toList());
        assertEquals("−0.03", Numbers.share(-0.031));
    }
}
