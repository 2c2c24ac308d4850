package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.dream.DreamMemory.Plan;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.GoogLeNet;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.RandomWeights;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;

class DreamMemoryTest {

    private static final NetworkDefinition GOOGLENET = GoogLeNet.definition();
    private static final Preprocessing PLAIN =
            new Preprocessing(Preprocessing.ChannelOrder.BGR, List.of(104f, 117f, 123f));

    private static final DreamSettings SETTINGS = new DreamSettings(2, 1.4, 1, 1.5, 4);

    private static Plan plan(Backend backend, String layer, DreamSettings settings) {
        return new Plan(GOOGLENET, backend, DreamObjective.of(layer), settings);
    }

    private static long forecast(Plan plan, int height, int width) {
        return DreamMemory.of(plan, height, width).orElseThrow().bytes();
    }

    /** A smoothed gradient is one more picture of three floats a pixel, and so is each of a pyramid's two maps, nearly. */
    @Test
    void what_is_made_of_the_gradient_counts() {
        try (Backend backend = Backends.named("vector").open(BackendSettings.threads(1))) {
            long plain = forecast(plan(backend, "conv2/3x3", SETTINGS), 100, 80);
            long picture = 3L * Float.BYTES * 100 * 80;
            var blurred = SETTINGS.withAscent(new Ascent(1.5, StepNorm.MEAN_ABSOLUTE, 0.7, 0, 0, false));
            assertEquals(plain + picture, forecast(plan(backend, "conv2/3x3", blurred), 100, 80));
            var both = SETTINGS.withAscent(new Ascent(1.5, StepNorm.LAPLACIAN, 0.7, 0, 0, false));
            assertEquals(plain + 3 * picture, forecast(plan(backend, "conv2/3x3", both), 100, 80));
        }
    }

    /** Looks at what lives on the heap in the last iteration of a dream. */
    @ParameterizedTest
    @CsvSource({
        "reference, pool1/norm1, 64, 90, 0", // first: what others leave behind would outweigh it
        "vector, inception_4c/output, 330, 450, 0",
        "vector, conv2/3x3, 450, 330, 0",
        "vector, inception_4c/output, 400, 530, 192",
        "vector, conv2/3x3, 531, 402, 128"
    })
    void comes_true(String name, String layer, int height, int width, int tile) {
        DreamSettings settings = SETTINGS.withTile(tile);
        BackendProvider provider = Backends.named(name);
        long before = liveBytes();
        long[] during = {0};
        long forecast;
        try (Backend backend = provider.open(BackendSettings.threads(2))) {
            forecast = forecast(plan(backend, layer, settings), height, width);
            var listener = new DreamListener() {
                @Override
                public void iterationDone(Iteration iteration) {
                    float[] copy = iteration.input().get(); // which the forecast counts
                    during[0] = liveBytes() - before;
                    assertEquals(
                            3 * iteration.octave().height() * iteration.octave().width(), copy.length);
                }
            };
            var photo = new Image(height, width, new float[3 * height * width]);
            for (int i = 0; i < photo.rgb().length; i++) {
                photo.rgb()[i] = i * 31 % 255;
            }
            new DeepDream(
                            new Network(GOOGLENET, new RandomWeights(GOOGLENET), backend),
                            PLAIN,
                            DreamObjective.of(layer),
                            settings,
                            Jitter.random(1, 4),
                            listener)
                    .dream(photo);
        }
        assertEquals(1, (double) during[0] / forecast, 0.15, "%d of %d bytes".formatted(during[0], forecast));
    }

    /** Bytes in arrays of floats and ints that are reachable: everything that is large in a dream. */
    private static long liveBytes() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {null},
                            new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(cells -> cells.length > 3 && (cells[3].equals("[F") || cells[3].equals("[I")))
                    .mapToLong(cells -> Long.parseLong(cells[2]))
                    .sum();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void the_largest_side_fits_and_the_next_does_not() {
        try (Backend backend = Backends.best().open(BackendSettings.threads(1))) {
            Plan plan = plan(backend, "inception_4c/output", SETTINGS);
            long available = 200_000_000;
            int side = DreamMemory.largestSide(plan, 3000, 4000, available).orElseThrow();
            assertTrue(forecast(plan, (int) Math.round(side * 0.75), side) <= available);
            int next = side + 1;
            assertTrue(forecast(plan, (int) Math.round(next * 0.75), next) > available);
            assertEquals(OptionalInt.empty(), DreamMemory.largestSide(plan, 3000, 4000, 1_000_000));
            assertEquals(OptionalInt.of(400), DreamMemory.largestSide(plan, 300, 400, available));
        }
    }

    @Test
    void the_largest_tile_fits_and_much_larger_ones_do_not() {
        try (Backend backend = Backends.best().open(BackendSettings.threads(1))) {
            for (String layer : List.of("conv2/3x3", "inception_4c/output")) {
                Plan plan = plan(backend, layer, SETTINGS);
                long available = forecast(plan, 900, 1200) / 2;
                int tile = DreamMemory.largestTile(plan, 900, 1200, available).orElseThrow();
                assertTrue(forecast(plan.withTile(tile), 900, 1200) <= available, layer);
                assertTrue(tile >= DreamSettings.SMALLEST_TILE && tile < 1200, layer + ", tile " + tile);
                assertTrue(forecast(plan.withTile(2 * tile), 900, 1200) > available, layer + ", tile " + tile);
                assertEquals(OptionalInt.empty(), DreamMemory.largestTile(plan, 900, 1200, available / 100));
            }
        }
    }

    @Test
    void what_no_array_can_hold_has_no_forecast() {
        try (Backend backend = Backends.best().open(BackendSettings.threads(1))) {
            Plan plan = plan(backend, "inception_4c/output", SETTINGS);
            assertEquals(Optional.empty(), DreamMemory.of(plan, 20_000, 20_000));
            int side = DreamMemory.largestSide(plan, 20_000, 20_000, Long.MAX_VALUE)
                    .orElseThrow();
            assertTrue(side > 1000 && side < 20_000, "side " + side);
        }
    }
}
