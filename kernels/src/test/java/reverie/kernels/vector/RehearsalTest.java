package reverie.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;

class RehearsalTest {

    /** Maps and channels are counted in lanes, so every width has a rehearsal of its own. */
    @Test
    @Tag("lanes")
    void runs_at_every_width() {
        Rehearsal.run();
    }

    @Test
    void twice_is_once_and_nobody_waits_for_it() {
        Rehearsal.begin(() -> true);
        long threads = rehearsals();
        Rehearsal.begin(() -> true);
        assertTrue(rehearsals() <= threads);
        assertTrue(threads <= 1);
    }

    private static long rehearsals() {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.dumpAllThreads(false, false))
                .filter(thread -> thread.getThreadName().equals("reverie-rehearsal"))
                .count();
    }

    /** What Java has learned from tiny maps is no reason to compute anything else. */
    @Test
    void changes_no_result() {
        try (var backend = new VectorBackend(2)) {
            FeatureMap input = backend.allocateMap(5, 7, 37);
            float[] values = new float[input.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = i * 31 % 97 - 48;
            }
            backend.write(values, input);
            float[] before = normalised(backend, input);
            Rehearsal.run();
            assertArrayEquals(before, normalised(backend, input));
        }
    }

    private static float[] normalised(VectorBackend backend, FeatureMap input) {
        FeatureMap output = backend.allocateMap(input.height(), input.width(), input.channels());
        backend.run(new Operation.Lrn(new LrnShape(5, 1e-4f, 0.75f, 1), input, output));
        return backend.read(output);
    }
}
