package reverie.cli.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;

class CameraTest {

    private static double difference(Image expected, Image actual, int margin) {
        double sum = 0;
        int count = 0;
        for (int y = margin; y < expected.height() - margin; y++) {
            for (int x = margin; x < expected.width() - margin; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    int at = 3 * (y * expected.width() + x) + channel;
                    sum += Math.pow(expected.rgb()[at] - actual.rgb()[at], 2);
                    count++;
                }
            }
        }
        return Math.sqrt(sum / count);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "30, 41"})
    void a_camera_that_stays_changes_nothing(int height, int width) {
        Image image = Textures.picture(height, width, Textures.STILL);
        assertArrayEquals(image.rgb(), new Camera(1, 0).move(image).rgb());
        assertArrayEquals(image.rgb(), new Camera(1, 360).move(image).rgb());
    }

    @Test
    void half_a_turn_turns_exactly() {
        Image image = Textures.picture(6, 9, Textures.STILL);
        Image turned = new Camera(1, 180).move(image);
        for (int i = 0; i < 54; i++) {
            assertEquals(image.rgb()[3 * i], turned.rgb()[3 * (53 - i)], 0.001f);
        }
    }

    @Test
    void a_quarter_turn_goes_clockwise() {
        float[] rgb = new float[3 * 5 * 5];
        rgb[3 * 2] = 200; // the middle of the first row
        Image turned = new Camera(1, 90).move(new Image(5, 5, rgb));
        assertEquals(200, turned.rgb()[3 * (2 * 5 + 4)], 0.001f, "the middle of the last column");
    }

    @ParameterizedTest
    @CsvSource({"1.05, 0", "1.02, 3", "1.3, -20", "0.97, 1"})
    void a_movement_shows_what_was_there(double zoom, double degrees) {
        int height = 90;
        int width = 121;
        Image before = Textures.picture(height, width, Textures.STILL);
        double angle = Math.toRadians(degrees);
        Image after = Textures.picture(height, width, (x, y) -> {
            double right = (x - 60) / zoom;
            double down = (y - 44.5) / zoom;
            return new double[] {
                60 + right * Math.cos(angle) + down * Math.sin(angle),
                44.5 - right * Math.sin(angle) + down * Math.cos(angle)
            };
        });
        double difference = difference(after, new Camera(zoom, degrees).move(before), 12);
        assertTrue(difference < 0.4, "differs by " + difference);
    }

    @Test
    void many_movements_neither_blur_nor_drift() {
        Image image = Textures.picture(101, 101, Textures.STILL);
        Image moved = image;
        for (int i = 0; i < 60; i++) {
            moved = new Camera(1, 6).move(moved);
        }
        // Interpolated linearly, it would differ by 9.
        double difference = difference(image, moved, 30);
        assertTrue(difference < 4, "differs by " + difference);
    }

    @Test
    void there_are_no_borders_however_long_it_goes_on() {
        for (double zoom : new double[] {1.05, 0.9}) {
            Image moved = Textures.picture(40, 60, Textures.STILL);
            float least = 255;
            float most = 0;
            for (float value : moved.rgb()) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            for (int i = 0; i < 60; i++) {
                moved = new Camera(zoom, 2).move(moved);
            }
            int beyond = 0;
            for (float value : moved.rgb()) {
                // The kernel overshoots a little, each time.
                beyond += value < least - 30 || value > most + 30 ? 1 : 0;
            }
            assertTrue(beyond < 40 * 60 * 3 / 100, "%d values at zoom %s".formatted(beyond, zoom));
        }
    }

    @Test
    void farther_away_nothing_aliases() {
        float[] rgb = new float[3 * 64 * 64];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / 3;
            boolean white = (pixel % 64 + pixel / 64) % 2 == 0;
            rgb[i] = white ? 255 : 0; // a board of single pixels
        }
        Image small = new Camera(0.4, 0).move(new Image(64, 64, rgb));
        for (int y = 24; y < 40; y++) { // well within the seams to the mirrored pictures
            for (int x = 24; x < 40; x++) {
                assertEquals(127.5, small.rgb()[3 * (y * 64 + x)], 12);
            }
        }
    }

    @Test
    void the_number_of_threads_changes_nothing() throws Exception {
        Image image = Textures.picture(77, 91, Textures.STILL);
        float[] expected = new Camera(1.07, 5).move(image).rgb();
        try (var one = new ForkJoinPool(1);
                var five = new ForkJoinPool(5)) {
            assertArrayEquals(
                    expected,
                    one.submit(() -> new Camera(1.07, 5).move(image)).get().rgb());
            assertArrayEquals(
                    expected,
                    five.submit(() -> new Camera(1.07, 5).move(image)).get().rgb());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 0.09, 10.1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_zoom_that_shows_nothing_is_refused(double zoom) {
        var e = assertThrows(UsageException.class, () -> new Camera(zoom, 0));
        assertTrue(e.getMessage().contains("must be between 0.1 and 10.0"), e.getMessage());
        assertThrows(UsageException.class, () -> new Camera(1, Double.NaN));
    }
}
