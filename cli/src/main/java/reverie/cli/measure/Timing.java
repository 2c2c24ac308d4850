package reverie.cli.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long something took, again and again, once it had got up to speed.
 *
 * @param milliseconds each run, the quickest first
 */
public record Timing(List<Double> milliseconds) {

    public Timing {
        milliseconds = milliseconds.stream().sorted().toList();
        if (milliseconds.isEmpty()) {
            throw new IllegalArgumentException("nothing was timed");
        }
    }

    /**
     * Runs something until it is compiled, and then times it.
     *
     * @param patience of each of the two
     * @param leastRuns of each of the two, however long they take
     */
    static Timing of(Runnable work, Duration patience, int leastRuns) {
        repeat(work, patience, leastRuns);
        return new Timing(repeat(work, patience, leastRuns));
    }

    private static List<Double> repeat(Runnable work, Duration patience, int leastRuns) {
        List<Double> times = new ArrayList<>();
        long end = System.nanoTime() + patience.toNanos();
        while (times.size() < leastRuns || System.nanoTime() < end) {
            times.add(once(work));
        }
        return times;
    }

    /** How many milliseconds it takes, this time. */
    static double once(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    public double minimum() {
        return milliseconds.getFirst();
    }

    public double median() {
        return milliseconds.get(milliseconds.size() / 2);
    }
}
