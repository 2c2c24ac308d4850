package reverie.engine.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.testing.HandWeights;
import reverie.engine.testing.SmallNetworks;
import reverie.engine.testing.SmallNetworks.RandomWeights;
import reverie.kernels.Backend;
import reverie.kernels.testing.TestBackends;

/** What a backward does at ReLUs, on every backend. */
@Tag("lanes")
class ReluRuleTest {

    /**
     * Three units of two inputs, and a score that is the sum of them with signs: for x = (1, 2) the units are 3, 1 and -1, so
     * that the third is closed, and the score is 2 * 3 - 1 * 1.
     */
    private static final NetworkDefinition BY_HAND = NetworkDefinition.builder("by hand")
            .add("data", new InputLayer(new Shape(1, 1, 2)), List.of(), List.of("data"))
            .add("units", pointwise(3), List.of("data"), List.of("units"))
            .add("open", new ReluLayer(), List.of("units"), List.of("open"))
            .add("score", pointwise(1), List.of("open"), List.of("score"))
            .build();

    private static final HandWeights WEIGHTS =
            new HandWeights(Map.of("units", new float[] {1, 1, 3, -1, -1, 0}, "score", new float[] {2, -1, 5}));

    private static ConvolutionLayer pointwise(int outputs) {
        return new ConvolutionLayer(outputs, 1, 1, 1, 1, 0, 0, 1, 1, 1, false);
    }

    static Stream<List<String>> passes() {
        return Stream.of(List.of("score"), List.of("units", "open", "score"));
    }

    @ParameterizedTest
    @MethodSource("passes")
    void guided_backpropagation_leaves_out_what_speaks_against(List<String> targets) {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                var network = new Network(BY_HAND, WEIGHTS, backend);
                // 2 (1, 1) - (3, -1): the derivative.
                assertArrayEquals(new float[] {-1, 3}, gradient(network, targets, ReluRule.DERIVATIVE), 1e-6f);
                // 2 (1, 1): the second unit speaks against, the third is closed.
                assertArrayEquals(new float[] {2, 2}, gradient(network, targets, ReluRule.GUIDED), 1e-6f);
                // And once more, without a trace of the other rule.
                assertArrayEquals(new float[] {-1, 3}, gradient(network, targets, ReluRule.DERIVATIVE), 1e-6f);
            }
        });
    }

    /** In a pass that shows all layers no ReLU is computed together with its convolution; in the other all are. */
    private static float[] gradient(Network network, List<String> targets, ReluRule rule) {
        Pass pass = network.prepare(1, 1, targets, rule);
        Backend backend = network.backend();
        backend.write(new float[] {1, 2}, pass.input());
        String[] names = targets.toArray(String[]::new);
        pass.forwardTo(names);
        for (String name : names) {
            backend.write(new float[pass.gradient(name).size()], pass.gradient(name));
        }
        new ChannelObjective(0).differentiate(backend, pass.activation("score"), pass.gradient("score"));
        pass.backwardFrom(names);
        return backend.read(pass.inputGradient());
    }

    @Test
    void modules_with_bands_are_guided_alike_on_every_backend() {
        NetworkDefinition definition = SmallNetworks.inception();
        float[] expected = null;
        for (Backend backend : TestBackends.all().toList()) {
            try (backend) {
                var network = new Network(definition, new RandomWeights(definition, 1701), backend);
                float[] guided = gradientOfFirstClass(network, ReluRule.GUIDED);
                float[] plain = gradientOfFirstClass(network, ReluRule.DERIVATIVE);
                float difference = 0;
                for (int i = 0; i < guided.length; i++) {
                    difference = Math.max(difference, Math.abs(guided[i] - plain[i]));
                }
                assertTrue(difference > 1e-4, "nothing was left out");
                expected = expected == null ? guided : expected;
                assertArrayEquals(expected, guided, 1e-5f, backend.name());
            }
        }
    }

    private static float[] gradientOfFirstClass(Network network, ReluRule rule) {
        Pass pass = network.prepare(17, 19, List.of("classifier"), rule);
        var random = new Random(1701);
        float[] input = new float[pass.input().size()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        network.backend().write(input, pass.input());
        pass.forwardTo("classifier");
        new ChannelObjective(0)
                .differentiate(network.backend(), pass.activation("classifier"), pass.gradient("classifier"));
        pass.backwardFrom("classifier");
        return network.backend().read(pass.inputGradient());
    }
}
