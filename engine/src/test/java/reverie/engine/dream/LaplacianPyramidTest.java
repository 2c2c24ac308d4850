package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;

class LaplacianPyramidTest {

    private static final int SIDE = 96;

    private static float[] normalised(Backend backend, int height, int width, float[] gradient) {
        FeatureMap map = backend.allocateMap(height, width, 3);
        var pyramid = new LaplacianPyramid(backend, map);
        backend.write(gradient, map);
        pyramid.normalise();
        backend.write(gradient, map); // twice, so that what a first run left behind would show
        pyramid.normalise();
        return backend.read(pyramid.normalised());
    }

    /** A wave of so many pixels along the rows. */
    private static float wave(int x, int length) {
        return (float) Math.sin(2 * Math.PI * x / length);
    }

    /** How much of a wave there is in a picture, in the first colour and away from the edges. */
    private static double part(float[] picture, int length) {
        double sum = 0;
        int rows = 16;
        for (int y = 40; y < 40 + rows; y++) {
            for (int x = 24; x < 24 + 48; x++) {
                sum += picture[(y * SIDE + x) * 3] * wave(x, length);
            }
        }
        return sum / (rows * 24);
    }

    @Test
    void weak_and_coarse_becomes_as_strong_as_strong_and_fine() {
        float[] gradient = new float[SIDE * SIDE * 3];
        for (int i = 0; i < gradient.length; i++) {
            int x = i / 3 % SIDE;
            gradient[i] = 10 * wave(x, 3) + 0.1f * wave(x, 48);
        }
        assertEquals(100, part(gradient, 3) / part(gradient, 48), 1);
        try (Backend backend = new ReferenceBackend()) {
            float[] even = normalised(backend, SIDE, SIDE, gradient);
            double ratio = part(even, 3) / part(even, 48);
            assertTrue(ratio > 0.2 && ratio < 2, "fine to coarse is " + ratio);
        }
    }

    @Test
    void backends_agree_at_awkward_sizes() {
        var random = new Random(1701);
        for (List<Integer> size : List.of(List.of(1, 1), List.of(2, 7), List.of(33, 20), List.of(17, 64))) {
            float[] gradient = new float[size.get(0) * size.get(1) * 3];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = (float) random.nextGaussian();
            }
            float[] expected;
            try (Backend reference = new ReferenceBackend()) {
                expected = normalised(reference, size.get(0), size.get(1), gradient);
            }
            TestBackends.checked().forEach(backend -> {
                try (backend) {
                    float[] actual = normalised(backend, size.get(0), size.get(1), gradient);
                    FloatAssert.assertClose(backend.name() + " " + size, expected, actual, 1e-4, 1e-4);
                }
            });
        }
    }

    @Test
    void without_a_slope_nothing_is_made_of_it() {
        try (Backend backend = new ReferenceBackend()) {
            float[] flat = new float[20 * 30 * 3];
            assertArrayEquals(flat, normalised(backend, 20, 30, flat), 0);
        }
    }
}
