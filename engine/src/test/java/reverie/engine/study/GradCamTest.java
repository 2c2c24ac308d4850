package reverie.engine.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.testing.HandWeights;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.testing.TestBackends;

class GradCamTest {

    /** Two feature maps of 1 x 4 cells, their means, and two classes: 1 A - 2 B and -1 A + 3 B, before a softmax. */
    private static final NetworkDefinition BY_HAND = NetworkDefinition.builder("by hand")
            .add("data", new InputLayer(new Shape(1, 4, 3)), List.of(), List.of("data"))
            .add("features", new ConvolutionLayer(2, 1, 1, 1, 1, 0, 0, 1, 1, 1, false), List.of("data"), List.of("f"))
            .add("open", new ReluLayer(), List.of("f"), List.of("f"))
            .add("mean", new PoolingLayer(Method.AVERAGE, Optional.empty()), List.of("f"), List.of("mean"))
            .add("scores", new InnerProductLayer(2, false), List.of("mean"), List.of("scores"))
            .add("prob", new SoftmaxLayer(), List.of("scores"), List.of("prob"))
            .build();

    /** The first feature is red less blue, the second green. */
    private static final HandWeights WEIGHTS =
            new HandWeights(Map.of("features", new float[] {1, 0, -1, 0, 1, 0}, "scores", new float[] {1, -2, -1, 3}));

    private static final float[] PIXELS = {
        8, 1, 0,
        4, 0, 2,
        0, 5, 6, // where the first feature is closed
        2, 1, 0
    };

    @Test
    void map_of_a_small_network_is_what_it_is_by_hand() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                var network = new Network(BY_HAND, WEIGHTS, backend);
                // A = 8 2 0 2 and B = 1 0 5 1, each with 1/4 of its class's weight.
                Saliency first = Saliency.of(network, 1, 4, PIXELS, new ChannelObjective(0));
                GradCam map = first.gradCam().orElseThrow();
                assertEquals("open", map.layer());
                assertArrayEquals(new float[] {1.5f, 0.5f, 0, 0}, map.cells(), 1e-6f);
                assertEquals(3 - 2 * 7 / 4.0, first.score(), 1e-6);
                GradCam second = Saliency.of(network, 1, 4, PIXELS, new ChannelObjective(1))
                        .gradCam()
                        .orElseThrow();
                assertArrayEquals(new float[] {0, 0, 3.75f, 0.25f}, second.cells(), 1e-6f);
            }
        });
    }

    @Test
    void gradients_of_a_small_network_are_what_they_are_by_hand() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                var network = new Network(BY_HAND, WEIGHTS, backend);
                Saliency saliency = Saliency.of(network, 1, 4, PIXELS, new ChannelObjective(0));
                assertArrayEquals(
                        new float[] {0.25f, -0.5f, -0.25f, 0.25f, 0, -0.25f, 0, -0.5f, 0, 0.25f, -0.5f, -0.25f},
                        saliency.gradient(),
                        1e-6f);
                assertArrayEquals(
                        new float[] {0.25f, 0, -0.25f, 0.25f, 0, -0.25f, 0, 0, 0, 0.25f, 0, -0.25f},
                        saliency.guided(),
                        1e-6f);
                assertArrayEquals(
                        new float[] {0.5f, 0.25f, 0.5f, 0.5f}, Saliency.strengths(saliency.gradient()), 1e-6f);
            }
        });
    }

    @Test
    void the_layer_is_the_last_that_knows_places_and_is_no_pooling() {
        NetworkDefinition definition = SmallNetworks.inception();
        assertEquals(
                "inception_a/output",
                GradCam.layer(definition, NetworkShapes.ofOwnInput(definition))
                        .orElseThrow()
                        .name());
        NetworkDefinition flat = NetworkDefinition.builder("flat")
                .add("data", new InputLayer(new Shape(2, 2, 3)), List.of(), List.of("data"))
                .add("scores", new InnerProductLayer(2, false), List.of("data"), List.of("scores"))
                .build();
        assertTrue(GradCam.layer(flat, NetworkShapes.ofOwnInput(flat)).isEmpty());
    }
}
