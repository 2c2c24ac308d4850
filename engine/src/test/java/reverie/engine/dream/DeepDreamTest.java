package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.layer.LayerException;
import reverie.engine.network.Arena;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.vector.VectorBackend;

class DeepDreamTest {

    private static final long SEED = 7;
    private static final NetworkDefinition DEFINITION = SmallNetworks.inception();
    private static final Preprocessing PREPROCESSING = new Preprocessing(ChannelOrder.BGR, List.of(104f, 116f, 122f));
    private static final DreamSettings SETTINGS = new DreamSettings(3, 1.4, 4, 1.5, 5);
    private static final String LAYER = "inception_a/output";

    private static Image photo(int height, int width) {
        var random = new Random(SEED);
        float[] rgb = new float[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = 100 + random.nextInt(50);
        }
        return new Image(height, width, rgb);
    }

    private static DeepDream dreamer(Backend backend, DreamSettings settings, DreamListener listener) {
        return dreamer(backend, DreamObjective.of(LAYER), settings, listener);
    }

    private static DeepDream dreamer(
            Backend backend, DreamObjective objective, DreamSettings settings, DreamListener listener) {
        var network = new Network(DEFINITION, new SmallNetworks.RandomWeights(DEFINITION, SEED), backend);
        return new DeepDream(
                network, PREPROCESSING, objective, settings, Jitter.random(SEED, settings.jitter()), listener);
    }

    @Test
    void the_objective_grows_and_the_picture_stays_legal() {
        try (Backend backend = new ReferenceBackend()) {
            // Before the normalisation: what stands behind it cannot grow much.
            DeepDream dreamer = dreamer(backend, DreamObjective.of("pool1"), SETTINGS, DreamListener.NONE);
            Image photo = photo(37, 41);
            Image dream = dreamer.dream(photo);
            DeepDream.Growth growth = dreamer.growth();
            assertTrue(growth.after() > 1.5 * growth.before(), growth::toString);
            for (float value : dream.rgb()) {
                assertTrue(value >= 0 && value <= 255, "pixel value " + value);
            }
        }
    }

    @Test
    void growth_is_that_of_the_pictures_themselves() {
        for (boolean luminanceOnly : List.of(false, true)) {
            try (Backend backend = new ReferenceBackend()) {
                var ascent = new Ascent(1.5, StepNorm.MEAN_ABSOLUTE, 0, 0, 0, luminanceOnly);
                var objective = DreamObjective.of("pool1");
                DeepDream dreamer = dreamer(backend, objective, SETTINGS.withAscent(ascent), DreamListener.NONE);
                Image photo = photo(37, 41);
                Image dream = dreamer.dream(photo);
                DeepDream.Growth growth = dreamer.growth();
                assertEquals(1, value(backend, objective, photo) / growth.before(), 1e-5);
                assertEquals(1, value(backend, objective, dream) / growth.after(), 1e-5);
            }
        }
    }

    @Test
    void there_is_no_growth_before_a_dream() {
        try (Backend backend = new ReferenceBackend()) {
            DeepDream dreamer = dreamer(backend, DreamObjective.of("pool1"), SETTINGS, DreamListener.NONE);
            assertThrows(IllegalStateException.class, dreamer::growth);
        }
    }

    private static double value(Backend backend, DreamObjective objective, Image picture) {
        var network = new Network(DEFINITION, new SmallNetworks.RandomWeights(DEFINITION, SEED), backend);
        var gradient = new WholeGradient(network, objective, picture.height(), picture.width(), new Arena(backend));
        backend.write(PREPROCESSING.toInput(picture), gradient.input());
        return gradient.value().value();
    }

    @Test
    void every_octave_makes_exactly_its_iterations() {
        List<String> seen = new ArrayList<>();
        var listener = new DreamListener() {
            @Override
            public void octaveStarted(Octave octave) {
                seen.add("octave %d of %d: %d x %d"
                        .formatted(octave.number(), octave.octaves(), octave.height(), octave.width()));
            }

            @Override
            public void iterationDone(Iteration iteration) {
                seen.add("iteration " + iteration.number());
            }
        };
        try (Backend backend = new ReferenceBackend()) {
            dreamer(backend, DreamObjective.of("norm1"), new DreamSettings(2, 1.4, 2, 1.5, 5), listener)
                    .dream(photo(35, 42));
        }
        assertEquals(
                List.of(
                        "octave 1 of 2: 25 x 30",
                        "iteration 1",
                        "iteration 2",
                        "octave 2 of 2: 35 x 42",
                        "iteration 1",
                        "iteration 2"),
                seen);
    }

    @Test
    void the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
        float[] expected = null;
        for (int threads : List.of(1, 2, 3, 8)) {
            try (Backend backend = new VectorBackend(threads)) {
                float[] rgb = dreamer(backend, SETTINGS, DreamListener.NONE)
                        .dream(photo(37, 41))
                        .rgb();
                expected = expected == null ? rgb : expected;
                assertArrayEquals(expected, rgb, threads + " threads");
            }
        }
    }

    @Test
    void a_dream_that_is_stopped_is_finished_at_full_size_without_further_steps() {
        var listener = new StoppingListener(5);
        try (Backend backend = new ReferenceBackend()) {
            Image dream = dreamer(backend, SETTINGS, listener).dream(photo(37, 41));
            assertEquals(5, listener.iterations);
            assertEquals(37, dream.height());
            assertTrue(difference(dream, photo(37, 41)) > 0.5, "nothing of the dream is left");
        }
    }

    private static final class StoppingListener implements DreamListener {
        private final BooleanSupplier enough;
        private int iterations;

        StoppingListener(int most) {
            this.enough = () -> iterations >= most;
        }

        @Override
        public void iterationDone(Iteration iteration) {
            iterations++;
        }

        @Override
        public boolean wantsToStop() {
            return enough.getAsBoolean();
        }
    }

    private static double difference(Image first, Image second) {
        double sum = 0;
        for (int i = 0; i < first.rgb().length; i++) {
            sum += Math.abs(first.rgb()[i] - second.rgb()[i]);
        }
        return sum / first.rgb().length;
    }

    @Test
    void shifting_and_shifting_back_is_nothing() {
        var jitter = Jitter.random(SEED, 32);
        for (int i = 0; i < 1000; i++) {
            Jitter.Offset offset = jitter.next();
            assertTrue(Math.abs(offset.right()) <= 32 && Math.abs(offset.down()) <= 32, offset.toString());
            assertEquals(new Jitter.Offset(-offset.right(), -offset.down()), offset.opposite());
        }
    }

    @Test
    void octaves_that_are_too_small_are_refused_before_any_work() {
        try (Backend backend = new ReferenceBackend()) {
            var settings = new DreamSettings(9, 1.6, 4, 1.5, 5);
            var dreamer = dreamer(backend, settings, DreamListener.NONE);
            var e = assertThrows(LayerException.class, () -> dreamer.dream(photo(37, 41)));
            assertTrue(e.getMessage().startsWith("octave "), e.getMessage());
        }
    }

    @Test
    void sizes_round_halves_to_even_as_the_original_does() {
        assertEquals(List.of(new Octaves.Size(5, 7), new Octaves.Size(2, 4)), Octaves.sizes(5, 7, 2, 2)); // 2.5 and 3.5
    }

    @Test
    void settings_that_make_no_sense_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new DreamSettings(0, 1.4, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DreamSettings(1, 1.0, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DreamSettings(1, Double.NaN, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DreamSettings(1, 1.4, 0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new DreamSettings(1, 1.4, 1, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new DreamSettings(1, 1.4, 1, 1, -1));
    }
}
