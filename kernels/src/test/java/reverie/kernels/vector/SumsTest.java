package reverie.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.reference.ReferenceBackend;

class SumsTest {

    /** A dream stops the same on any number of threads only if its slopes are the same to the last bit. */
    @Test
    void are_those_of_plain_loops_bit_by_bit_on_any_number_of_threads() {
        for (boolean dense : new boolean[] {true, false}) {
            double squares;
            double mean;
            try (var plain = new ReferenceBackend()) {
                FeatureMap map = map(plain, dense);
                squares = plain.sumOfSquares(map).value();
                mean = plain.meanAbsolute(map).value();
            }
            for (int threads = 1; threads <= 3; threads++) {
                try (var backend = new VectorBackend(threads)) {
                    FeatureMap map = map(backend, dense);
                    assertEquals(squares, backend.sumOfSquares(map).value());
                    assertEquals(mean, backend.meanAbsolute(map).value());
                }
            }
        }
    }

    /** A map without gaps, or a band of the channels of a wider one. */
    private static FeatureMap map(Backend backend, boolean dense) {
        FeatureMap whole = backend.allocateMap(11, 13, 19);
        var random = new Random(5);
        float[] values = new float[whole.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * 100;
        }
        backend.write(values, whole);
        return dense ? whole : whole.channels(3, 7);
    }
}
