package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.dream.DreamObjective.Term;
import reverie.engine.layer.LayerException;
import reverie.engine.network.Arena;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.objective.GuideObjective;
import reverie.engine.objective.L2Objective;
import reverie.engine.objective.NeuronObjective;
import reverie.engine.objective.PowerObjective;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.vector.VectorBackend;

/** A picture in tiles against the picture as a whole. */
class TiledGradientTest {

    private static final long SEED = 3;
    private static final int LONGEST = 80;
    private static final int CHANNEL = 9; // of inception_a/output: one that is not dead
    private static final Jitter.Offset SHIFT = new Jitter.Offset(11, -7);
    private static final NetworkDefinition INCEPTION = SmallNetworks.inception().fullyConvolutional();
    private static final NetworkDefinition JOINTS = SmallNetworks.joints();

    private static Network network(NetworkDefinition definition, Backend backend) {
        var own = definition == JOINTS ? JOINTS : SmallNetworks.inception();
        return new Network(definition, new SmallNetworks.RandomWeights(own, SEED), backend);
    }

    private static void fill(Backend backend, FeatureMap map) {
        var random = new Random(SEED);
        float[] values = new float[map.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = 3 * (float) random.nextGaussian();
        }
        backend.write(values, map);
    }

    private static DreamObjective guided(Backend backend, String layer, int channels) {
        FeatureMap guide = backend.allocateMap(9, 31, channels);
        fill(backend, guide);
        return DreamObjective.of(layer, new GuideObjective(backend, guide));
    }

    private static void assertExact(
            NetworkDefinition definition, int height, int width, Function<Backend, DreamObjective> kind) {
        try (Backend backend = new VectorBackend(2)) {
            Network network = network(definition, backend);
            DreamObjective objective = kind.apply(backend);
            var tiling = Tiling.of(definition, objective.layers(), height, width, LONGEST, 1);
            assertTrue(tiling.rows().starts().size() * tiling.columns().starts().size() > 1, tiling.toString());
            var whole = new WholeGradient(network, objective, height, width, new Arena(network.backend()));
            var tiled = new TiledGradient(network, objective, height, width, tiling);
            fill(backend, whole.input());
            fill(backend, tiled.input());
            double expected = whole.compute(SHIFT).value();
            double actual = tiled.compute(SHIFT).value();
            String what = "%s, %d x %d".formatted(objective.terms(), height, width);
            assertEquals(expected, actual, 1e-5 * Math.abs(expected), what);
            double error = FloatAssert.relativeError(backend.read(whole.gradient()), backend.read(tiled.gradient()));
            assertTrue(error < 1e-5, "%s: relative error %s".formatted(what, error));
            fill(backend, whole.input());
            double still = whole.value().value();
            assertEquals(still, tiled.value().value(), 1e-5 * Math.abs(still), what);
        }
    }

    /** Pooling rounds sizes up, so that the last cells of odd pictures see less than the others. */
    @ParameterizedTest
    @CsvSource({"81, 80", "83, 50", "84, 163", "61, 85", "97, 101", "17, 246", "127, 82", "160, 19"})
    void with_an_overlap_of_a_whole_field_tiles_are_exact(int height, int width) {
        for (String layer : List.of("conv1", "pool1", "norm1", "inception_a/3x3", "inception_a/output", "pool5")) {
            assertExact(INCEPTION, height, width, _ -> DreamObjective.of(layer));
        }
        String layer = "inception_a/output";
        assertExact(INCEPTION, height, width, _ -> DreamObjective.of(layer, new PowerObjective(1.5)));
        assertExact(INCEPTION, height, width, _ -> DreamObjective.of(layer, new ChannelObjective(CHANNEL)));
        assertExact(INCEPTION, height, width, backend -> guided(backend, layer, 15));
        assertExact(INCEPTION, height, width, _ -> DreamObjective.of("classifier", new ChannelObjective(4)));
        assertExact(INCEPTION, height, width, _ -> DreamObjective.of("prob", new ChannelObjective(4)));
        assertExact(
                INCEPTION,
                height,
                width,
                _ -> new DreamObjective(List.of(
                        new Term("conv1", 1, new L2Objective()),
                        new Term("classifier", 2, new ChannelObjective(1)),
                        new Term("conv1", -0.5, new ChannelObjective(2)),
                        new Term("pool5", -1, new L2Objective()))));
        for (String joint : List.of("conv", "sum", "outer")) {
            assertExact(JOINTS, height, width, _ -> DreamObjective.of(joint));
        }
    }

    @Test
    void a_neuron_is_in_one_tile_wherever_it_is() {
        var random = new Random(SEED);
        for (int i = 0; i < 30; i++) {
            // The first channel of the concatenation that is alive in every place is what matters here, not its value.
            var neuron = new NeuronObjective(i % 6, random.nextDouble(), random.nextDouble());
            assertExact(
                    INCEPTION,
                    101,
                    163,
                    _ -> new DreamObjective(List.of(
                            new Term("inception_a/output", 1, neuron), new Term("norm1", 1e-3, new L2Objective()))));
        }
    }

    @Test
    void with_less_overlap_tiles_are_nearly_exact() {
        try (Backend backend = new VectorBackend(2)) {
            double usual = error(backend, Tiling.of(INCEPTION, List.of("inception_a/output"), 131, 163, 64));
            double least = error(backend, Tiling.of(INCEPTION, List.of("inception_a/output"), 131, 163, 64, 0));
            assertTrue(usual < 0.01, "relative error " + usual);
            assertTrue(least > 0.01 && least < 0.3, "relative error without overlap but a stride " + least);
        }
    }

    private static double error(Backend backend, Tiling tiling) {
        Network network = network(INCEPTION, backend);
        var objective = DreamObjective.of("inception_a/output");
        var whole = new WholeGradient(network, objective, 131, 163, new Arena(network.backend()));
        var tiled = new TiledGradient(network, objective, 131, 163, tiling);
        fill(backend, whole.input());
        fill(backend, tiled.input());
        double expected = whole.compute(SHIFT).value();
        assertEquals(expected, tiled.compute(SHIFT).value(), 0.05 * expected);
        return FloatAssert.relativeError(backend.read(whole.gradient()), backend.read(tiled.gradient()));
    }

    @Test
    void what_tiles_cannot_do_is_refused() {
        var global = assertThrows(LayerException.class, () -> Tiling.of(JOINTS, List.of("global"), 90, 100, 80));
        assertTrue(global.getMessage().contains("global sees all"), global.getMessage());
        var small = assertThrows(LayerException.class, () -> Tiling.of(INCEPTION, List.of("classifier"), 90, 91, 16));
        assertEquals("tiles of 16 pixels are too small for classifier; 21 would do", small.getMessage());
        assertEquals(
                21,
                Tiling.of(INCEPTION, List.of("classifier"), 91, 91, 21).rows().side() + 2);
    }
}
