package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.SPECIES;

import java.time.Duration;
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

    /** Calls between two looks at the clock: long enough for threads to meet seldom, short enough to find quiet moments. */
    private static final int CALLS = 100;

    private static final double WORTH_WAITING = 0.01;

    private static final float FACTOR = 0.5f;
    private static final float SUMMAND = 1;

    private FmaPeak() {}

    static Peak measure(Team team, Duration patience) {
        double[] sums = new double[team.threads()]; // looked at, so that nothing is left out
        double best = 0;
        long lastRecord = System.nanoTime();
        while (System.nanoTime() - lastRecord < patience.toNanos()) {
            double rate = Math.max(rate(team, FEW, sums, FmaPeak::few), rate(team, MANY, sums, FmaPeak::many));
            if (rate > (1 + WORTH_WAITING) * best) {
                lastRecord = System.nanoTime();
            }
            best = Math.max(best, rate);
        }
        for (double sum : sums) {
            if (!Double.isFinite(sum)) {
                throw new IllegalStateException("a chain that converges has come to " + sum);
            }
        }
        return new Peak(Lanes.COUNT * Float.SIZE, best);
    }

    private interface Chains {
        float run(int steps);
    }

    /** Operations per nanosecond, which is 10^9 per second, of all threads together. */
    private static double rate(Team team, int count, double[] sums, Chains chains) {
        long start = System.nanoTime();
        team.forEach(sums.length, task -> {
            for (int call = 0; call < CALLS; call++) {
                sums[task] += chains.run(STEPS);
            }
        });
        double operations = 2.0 * count * Lanes.COUNT * STEPS * CALLS * sums.length;
        return operations / (System.nanoTime() - start);
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
