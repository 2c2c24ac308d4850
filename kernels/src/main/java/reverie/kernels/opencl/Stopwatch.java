package reverie.kernels.opencl;

import java.util.stream.DoubleStream;

/** Says how long a device takes for a step. */
final class Stopwatch {

    /** Runs between two looks at the clock should take this long, so that starting and waiting weigh little. */
    private static final double LEAST_MILLIS = 2;

    private static final int MOST_RUNS = 50;

    private static final int LOOKS = 5;

    /** A step that takes this long is timed once. */
    private static final double SLOW_MILLIS = 50;

    private Stopwatch() {}

    /** Milliseconds of one run, the median of several; everything that is done only once is done before. */
    static double milliseconds(OpenClSession session, Step step) {
        time(session, step, 1);
        double once = time(session, step, 1);
        if (once > SLOW_MILLIS) {
            return once;
        }
        int runs = (int) Math.clamp(Math.ceil(LEAST_MILLIS / once), 1, MOST_RUNS);
        return DoubleStream.generate(() -> time(session, step, runs))
                .limit(LOOKS)
                .sorted()
                .skip(LOOKS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double time(OpenClSession session, Step step, int runs) {
        session.finish();
        long start = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            step.run();
        }
        session.finish();
        return (System.nanoTime() - start) / 1e6 / runs;
    }
}
