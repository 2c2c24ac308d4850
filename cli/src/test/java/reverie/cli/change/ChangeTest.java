package reverie.cli.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;
import reverie.engine.image.ImageDifference;

/** What each change does to pixels. */
class ChangeTest {

    private static final long SEED = 7;

    /** Two rows of three pixels; red is 10, 20, ..., green one more, blue two more. */
    private static final Image SIX = new Image(2, 3, new float[] {
        10, 11, 12, 20, 21, 22, 30, 31, 32, //
        40, 41, 42, 50, 51, 52, 60, 61, 62
    });

    private static Image on(Image photo, String change) throws IOException {
        List<Change> changes = ChangeParser.parse(List.of(change));
        assertEquals(1, changes.size());
        return changes.getFirst().apply(photo, SEED);
    }

    private static void assertReds(Image actual, float... reds) {
        for (int i = 0; i < reds.length; i++) {
            assertEquals(reds[i], actual.rgb()[3 * i], 1e-4, "pixel " + i);
        }
        assertEquals(reds.length, actual.rgb().length / 3);
    }

    private static Image grey(int height, int width, float... values) {
        float[] rgb = new float[3 * values.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[i / 3];
        }
        return new Image(height, width, rgb);
    }

    private static Image random(int height, int width) {
        var random = new Random(1701);
        float[] rgb = new float[3 * height * width];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = random.nextInt(256);
        }
        return new Image(height, width, rgb);
    }

    @Test
    void a_swap_exchanges_two_colours() throws IOException {
        assertArrayEquals(
                new float[] {12, 11, 10, 22, 21, 20, 32, 31, 30, 42, 41, 40, 52, 51, 50, 62, 61, 60},
                on(SIX, "swap=rb").rgb());
        assertArrayEquals(
                new float[] {11, 10, 12}, Arrays.copyOf(on(SIX, "swap=gr").rgb(), 3));
    }

    @Test
    void a_mirror_turns_left_to_right() throws IOException {
        assertReds(on(SIX, "mirror"), 30, 20, 10, 60, 50, 40);
        assertEquals(32, on(SIX, "mirror").rgb()[2]); // colours stay in their order
    }

    @Test
    void a_shift_brings_in_on_the_left_what_leaves_on_the_right() throws IOException {
        assertReds(on(SIX, "shift=1"), 30, 10, 20, 60, 40, 50);
        assertReds(on(SIX, "shift=-1"), 20, 30, 10, 50, 60, 40);
        assertThrows(UsageException.class, () -> on(SIX, "shift=3"));
    }

    @Test
    void a_clone_covers_what_was_there() throws IOException {
        assertReds(on(SIX, "clone=0,0,2,1-1,1"), 10, 20, 30, 40, 10, 20);
        assertReds(
                on(SIX, "clone=0,0,2,2-1,0"),
                10,
                10,
                20,
                40,
                40,
                50); // from the photo, not from what is covered already
    }

    @ParameterizedTest
    @ValueSource(strings = {"clone=2,0,2,1-0,0", "clone=0,0,2,1-2,1", "clone=0,0,0,1-0,0", "clone=0,1,1,2-0,0"})
    void a_clone_outside_the_photo_is_refused(String change) {
        var refusal = assertThrows(UsageException.class, () -> on(SIX, change));
        assertTrue(refusal.getMessage().contains("not all inside the photo of 3 x 2"), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith("--change " + change), refusal.getMessage());
    }

    @Test
    void brightness_contrast_and_gamma_bend_values() throws IOException {
        Image greys = grey(1, 4, 0, 100, 127.5f, 255);
        assertReds(on(greys, "brightness=10"), 10, 110, 137.5f, 255);
        assertReds(on(greys, "brightness=-20.5"), 0, 79.5f, 107, 234.5f);
        assertReds(on(greys, "contrast=2"), 0, 72.5f, 127.5f, 255);
        assertReds(on(greys, "contrast=0"), 127.5f, 127.5f, 127.5f, 127.5f);
        assertReds(on(greys, "gamma=2"), 0, 159.6872f, 180.3122f, 255); // 255 sqrt(v / 255)
    }

    @Test
    void one_pixel_changes_by_so_many_levels() throws IOException {
        Image changed = on(SIX, "pixel"); // the middle of 2 x 3 is in row 1, column 1
        assertReds(changed, 10, 20, 30, 40, 51, 60);
        assertEquals(53, changed.rgb()[14]);
        assertReds(on(grey(1, 1, 255), "pixel=3"), 252);
        assertReds(on(grey(1, 1, 2), "pixel=-3"), 5);
    }

    @Test
    void noise_has_the_deviation_that_was_asked_for() throws IOException {
        float[] greys = new float[200 * 100];
        Arrays.fill(greys, 128);
        Image plain = grey(200, 100, greys);
        assertEquals(4, ImageDifference.between(plain, on(plain, "noise=4")).rootMeanSquare(), 0.05);
        Image fine = on(plain, "noise=0.1");
        assertEquals(0.1, ImageDifference.between(plain, fine).rootMeanSquare(), 0.002);
        assertArrayEquals(fine.rgb(), on(plain, "noise=0.1").rgb());
        Change noise = ChangeParser.parse(List.of("noise=4")).getFirst();
        assertFalse(
                Arrays.equals(noise.apply(plain, 1).rgb(), noise.apply(plain, 2).rgb()));
        for (float value : on(random(20, 30), "noise=100").rgb()) {
            assertTrue(value >= 0 && value <= 255, "value " + value);
        }
    }

    @Test
    void rounding_moves_every_value_to_a_neighbour() throws IOException {
        Image photo = random(20, 30);
        Image rounded = Change.ROUNDING.apply(photo, SEED);
        int up = 0;
        for (int i = 0; i < photo.rgb().length; i++) {
            float value = photo.rgb()[i];
            float there = rounded.rgb()[i];
            assertTrue(there == Math.nextUp(value) || there == Math.nextDown(value), "value " + value);
            assertTrue(there >= 0 && there <= 255, "value " + there);
            up += there > value ? 1 : 0;
        }
        assertEquals(0.5, up / 1800.0, 0.05);
    }

    /** A Gaussian of deviation 1 has 0.3991 in its middle, and 0.2420 beside it, cut off after three deviations. */
    @Test
    void a_blur_spreads_a_point_as_a_gaussian() throws IOException {
        float[] greys = new float[9 * 9];
        greys[4 * 9 + 4] = 200;
        Image blurred = on(grey(9, 9, greys), "blur=1");
        assertEquals(200 * 0.39905 * 0.39905, blurred.rgb()[3 * (4 * 9 + 4)], 1e-2);
        assertEquals(200 * 0.39905 * 0.24204, blurred.rgb()[3 * (4 * 9 + 5)], 1e-2);
        assertEquals(200 * 0.39905 * 0.24204, blurred.rgb()[3 * (5 * 9 + 4)], 1e-2);
        Image plain = grey(2, 3, 7, 7, 7, 7, 7, 7);
        assertReds(on(plain, "blur=5"), 7, 7, 7, 7, 7, 7);
    }

    @Test
    void a_jpeg_loses_more_the_lower_its_quality() throws IOException {
        Image photo = random(24, 32);
        double fine = ImageDifference.between(photo, on(photo, "jpeg=95")).rootMeanSquare();
        double coarse = ImageDifference.between(photo, on(photo, "jpeg=20")).rootMeanSquare();
        assertTrue(fine > 0.5 && fine < 8, "quality 95: " + fine);
        assertTrue(coarse > 3 * fine, "quality 20: " + coarse);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mirror", "swap=rb", "swap=gb", "shift=5", "shift=-3"})
    void what_can_be_undone_is_the_same_again(String text) throws IOException {
        Image photo = random(11, 13);
        Change change = ChangeParser.parse(List.of(text)).getFirst();
        Image changed = change.apply(photo, SEED);
        assertFalse(Arrays.equals(photo.rgb(), changed.rgb()));
        assertArrayEquals(
                photo.rgb(), change.undo().orElseThrow().on(changed, SEED).rgb());
    }

    /** A change must not reach back into the photo. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "mirror",
                "swap=rb",
                "shift=1",
                "clone=0,0,1,1-1,1",
                "noise=1",
                "jpeg=50",
                "brightness=3",
                "contrast=1.1",
                "gamma=1.1",
                "blur=1",
                "pixel"
            })
    void the_photo_itself_stays(String text) throws IOException {
        Image photo = random(11, 13);
        float[] before = photo.rgb().clone();
        Image changed = on(photo, text);
        assertArrayEquals(before, photo.rgb());
        assertFalse(Arrays.equals(before, changed.rgb()), text + " changed nothing");
        assertEquals(11, changed.height());
        assertEquals(13, changed.width());
        assertNotEquals(photo, changed);
    }
}
