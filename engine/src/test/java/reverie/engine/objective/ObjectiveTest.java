package reverie.engine.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import reverie.kernels.Backend;
import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;
import reverie.kernels.testing.TestBackends;

/** Every objective against central differences, and what each of them means. */
class ObjectiveTest {

    private static final int HEIGHT = 3;
    private static final int WIDTH = 5;
    private static final int CHANNELS = 19;

    private static final List<BiFunction<Backend, FeatureMap, Objective>> KINDS = List.of(
            (_, _) -> new L2Objective(),
            (_, _) -> new PowerObjective(1.3),
            (_, _) -> new ChannelObjective(7),
            (_, _) -> NeuronObjective.at(18, 4, WIDTH, 1, HEIGHT),
            GuideObjective::new);

    private static FeatureMap filled(Backend backend, int height, int width, long seed) {
        FeatureMap map = backend.allocateMap(height, width, CHANNELS);
        var random = new Random(seed);
        float[] values = new float[map.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        backend.write(values, map);
        return map;
    }

    @Test
    void gradients_agree_with_central_differences_and_add_up() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                FeatureMap guide = filled(backend, 7, 43, 3); // 301 cells: more than one block
                FeatureMap activation = filled(backend, HEIGHT, WIDTH, 1);
                for (var kind : KINDS) {
                    Objective objective = kind.apply(backend, guide);
                    FeatureMap gradient = filled(backend, HEIGHT, WIDTH, 2);
                    float[] earlier = backend.read(gradient);
                    Reading value = objective.differentiate(
                            backend, LayerView.whole(activation), new Seed(gradient, -0.5f, true));
                    assertEquals(objective.value(backend, activation).value(), value.value(), objective.toString());
                    float[] added = backend.read(gradient);
                    float[] values = backend.read(activation);
                    for (int i = 0; i < values.length; i++) {
                        double numeric = slope(objective, backend, activation, values, i);
                        assertEquals(
                                -0.5 * numeric,
                                added[i] - earlier[i],
                                4e-3 * Math.max(1, Math.abs(numeric)),
                                "%s, %s, value %d".formatted(backend.name(), objective, i));
                    }
                    backend.write(values, activation);
                }
            }
        });
    }

    private static double slope(Objective objective, Backend backend, FeatureMap map, float[] values, int i) {
        float step = 1.0f / 256;
        float[] moved = values.clone();
        moved[i] = values[i] + step;
        backend.write(moved, map);
        double up = objective.value(backend, map).value();
        double above = moved[i];
        moved[i] = values[i] - step;
        backend.write(moved, map);
        double down = objective.value(backend, map).value();
        return (up - down) / (above - moved[i]);
    }

    /** The definition, written down a second time. */
    @Test
    void a_guide_is_matched_by_the_largest_dot_product() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                FeatureMap guide = filled(backend, 7, 43, 3);
                FeatureMap activation = filled(backend, HEIGHT, WIDTH, 1);
                float[] cells = backend.read(guide);
                float[] values = backend.read(activation);
                float[] expected = new float[values.length];
                for (int at = 0; at < values.length; at += CHANNELS) {
                    double largest = Double.NEGATIVE_INFINITY;
                    for (int cell = 0; cell < cells.length; cell += CHANNELS) {
                        double product = 0;
                        for (int c = 0; c < CHANNELS; c++) {
                            product += (double) values[at + c] * cells[cell + c];
                        }
                        if (product > largest) {
                            largest = product;
                            System.arraycopy(cells, cell, expected, at, CHANNELS);
                        }
                    }
                }
                var objective = new GuideObjective(backend, guide);
                FeatureMap gradient = backend.allocateMap(HEIGHT, WIDTH, CHANNELS);
                objective.differentiate(backend, activation, gradient);
                assertArrayEquals(expected, backend.read(gradient));
            }
        });
    }

    /** 3000 by 2000 cells are 24 MB of products; nothing that is made or read comes near it. */
    @Test
    void a_guide_is_compared_without_a_matrix_of_all_cells() {
        try (Backend backend = TestBackends.checked().findFirst().orElseThrow()) {
            FeatureMap guide = filled(backend, 50, 60, 3);
            FeatureMap activation = filled(backend, 40, 50, 1);
            FeatureMap gradient = backend.allocateMap(40, 50, CHANNELS);
            long[] most = {0};
            Backend watched = (Backend) Proxy.newProxyInstance(
                    Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (_, method, arguments) -> {
                        Object result = method.invoke(backend, arguments);
                        if (result instanceof float[] values) {
                            most[0] = Math.max(most[0], values.length);
                        } else if (result instanceof FeatureMap map) {
                            most[0] = Math.max(most[0], map.size());
                        } else if (result instanceof Buffer buffer) {
                            most[0] = Math.max(most[0], buffer.length());
                        }
                        return result;
                    });
            new GuideObjective(watched, guide).differentiate(watched, activation, gradient);
            assertTrue(most[0] > 0 && most[0] < 3000 * 2000 / 100, most[0] + " floats at a time");
        }
    }

    @Test
    void a_neuron_goes_along_with_the_picture() {
        try (Backend backend = TestBackends.all().findFirst().orElseThrow()) {
            FeatureMap map = filled(backend, HEIGHT, WIDTH, 1);
            float[] values = backend.read(map);
            Objective neuron = NeuronObjective.at(2, 4, WIDTH, 0, HEIGHT);
            assertEquals(values[4 * CHANNELS + 2], neuron.value(backend, map).value());
            // One cell down, and one to the right, which comes out on the other side.
            var shifted = new LayerView(map, 0, 0, HEIGHT, WIDTH, 1.0 / HEIGHT, 1.0 / WIDTH);
            assertEquals(
                    values[WIDTH * CHANNELS + 2], neuron.value(backend, shifted).value());
            // The lower right part of a larger layer: the neuron is elsewhere.
            var part = new LayerView(map, 2, 3, HEIGHT + 2, WIDTH + 3, 0, 0);
            assertEquals(0, neuron.value(backend, part).value());
            Objective last = NeuronObjective.at(2, 7, WIDTH + 3, 4, HEIGHT + 2);
            assertEquals(
                    values[(2 * WIDTH + 4) * CHANNELS + 2],
                    last.value(backend, part).value());
            assertThrows(IllegalArgumentException.class, () -> NeuronObjective.at(0, 5, 5, 0, 3));
            assertThrows(IllegalArgumentException.class, () -> new LayerView(map, 1, 0, HEIGHT, WIDTH, 0, 0));
        }
    }
}
