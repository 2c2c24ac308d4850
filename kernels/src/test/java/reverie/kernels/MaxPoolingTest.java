package reverie.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.TestBackends;

/** What the shared test cannot ask of max pooling, because its maps have no two equal values. */
@Tag("lanes")
class MaxPoolingTest {

    static final List<PoolingShape> SHAPES = List.of(
            PoolingShape.square(3, 1, 1),
            PoolingShape.square(3, 2, 0),
            PoolingShape.square(3, 2, 1),
            PoolingShape.square(2, 2, 0),
            PoolingShape.square(5, 3, 2));

    /** Of three different values most windows have several greatest. Gradients are whole numbers, so sums are exact. */
    @ParameterizedTest
    @FieldSource("SHAPES")
    void of_equal_maxima_the_first_gets_the_gradient(PoolingShape shape) {
        float[] expected = inputGradient(new ReferenceBackend(), shape);
        TestBackends.checked()
                .forEach(backend ->
                        assertArrayEquals(expected, inputGradient(backend, shape), 0, backend.name() + " " + shape));
    }

    /** A broken network must not look well: see the check of the objective in a dream. */
    @ParameterizedTest
    @FieldSource("SHAPES")
    void windows_of_nan_give_nan(PoolingShape shape) {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                FeatureMap input = backend.allocateMap(7, 8, 35);
                float[] values = new float[input.size()];
                Arrays.fill(values, Float.NaN);
                backend.write(values, input);
                FeatureMap output = backend.allocateMap(shape.outputHeight(7), shape.outputWidth(8), 35);
                backend.run(new Operation.MaxPooling(shape, input, output));
                for (float maximum : backend.read(output)) {
                    assertTrue(Float.isNaN(maximum), backend.name() + " " + shape + ": " + maximum);
                }
            }
        });
    }

    private static float[] inputGradient(Backend backend, PoolingShape shape) {
        try (backend) {
            var random = new Random(1701);
            FeatureMap input = wholeNumbers(backend, 19, 14, 35, random, 3);
            FeatureMap output = backend.allocateMap(shape.outputHeight(19), shape.outputWidth(14), 35);
            FeatureMap outputGradient = wholeNumbers(backend, output.height(), output.width(), 35, random, 100);
            FeatureMap inputGradient = backend.allocateMap(19, 14, 35);
            var forward = new Operation.MaxPooling(shape, input, output);
            backend.run(forward);
            backend.run(new Operation.MaxPoolingBackward(forward, outputGradient, inputGradient, false));
            return backend.read(inputGradient);
        }
    }

    /** Whole numbers from 0 to below {@code end}. */
    private static FeatureMap wholeNumbers(
            Backend backend, int height, int width, int channels, Random random, int end) {
        FeatureMap map = backend.allocateMap(height, width, channels);
        float[] values = new float[map.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(end);
        }
        backend.write(values, map);
        return map;
    }
}
