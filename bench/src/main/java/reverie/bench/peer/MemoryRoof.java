package reverie.bench.peer;

import java.util.Arrays;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntConsumer;

/** What the machine's memory can do at most, measured without arithmetic to speak of. */
final class MemoryRoof {

    private static final int TRIES = 20;

    /** Floats per array and thread; three arrays are well beyond any cache. */
    private static final int TRIAD_LENGTH = 1 << 24;

    private MemoryRoof() {}

    /**
     * {@code a[i] = b[i] + factor * c[i]} over large arrays on all threads at once, the best of several tries, in GB/s. Twelve
     * bytes are counted for each element, as is usual; that a line is also read before it is written is not.
     */
    static double gigabytes(int threads) {
        float[][] a = new float[threads][TRIAD_LENGTH];
        float[][] b = new float[threads][TRIAD_LENGTH];
        float[][] c = new float[threads][TRIAD_LENGTH];
        double seconds = best(threads, thread -> triad(a[thread], b[thread], c[thread], 0.5f));
        return 3.0 * Float.BYTES * threads * TRIAD_LENGTH / seconds / 1e9;
    }

    private static void triad(float[] a, float[] b, float[] c, float factor) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + factor * c[i];
        }
    }

    private static double best(int threads, IntConsumer work) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            best = Math.min(best, together(threads, work));
        }
        return best;
    }

    /** Seconds from when the first thread begins to when the last ends. */
    private static double together(int threads, IntConsumer work) {
        var barrier = new CyclicBarrier(threads + 1);
        long[] begins = new long[threads];
        long[] ends = new long[threads];
        for (int i = 0; i < threads; i++) {
            int thread = i;
            Thread.ofPlatform().daemon().start(() -> {
                await(barrier);
                begins[thread] = System.nanoTime();
                work.accept(thread);
                ends[thread] = System.nanoTime();
                await(barrier);
            });
        }
        await(barrier);
        await(barrier);
        return (Arrays.stream(ends).max().orElseThrow()
                        - Arrays.stream(begins).min().orElseThrow())
                / 1e9;
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }
}
