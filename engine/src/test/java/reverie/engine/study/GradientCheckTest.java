package reverie.engine.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.objective.L2Objective;
import reverie.engine.study.CheckedDerivative.Verdict;
import reverie.engine.study.GradientCheck.Place;
import reverie.engine.testing.HandWeights;
import reverie.engine.testing.SmallNetworks;
import reverie.engine.testing.SmallNetworks.RandomWeights;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.TestBackends;

class GradientCheckTest {

    private static final List<Double> STEPS = List.of(0.25, 0.015625, 0.0625, 1.0);

    private static NetworkDefinition network(Shape input, Layer layer) {
        return NetworkDefinition.builder("one layer")
                .add("data", new InputLayer(input), List.of(), List.of("data"))
                .add("layer", layer, List.of("data"), List.of("layer"))
                .build();
    }

    private static GradientCheck check(Backend backend, NetworkDefinition definition, float... input) {
        Shape size = definition.inputShape();
        var network = new Network(definition, new HandWeights(Map.of("layer", new float[] {2, -1})), backend);
        return new GradientCheck(network, size.height(), size.width(), "layer", new ChannelObjective(0), input);
    }

    /** Of two channels, softmax is the logistic function of their difference, whose derivatives are known. */
    @Test
    void a_smooth_function_has_the_error_that_the_formula_says() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                GradientCheck check = check(backend, network(new Shape(1, 1, 2), new SoftmaxLayer()), 0.5f, -0.25f);
                CheckedDerivative found = check.check(new Place(0, 0, 0), STEPS);
                double y = 1 / (1 + Math.exp(-0.75));
                assertEquals(y, check.value(), 1e-6);
                assertEquals(y * (1 - y), found.analytic(), 1e-6);
                double third = y * (1 - y) * (1 - 6 * y + 6 * y * y);
                assertEquals(
                        List.of(0.015625, 0.0625, 0.25, 1.0),
                        found.differences().stream().map(Difference::step).toList());
                double cutOff = 0.25 * 0.25 / 6 * Math.abs(third);
                assertEquals(cutOff, found.error(2), 0.05 * cutOff);
                assertEquals(cutOff, found.truncation(2), 0.05 * cutOff);
                double rounding = found.differences().get(2).rounding();
                assertTrue(rounding > 1e-9 && rounding < 1e-6, "rounding " + rounding);
                assertEquals(4 * rounding, found.differences().get(1).rounding(), 1e-12);
                assertEquals(Verdict.AGREES, found.verdict());
            }
        });
    }

    @Test
    void a_straight_line_has_no_error_but_rounding() {
        try (Backend backend = new ReferenceBackend()) {
            CheckedDerivative found = check(backend, network(new Shape(1, 2, 1), new InnerProductLayer(1, false)), 3, 7)
                    .check(new Place(1, 0, 0), STEPS);
            assertEquals(-1, found.analytic(), 0);
            for (Difference difference : found.differences()) {
                assertEquals(-1, difference.numeric(), 3 * difference.rounding());
                assertEquals(new Kinks(0, 0), difference.kinks());
            }
        }
    }

    @Test
    void a_relu_that_switches_is_counted_and_named_as_the_cause() {
        try (Backend backend = new ReferenceBackend()) {
            GradientCheck check = check(backend, network(new Shape(1, 1, 1), new ReluLayer()), 0.1f);
            CheckedDerivative near = check.check(new Place(0, 0, 0), List.of(0.03125, 0.0625));
            assertEquals(0, near.differences().getLast().kinks().count());
            assertEquals(Verdict.AGREES, near.verdict());
            CheckedDerivative far = check.check(new Place(0, 0, 0), List.of(0.5, 0.51));
            assertEquals(new Kinks(1, 0), far.differences().getFirst().kinks());
            assertEquals(0.6, far.differences().getFirst().numeric(), 1e-6); // (0.6 - 0) / 1
            assertEquals(Verdict.KINKED, far.verdict());
        }
    }

    @Test
    void a_maximum_that_moves_is_counted() {
        try (Backend backend = new ReferenceBackend()) {
            GradientCheck check = check(
                    backend,
                    network(new Shape(1, 3, 1), new PoolingLayer(Method.MAX, Optional.empty())),
                    0.5f,
                    0.75f,
                    0.75f);
            assertArrayEquals(new float[] {0, 1, 0}, check.gradient(), 0);
            CheckedDerivative found = check.check(new Place(0, 0, 0), STEPS);
            assertEquals(new Kinks(0, 0), found.differences().getFirst().kinks());
            assertEquals(new Kinks(0, 1), found.differences().getLast().kinks());
        }
    }

    @Test
    void a_wrong_derivative_is_found() {
        Kinks smooth = new Kinks(0, 0);
        var differences = List.of(
                new Difference(0.5, 2.01, 0.001, smooth),
                new Difference(1, 2.04, 0.0005, smooth),
                new Difference(2, 9, 0.0002, new Kinks(3, 0)));
        Optional<Place> place = Optional.of(new Place(0, 0, 0));
        assertEquals(Verdict.AGREES, new CheckedDerivative(place, 2, differences).verdict());
        assertEquals(Verdict.DISAGREES, new CheckedDerivative(place, 2.1, differences).verdict());
        var noisy = differences.stream()
                .map(d -> new Difference(d.step(), d.numeric(), 5, smooth))
                .toList();
        assertEquals(Verdict.LOST_IN_ROUNDING, new CheckedDerivative(place, 2.1, noisy).verdict());
    }

    @Test
    void all_layers_together_agree_along_the_gradient() {
        NetworkDefinition definition = SmallNetworks.inception();
        var random = new Random(1701);
        float[] input = new float[17 * 19 * 3];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextGaussian();
        }
        TestBackends.all().forEach(backend -> {
            try (backend) {
                var network = new Network(definition, new RandomWeights(definition, 1701), backend);
                String layer = "inception_a/output";
                var check = new GradientCheck(network, 17, 19, layer, new L2Objective(), input);
                Pass pass = network.prepare(17, 19, layer);
                backend.write(input, pass.input());
                pass.forwardTo(layer);
                new L2Objective().differentiate(backend, pass.activation(layer), pass.gradient(layer));
                pass.backwardFrom(layer);
                assertArrayEquals(backend.read(pass.inputGradient()), check.gradient(), 1e-5f);
                CheckedDerivative found = check.checkAlongGradient(List.of(0.001, 0.002, 0.004, 0.008))
                        .orElseThrow();
                assertEquals(Verdict.AGREES, found.verdict(), found.toString());
            }
        });
    }

    @Test
    void where_there_is_no_gradient_there_is_no_way_along_it() {
        try (Backend backend = new ReferenceBackend()) {
            GradientCheck check = check(backend, network(new Shape(1, 1, 1), new ReluLayer()), -1);
            assertTrue(check.checkAlongGradient(STEPS).isEmpty());
        }
    }
}
