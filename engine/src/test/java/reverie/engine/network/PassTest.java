package reverie.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.layer.LayerException;
import reverie.engine.objective.L2Objective;
import reverie.engine.testing.SmallNetworks;
import reverie.engine.testing.SmallNetworks.RandomWeights;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;

/** Whole small networks, of every kind of layer; the tag lets the build repeat them with every vector width. */
@Tag("lanes")
class PassTest {

    private static final long SEED = 1701;
    private static final L2Objective OBJECTIVE = new L2Objective();

    static Stream<NetworkDefinition> networks() {
        return Stream.of(SmallNetworks.inception(), SmallNetworks.joints());
    }

    private static Network network(NetworkDefinition definition, Backend backend) {
        return new Network(definition, new RandomWeights(definition, SEED), backend);
    }

    private static float[] input(Pass pass) {
        var random = new Random(SEED);
        float[] input = new float[pass.input().size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        return input;
    }

    private static List<String> layerNames(NetworkDefinition definition) {
        return definition.nodes().stream().map(NetworkDefinition.Node::name).toList();
    }

    /** Every layer as the objective's place, in a pass of its own: fusion and shared memory as a dream has them. */
    @ParameterizedTest
    @MethodSource("networks")
    void gradient_of_every_layer_agrees_with_central_differences(NetworkDefinition definition) {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                Network network = network(definition, backend);
                Shape size = definition.inputShape();
                for (String layer : layerNames(definition)) {
                    checkGradient(network.prepare(size.height(), size.width(), layer), layer);
                }
            }
        });
    }

    /** Of what a pass leaves in the memory, the next one reads nothing. */
    @ParameterizedTest
    @MethodSource("networks")
    void passes_in_one_arena_compute_what_they_do_in_memory_of_their_own(NetworkDefinition definition) {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                Network network = network(definition, backend);
                Shape size = definition.inputShape();
                for (String layer : layerNames(definition)) {
                    var arena = new Arena(backend);
                    Pass former = network.prepare(size.height(), size.width(), List.of(layer), arena);
                    former.reserve();
                    float[] nothing = new float[former.input().size()];
                    Arrays.fill(nothing, Float.NaN);
                    gradient(former, layer, nothing);

                    Pass next = network.prepare(size.height(), size.width(), List.of(layer), arena);
                    Pass alone = network.prepare(size.height(), size.width(), layer);
                    assertArrayEquals(gradient(alone, layer, input(alone)), gradient(next, layer, input(next)), layer);
                }
            }
        });
    }

    private static void checkGradient(Pass pass, String layer) {
        float[] input = input(pass);
        float[] gradient = gradient(pass, layer, input);
        double largest = 0;
        for (float value : gradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        double rounding =
                1e-6 * OBJECTIVE.value(pass.backend(), pass.activation(layer)).value() / 0.005;
        assertTrue(largest > 5 * rounding, "%s: a gradient of %s is lost in rounding".formatted(layer, largest));
        var random = new Random(SEED);
        int smooth = 0;
        int checks = 40;
        for (int check = 0; check < checks; check++) {
            int i = random.nextInt(input.length);
            double numeric = centralDifference(pass, layer, input, i, 0.01f);
            double finer = centralDifference(pass, layer, input, i, 0.005f);
            boolean kink = Math.abs(numeric - finer) > 0.01 * largest + rounding;
            if (!kink) {
                smooth++;
                if (!(Math.abs(gradient[i] - finer) <= 0.02 * largest + rounding)) {
                    fail("%s at %s: input[%d] = %s, backward %s, numeric %s"
                            .formatted(pass.backend().name(), layer, i, input[i], gradient[i], finer));
                }
            }
        }
        assertTrue(smooth > checks / 2, "%s: only %d of %d points are smooth".formatted(layer, smooth, checks));
    }

    private static float[] gradient(Pass pass, String layer, float[] input) {
        pass.backend().write(input, pass.input());
        pass.forwardTo(layer);
        OBJECTIVE.differentiate(pass.backend(), pass.activation(layer), pass.gradient(layer));
        pass.backwardFrom(layer);
        return pass.backend().read(pass.inputGradient());
    }

    private static double centralDifference(Pass pass, String layer, float[] input, int i, float step) {
        return (value(pass, layer, input, i, input[i] + step) - value(pass, layer, input, i, input[i] - step))
                / ((double) (input[i] + step) - (input[i] - step));
    }

    private static double value(Pass pass, String layer, float[] input, int i, float value) {
        float[] moved = input.clone();
        moved[i] = value;
        pass.backend().write(moved, pass.input());
        pass.forwardTo(layer);
        return OBJECTIVE.value(pass.backend(), pass.activation(layer)).value();
    }

    /** A pass that shows every layer fuses nothing and shares no memory; a pass for one layer must find the same. */
    @ParameterizedTest
    @MethodSource("networks")
    void fusing_and_sharing_memory_change_nothing(NetworkDefinition definition) {
        try (Backend backend = new ReferenceBackend()) {
            Network network = network(definition, backend);
            Shape size = definition.inputShape();
            List<String> layers = layerNames(definition);
            Pass all = network.prepare(size.height(), size.width(), layers);
            for (String layer : layers) {
                Pass one = network.prepare(size.height(), size.width(), layer);
                float[] input = input(one);
                float[] ofOne = gradient(one, layer, input);
                float[] ofAll = gradient(all, layer, input);
                assertArrayEquals(backend.read(all.activation(layer)), backend.read(one.activation(layer)), layer);
                FloatAssert.assertClose(layer + " gradient", ofAll, ofOne, 1e-5, 1e-5);
            }
        }
    }

    @Test
    void a_backward_uses_up_the_forward() {
        try (Backend backend = new ReferenceBackend()) {
            Pass pass = network(SmallNetworks.inception(), backend).prepare(17, 19, "norm1");
            assertThrows(IllegalStateException.class, () -> pass.backwardFrom("norm1"));
            gradient(pass, "norm1", input(pass));
            assertThrows(IllegalStateException.class, () -> pass.backwardFrom("norm1"));
        }
    }

    @Test
    void several_targets_add_up() {
        try (Backend backend = new ReferenceBackend()) {
            NetworkDefinition definition = SmallNetworks.inception();
            Pass pass = network(definition, backend).prepare(17, 19, List.of("norm1", "inception_a/output"));
            float[] input = input(pass);
            float[] first = gradient(pass, "norm1", input);
            float[] second = gradient(pass, "inception_a/output", input);
            pass.forwardTo("norm1", "inception_a/output");
            for (String layer : List.of("norm1", "inception_a/output")) {
                OBJECTIVE.differentiate(backend, pass.activation(layer), pass.gradient(layer));
            }
            pass.backwardFrom("norm1", "inception_a/output");
            float[] both = backend.read(pass.inputGradient());
            float[] sum = new float[both.length];
            for (int i = 0; i < sum.length; i++) {
                sum[i] = first[i] + second[i];
            }
            FloatAssert.assertClose("sum of gradients", sum, both, 1e-4, 1e-4);
        }
    }

    @Test
    void a_layer_before_its_relu_is_not_the_layer_behind_it() {
        try (Backend backend = new ReferenceBackend()) {
            Network network = network(SmallNetworks.inception(), backend);
            float[] before = activation(network, "inception_a/3x3");
            float[] behind = activation(network, "inception_a/relu_3x3");
            boolean someNegative = false;
            for (int i = 0; i < before.length; i++) {
                someNegative |= before[i] < 0;
                assertEquals(Math.max(0, before[i]), behind[i], 0.0f);
            }
            assertTrue(someNegative, "the weights leave nothing for the ReLU to do");
        }
    }

    private static float[] activation(Network network, String layer) {
        Pass pass = network.prepare(17, 19, layer);
        pass.backend().write(input(pass), pass.input());
        pass.forwardTo(layer);
        return pass.backend().read(pass.activation(layer));
    }

    @Test
    void layers_that_the_target_does_not_need_are_never_touched() {
        try (Backend backend = new ReferenceBackend()) {
            NetworkDefinition definition = SmallNetworks.inception();
            var weights = new RandomWeights(definition, SEED);
            Pass pass = new Network(definition, weights, backend).prepare(17, 19, "inception_a/3x3");
            gradient(pass, "inception_a/3x3", input(pass));
            List<String> asked = new ArrayList<>(weights.asked());
            asked.sort(null);
            assertEquals(List.of("conv1", "inception_a/3x3", "inception_a/3x3_reduce"), asked);
        }
    }

    @Test
    void an_inner_product_runs_only_at_its_own_size() {
        try (Backend backend = new ReferenceBackend()) {
            Network network = network(SmallNetworks.inception(), backend);
            var e = assertThrows(LayerException.class, () -> network.prepare(40, 41, "prob"));
            assertTrue(e.getMessage().contains("classifier") && e.getMessage().contains("19 x 17"), e.getMessage());
            assertFalse(backend.read(network.prepare(40, 41, "pool5").activation("pool5")).length == 0);
        }
    }

    @Test
    void a_layer_that_is_no_target_is_refused() {
        try (Backend backend = new ReferenceBackend()) {
            Pass pass = network(SmallNetworks.inception(), backend).prepare(17, 19, "norm1");
            assertThrows(IllegalArgumentException.class, () -> pass.activation("conv1"));
            assertThrows(IllegalArgumentException.class, () -> pass.forwardTo("pool1"));
        }
    }

    @Test
    void receptive_fields_are_those_of_the_arithmetic() {
        NetworkDefinition definition = SmallNetworks.inception();
        var fields = ReceptiveField.of(definition, new NetworkShapes(definition, 17, 19));
        assertEquals(new ReceptiveField(5, 5, 2, 2, -2, -2), fields.get("conv1"));
        assertEquals(new ReceptiveField(9, 9, 4, 4, -2, -2), fields.get("pool1"));
        assertEquals(new ReceptiveField(17, 17, 4, 4, -6, -6), fields.get("inception_a/3x3"));
        assertEquals(new ReceptiveField(17, 17, 4, 4, -6, -6), fields.get("inception_a/output"));
    }

    @Test
    void short_names_and_misspelt_ones_are_understood() {
        NetworkDefinition definition = SmallNetworks.inception();
        assertEquals(
                "inception_a/output",
                LayerNames.resolve(definition, "inception_a").orElseThrow());
        assertEquals("norm1", LayerNames.resolve(definition, "NORM1").orElseThrow());
        assertTrue(LayerNames.resolve(definition, "inception_a/outptu").isEmpty());
        assertEquals(
                "inception_a/output",
                LayerNames.nearest(definition, "inception_a/outptu").getFirst());
    }
}
