package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import reverie.kernels.FeatureMap;
import reverie.kernels.testing.TestBackends;

class GaussianBlurTest {

    private static final int SIDE = 21;

    /** One bright pixel in green becomes a bell in green, of the same sum. */
    @Test
    void a_point_becomes_a_bell() {
        double sigma = 1.3;
        TestBackends.all().forEach(backend -> {
            try (backend) {
                FeatureMap map = backend.allocateMap(SIDE, SIDE, 3);
                float[] point = new float[map.size()];
                int middle = SIDE / 2;
                point[(middle * SIDE + middle) * 3 + 1] = 100;
                backend.write(point, map);
                var blur = new GaussianBlur(backend, map, sigma);
                blur.run();
                float[] bell = backend.read(blur.smoothed());
                double sum = 0;
                for (int i = 0; i < bell.length; i++) {
                    sum += bell[i];
                    if (i % 3 != 1) {
                        assertEquals(0, bell[i], 0, backend.name());
                    }
                }
                assertEquals(100, sum, 1e-3, backend.name());
                float top = bell[(middle * SIDE + middle) * 3 + 1];
                for (int distance = 1; distance <= 3; distance++) {
                    double expected = top * Math.exp(-distance * distance / (2 * sigma * sigma));
                    assertEquals(expected, bell[(middle * SIDE + middle + distance) * 3 + 1], 1e-4, backend.name());
                    assertEquals(expected, bell[((middle - distance) * SIDE + middle) * 3 + 1], 1e-4, backend.name());
                }
            }
        });
    }
}
