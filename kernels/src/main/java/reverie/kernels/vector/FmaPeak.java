package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.SPECIES;

import java.time.Duration;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.DoubleStream;
import jdk.incubator.vector.FloatVector;
import reverie.kernels.Peak;

/**
 * How many multiply-adds a second the processor can do: chains of them that never touch memory. A chain waits for its own
 * last result some four cycles, so there must be more chains than the processor can have under way at a time, and no more
 * than it has registers for. Processors with 16 vector registers take 12, those with 32 take 24; the better one counts.
 */
final class FmaPeak {

    private static final int FEW = 12;
    private static final int MANY = 24;

    /** Steps in a call: microseconds once the call is compiled, and not long before that either. */
    private static final int STEPS = 1_000;

    /** Calls in a window of time: less than a millisecond, so that some windows are undisturbed on a crowded machine. */
    private static final int CALLS = 100;

    /** Windows that must bring nothing better before all is taken to be compiled. */
    private static final int STEADY_WINDOWS = 50;

    private static final double WORTH_WAITING = 0.01;

    private static final float FACTOR = 0.5f;
    private static final float SUMMAND = 1;

    private interface Chains {
        float run(int steps);
    }

    private final DoubleAdder sums = new DoubleAdder(); // looked at, so that nothing is left out

    private FmaPeak() {}

    /** All threads compute at the same time; the best windows of each count. */
    static Peak measure(Team team, Duration patience) {
        var peak = new FmaPeak();
        peak.warmUp();
        double[] best = new double[team.threads()];
        long end = System.nanoTime() + patience.toNanos();
        team.forEach(best.length, thread -> {
            while (System.nanoTime() < end) {
                best[thread] = Math.max(best[thread], peak.rate());
            }
        });
        if (!Double.isFinite(peak.sums.sum())) {
            throw new IllegalStateException("chains that converge have come to " + peak.sums);
        }
        return new Peak(Lanes.COUNT * Float.SIZE, DoubleStream.of(best).sum());
    }

    private void warmUp() {
        double best = 0;
        for (int windows = 0; windows < STEADY_WINDOWS; windows++) {
            double rate = rate();
            if (rate > (1 + WORTH_WAITING) * best) {
                best = rate;
                windows = 0;
            }
        }
    }

    /** Operations per nanosecond, which is 10^9 per second, of this thread. */
    private double rate() {
        return Math.max(rate(FEW, FmaPeak::few), rate(MANY, FmaPeak::many));
    }

    private double rate(int count, Chains chains) {
        long start = System.nanoTime();
        float sum = 0;
        for (int call = 0; call < CALLS; call++) {
            sum += chains.run(STEPS);
        }
        long elapsed = System.nanoTime() - start;
        sums.add(sum);
        return 2.0 * count * Lanes.COUNT * STEPS * CALLS / elapsed;
    }

    private static float few(int steps) {
        FloatVector factor = FloatVector.broadcast(SPECIES, FACTOR);
        FloatVector summand = FloatVector.broadcast(SPECIES, SUMMAND);
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
        FloatVector c2 = FloatVector.broadcast(SPECIES, 2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 6);
        FloatVector c7 = FloatVector.broadcast(SPECIES, 7);
        FloatVector c8 = FloatVector.broadcast(SPECIES, 8);
        FloatVector c9 = FloatVector.broadcast(SPECIES, 9);
        FloatVector c10 = FloatVector.broadcast(SPECIES, 10);
        FloatVector c11 = FloatVector.broadcast(SPECIES, 11);
        for (int step = 0; step < steps; step++) {
            c0 = c0.fma(factor, summand);
            c1 = c1.fma(factor, summand);
            c2 = c2.fma(factor, summand);
            c3 = c3.fma(factor, summand);
            c4 = c4.fma(factor, summand);
            c5 = c5.fma(factor, summand);
            c6 = c6.fma(factor, summand);
            c7 = c7.fma(factor, summand);
            c8 = c8.fma(factor, summand);
            c9 = c9.fma(factor, summand);
            c10 = c10.fma(factor, summand);
            c11 = c11.fma(factor, summand);
        }
        return c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .add(c10)
                .add(c11)
                .lane(0);
    }

    private static float many(int steps) {
        FloatVector factor = FloatVector.broadcast(SPECIES, FACTOR);
        FloatVector summand = FloatVector.broadcast(SPECIES, SUMMAND);
        FloatVector c0 = FloatVector.broadcast(SPECIES, 0);
        FloatVector c1 = FloatVector.broadcast(SPECIES, 1);
        FloatVector c2 = FloatVector.broadcast(SPECIES, 2);
        FloatVector c3 = FloatVector.broadcast(SPECIES, 3);
        FloatVector c4 = FloatVector.broadcast(SPECIES, 4);
        FloatVector c5 = FloatVector.broadcast(SPECIES, 5);
        FloatVector c6 = FloatVector.broadcast(SPECIES, 6);
        FloatVector c7 = FloatVector.broadcast(SPECIES, 7);
        FloatVector c8 = FloatVector.broadcast(SPECIES, 8);
        FloatVector c9 = FloatVector.broadcast(SPECIES, 9);
        FloatVector c10 = FloatVector.broadcast(SPECIES, 10);
        FloatVector c11 = FloatVector.broadcast(SPECIES, 11);
        FloatVector c12 = FloatVector.broadcast(SPECIES, 12);
        FloatVector c13 = FloatVector.broadcast(SPECIES, 13);
        FloatVector c14 = FloatVector.broadcast(SPECIES, 14);
        FloatVector c15 = FloatVector.broadcast(SPECIES, 15);
        FloatVector c16 = FloatVector.broadcast(SPECIES, 16);
        FloatVector c17 = FloatVector.broadcast(SPECIES, 17);
        FloatVector c18 = FloatVector.broadcast(SPECIES, 18);
        FloatVector c19 = FloatVector.broadcast(SPECIES, 19);
        FloatVector c20 = FloatVector.broadcast(SPECIES, 20);
        FloatVector c21 = FloatVector.broadcast(SPECIES, 21);
        FloatVector c22 = FloatVector.broadcast(SPECIES, 22);
        FloatVector c23 = FloatVector.broadcast(SPECIES, 23);
        for (int step = 0; step < steps; step++) {
            c0 = c0.fma(factor, summand);
            c1 = c1.fma(factor, summand);
            c2 = c2.fma(factor, summand);
            c3 = c3.fma(factor, summand);
            c4 = c4.fma(factor, summand);
            c5 = c5.fma(factor, summand);
            c6 = c6.fma(factor, summand);
            c7 = c7.fma(factor, summand);
            c8 = c8.fma(factor, summand);
            c9 = c9.fma(factor, summand);
            c10 = c10.fma(factor, summand);
            c11 = c11.fma(factor, summand);
            c12 = c12.fma(factor, summand);
            c13 = c13.fma(factor, summand);
            c14 = c14.fma(factor, summand);
            c15 = c15.fma(factor, summand);
            c16 = c16.fma(factor, summand);
            c17 = c17.fma(factor, summand);
            c18 = c18.fma(factor, summand);
            c19 = c19.fma(factor, summand);
            c20 = c20.fma(factor, summand);
            c21 = c21.fma(factor, summand);
            c22 = c22.fma(factor, summand);
            c23 = c23.fma(factor, summand);
        }
        return c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .add(c10)
                .add(c11)
                .add(c12)
                .add(c13)
                .add(c14)
                .add(c15)
                .add(c16)
                .add(c17)
                .add(c18)
                .add(c19)
                .add(c20)
                .add(c21)
                .add(c22)
                .add(c23)
                .lane(0);
    }
}
