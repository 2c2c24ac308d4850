package reverie.bench.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Does something over and over, and tells how long it took. */
final class Repetition {

    /** How near two groups' best times must be to call an engine warm. */
    private static final double STEADY = 0.03;

    private static final double GROUP_MILLISECONDS = 400;
    private static final int LEAST_RUNS = 12;
    private static final double LONGEST_MILLISECONDS = 20_000;

    private Repetition() {}

    /** Milliseconds of each run: as many as begin within the time, and at least one. */
    static List<Double> forMilliseconds(double milliseconds, Runnable work) {
        List<Double> times = new ArrayList<>();
        long start = System.nanoTime();
        do {
            long before = System.nanoTime();
            work.run();
            times.add((System.nanoTime() - before) / 1e6);
        } while ((System.nanoTime() - start) / 1e6 < milliseconds);
        return times;
    }

    /** Warms up until two groups of runs are as fast as each other, or patience ends; returns how many runs that took. */
    static int untilSteady(Runnable work) {
        long start = System.nanoTime();
        double last = Double.MAX_VALUE;
        int runs = 0;
        while ((System.nanoTime() - start) / 1e6 < LONGEST_MILLISECONDS) {
            List<Double> group = forMilliseconds(GROUP_MILLISECONDS, work);
            runs += group.size();
            double best = Collections.min(group);
            if (runs >= LEAST_RUNS && Math.abs(best - last) <= STEADY * best) {
                break;
            }
            last = best;
        }
        return runs;
    }
}
