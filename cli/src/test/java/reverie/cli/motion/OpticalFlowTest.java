package reverie.cli.motion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.image.Image;

class OpticalFlowTest {

    /** The mean distance of found places from true ones, where those are in the picture. */
    private static double endpointError(Flow flow, Textures.Place truth) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < flow.dx().length; i++) {
            int x = i % flow.width();
            int y = i / flow.width();
            double[] place = truth.of(x, y);
            if (place[0] >= 0 && place[1] >= 0 && place[0] <= flow.width() - 1 && place[1] <= flow.height() - 1) {
                sum += Math.hypot(x + flow.dx()[i] - place[0], y + flow.dy()[i] - place[1]);
                count++;
            }
        }
        return sum / count;
    }

    private static double errorAfter(int height, int width, Textures.Place movement) {
        Image still = Textures.picture(height, width, Textures.STILL);
        Image moved = Textures.picture(height, width, movement);
        return endpointError(OpticalFlow.between(moved, still), movement);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.25, 0.4", "-0.5, 0.1", "3.3, -2.6", "-1, 7", "17.5, 9", "-30, 12"})
    void a_shift_is_found_to_a_tenth_of_a_pixel(double right, double down) {
        double error = errorAfter(161, 223, (x, y) -> new double[] {x + right, y + down});
        assertTrue(error < 0.1, "mean endpoint error " + error);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-5, 1, 3})
    void a_rotation_is_found(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double error = errorAfter(160, 240, (x, y) ->
                new double[] {120 + (x - 120) * cos - (y - 80) * sin, 80 + (x - 120) * sin + (y - 80) * cos});
        assertTrue(error < 0.2, "mean endpoint error " + error);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.05, 0.95, 1.01})
    void a_zoom_is_found(double zoom) {
        double error = errorAfter(161, 239, (x, y) -> new double[] {119 + (x - 119) / zoom, 80 + (y - 80) / zoom});
        assertTrue(error < 0.2, "mean endpoint error " + error);
    }

    @Test
    void a_picture_too_large_to_look_at_closely_is_followed_too() {
        double error = errorAfter(700, 900, (x, y) -> new double[] {x + 12.4, y - 5.2});
        assertTrue(error < 0.2, "mean endpoint error " + error);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "1, 40", "33, 2", "41, 53", "64, 64", "100, 31"})
    void pictures_of_any_size_have_a_flow(int height, int width) {
        Image first = Textures.picture(height, width, Textures.STILL);
        Image second = Textures.picture(height, width, (x, y) -> new double[] {x + 0.5, y});
        Flow flow = OpticalFlow.between(first, second);
        assertEquals(height * width, flow.dx().length);
        assertFinite(flow);
        assertEquals(
                first.rgb().length,
                Motion.between(first, second).carry(first, second).rgb().length);
    }

    private static void assertFinite(Flow flow) {
        for (int i = 0; i < flow.dx().length; i++) {
            assertTrue(Math.abs(flow.dx()[i]) < 1000 && Math.abs(flow.dy()[i]) < 1000, "pixel " + i);
        }
    }

    @Test
    void flat_pictures_stand_still() {
        Image black = new Image(50, 70, new float[3 * 50 * 70]);
        float[] values = new float[3 * 50 * 70];
        Arrays.fill(values, 255);
        for (Image other : new Image[] {black, new Image(50, 70, values)}) {
            Flow flow = OpticalFlow.between(black, other);
            assertArrayEquals(new float[50 * 70], flow.dx(), 1e-3f);
            assertArrayEquals(new float[50 * 70], flow.dy(), 1e-3f);
        }
    }

    @Test
    void flat_places_go_with_what_is_around_them() {
        Textures.Place movement = (x, y) -> new double[] {x + 4, y};
        Image still = withHole(Textures.picture(120, 160, Textures.STILL), 60);
        Image moved = withHole(Textures.picture(120, 160, movement), 56);
        Flow flow = OpticalFlow.between(moved, still);
        assertEquals(4, flow.dx()[60 * 160 + 66], 1, "in the middle of the hole");
    }

    /** The picture with a grey square of 20 x 20 pixels in it. */
    private static Image withHole(Image image, int left) {
        for (int y = 50; y < 70; y++) {
            Arrays.fill(image.rgb(), 3 * (y * image.width() + left), 3 * (y * image.width() + left + 20), 128);
        }
        return image;
    }

    @Test
    void pictures_of_different_sizes_are_refused() {
        Image image = Textures.picture(4, 5, Textures.STILL);
        Image other = Textures.picture(5, 4, Textures.STILL);
        assertThrows(IllegalArgumentException.class, () -> OpticalFlow.between(image, other));
    }

    @Test
    void warping_takes_pixels_from_where_they_were() {
        Image image = Textures.picture(40, 50, Textures.STILL);
        float[] dx = new float[2000];
        float[] dy = new float[2000];
        Arrays.fill(dx, 2.5f);
        Arrays.fill(dy, -1.25f);
        Image expected = Textures.picture(40, 50, (x, y) -> new double[] {x + 2.5, y - 1.25});
        Image warped = new Flow(40, 50, dx, dy).warp(image);
        for (int y = 4; y < 36; y++) {
            for (int x = 4; x < 44; x++) {
                assertEquals(expected.rgb()[3 * (y * 50 + x)], warped.rgb()[3 * (y * 50 + x)], 2);
            }
        }
    }

    /** A square of one texture over another, which stays. */
    private static Image scene(int left) {
        Image scene = Textures.picture(120, 160, Textures.STILL);
        Image square = Textures.picture(40, 40, (x, y) -> new double[] {x + 5000, y + 300});
        for (int y = 0; y < 40; y++) {
            System.arraycopy(square.rgb(), 3 * 40 * y, scene.rgb(), 3 * ((40 + y) * 160 + left), 3 * 40);
        }
        return scene;
    }

    @Test
    void what_is_uncovered_is_not_known() {
        Motion motion = Motion.between(scene(50), scene(60));
        assertTrue(mean(motion, 51, 58) < 0.1, "uncovered: " + mean(motion, 51, 58));
        assertTrue(mean(motion, 70, 92) > 0.9, "the square: " + mean(motion, 70, 92));
        assertTrue(mean(motion, 10, 35) > 0.95, "the ground: " + mean(motion, 10, 35));
        assertTrue(motion.known() > 0.8 && motion.known() < 0.99, "altogether: " + motion.known());
    }

    /** Over rows that are not near the square's upper and lower edges, where nothing is certain. */
    private static double mean(Motion motion, int left, int right) {
        double sum = 0;
        for (int y = 50; y < 70; y++) {
            for (int x = left; x < right; x++) {
                sum += motion.confidence()[y * 160 + x];
            }
        }
        return sum / (20 * (right - left));
    }

    @Test
    void what_was_made_of_a_frame_is_carried_along() {
        Image negative = scene(50);
        for (int i = 0; i < negative.rgb().length; i++) {
            negative.rgb()[i] = 255 - negative.rgb()[i];
        }
        Image grey = new Image(120, 160, new float[negative.rgb().length]);
        Image carried = Motion.between(scene(50), scene(60)).carry(negative, grey);
        Image next = scene(60);
        double sum = 0;
        for (int y = 50; y < 70; y++) {
            for (int x = 70; x < 92; x++) {
                int i = 3 * (y * 160 + x);
                sum += Math.abs(255 - next.rgb()[i] - carried.rgb()[i]);
            }
        }
        assertTrue(sum / (20 * 22) < 12, "the square is off by " + sum / (20 * 22));
    }

    @Test
    void after_a_cut_little_is_known() {
        Image one = Textures.picture(90, 120, Textures.STILL);
        Image other = Textures.picture(90, 120, (x, y) -> new double[] {y + 7000, x - 900});
        assertTrue(
                Motion.between(one, other).known() < 0.2,
                "known " + Motion.between(one, other).known());
        assertTrue(Motion.between(one, one).known() > 0.999);
    }
}
