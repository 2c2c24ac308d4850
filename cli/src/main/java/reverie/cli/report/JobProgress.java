package reverie.cli.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import reverie.engine.dream.DreamListener;

/**
 * Shows how a work of several dreams gets on: on a terminal one bar with the time left for all of it; and one line for each
 * dream, at once where there is no terminal, after the bar where there is.
 */
public final class JobProgress implements AutoCloseable {

    private static final long UNIT = 1_000_000;

    private final PrintWriter err;
    private final BooleanSupplier stop;
    private final List<Work> works;
    private final ProgressBar bar; // null without a terminal
    private final List<String> lines = new ArrayList<>();
    private final long start = System.nanoTime();
    private double done;
    private double computed;

    /**
     * How much there is to do for one dream.
     *
     * @param pixels of all its steps
     * @param cost of a pixel, in any unit that is the same for all
     */
    public record Work(long pixels, double cost) {

        double all() {
            return pixels * cost;
        }
    }

    /**
     * @param title of the bar
     * @param works one for each dream, in their order
     * @param stop whether the user wants to end
     */
    public JobProgress(PrintWriter err, boolean terminal, String title, List<Work> works, BooleanSupplier stop) {
        this.err = err;
        this.stop = stop;
        this.works = List.copyOf(works);
        this.bar = terminal
                ? Terminal.bar(title, Terminal.COLUMNS)
                        .setInitialMax(
                                units(works.stream().mapToDouble(Work::all).sum()))
                        .clearDisplayOnFinish()
                        .build()
                : null;
    }

    private static long units(double cost) {
        return Math.max(1, Math.round(cost / UNIT));
    }

    /** Watches a dream. */
    public DreamListener listener(int index, String name) {
        Work work = works.get(index);
        return new DreamListener() {
            @Override
            public void iterationDone(Iteration iteration) {
                double step = (double) iteration.octave().height()
                        * iteration.octave().width()
                        * work.cost();
                done += step;
                computed += step;
                show("%d/%d %s".formatted(index + 1, works.size(), name));
            }

            @Override
            public boolean wantsToStop() {
                return stop.getAsBoolean();
            }
        };
    }

    private void show(String what) {
        if (bar != null) {
            bar.stepTo(units(done));
            bar.setExtraMessage(what);
        }
    }

    /** There is nothing more to do for a dream: it was there before, or has failed. */
    public void skip(int index) {
        done = through(index);
        show("");
    }

    private double through(int index) {
        return works.subList(0, index + 1).stream().mapToDouble(Work::all).sum();
    }

    /** A dream is finished and saved. */
    public void done(int index, String what) {
        double all = through(works.size() - 1);
        done = through(index); // a dream that went on had less to do
        double seconds = (System.nanoTime() - start) / 1e9;
        double left = seconds * (all - done) / Math.max(1, computed);
        // A terminal's bar has shown the time left, and its lines come when that is over.
        boolean isLeft = bar == null && index + 1 < works.size();
        tell("%d/%d  %s%s".formatted(index + 1, works.size(), what, isLeft ? ", %s left".formatted(words(left)) : ""));
    }

    /** Tells something that shall stay to be read. */
    public void tell(String line) {
        if (bar == null) {
            err.println(line);
        } else {
            lines.add(line);
        }
    }

    private static String words(double seconds) {
        Duration left = Duration.ofSeconds(Math.round(seconds));
        if (left.toHours() > 0) {
            return "%d h %02d min".formatted(left.toHours(), left.toMinutesPart());
        }
        return left.toMinutes() > 0
                ? "%d min %02d s".formatted(left.toMinutes(), left.toSecondsPart())
                : "%d s".formatted(left.toSeconds());
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            lines.forEach(err::println);
        }
    }
}
