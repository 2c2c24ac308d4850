package reverie.cli.report;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import me.tongfei.progressbar.ProgressBar;
import reverie.engine.dream.DreamListener;
import reverie.engine.dream.DreamState;
import reverie.engine.dream.Octaves;

/**
 * Shows how a dream gets on: on a terminal a bar with the time left, which counts pixels, since a step's time grows with
 * them; and one line for each octave, at once where there is no terminal, after the bar where there is.
 */
public final class DreamProgress implements DreamListener, AutoCloseable {

    private final PrintWriter err;
    private final int iterations;
    private final BooleanSupplier stop;
    private final ProgressBar bar; // null without a terminal
    private final List<String> lines = new ArrayList<>();
    private long octaveStart;
    private double firstObjective;
    private int done;
    private int idle;

    /**
     * @param sizes the octaves, largest first
     * @param iterations steps in each
     * @param from where the dream goes on, if it has begun before
     * @param stop whether the user wants to end the dream
     */
    public DreamProgress(
            PrintWriter err,
            boolean terminal,
            List<Octaves.Size> sizes,
            int iterations,
            Optional<DreamState> from,
            BooleanSupplier stop) {
        this.err = err;
        this.iterations = iterations;
        this.stop = stop;
        long pixels = sizes.stream()
                .mapToLong(size -> (long) size.height() * size.width())
                .sum();
        long before = from.map(state -> pixels(sizes, iterations, state)).orElse(0L);
        this.bar = terminal
                ? Terminal.bar("dreaming", Terminal.COLUMNS)
                        .setInitialMax(pixels * iterations)
                        .startsFrom(before, Duration.ZERO)
                        .setUnit(" kpx", 1_000)
                        .clearDisplayOnFinish()
                        .build()
                : null;
    }

    /** How many pixels have been dreamt on before. */
    private static long pixels(List<Octaves.Size> sizes, int iterations, DreamState state) {
        long pixels = 0;
        for (int octave = 1; octave <= state.octave(); octave++) {
            Octaves.Size size = sizes.get(sizes.size() - octave);
            int steps = octave < state.octave() ? iterations : state.iteration();
            pixels += (long) size.height() * size.width() * steps;
        }
        return pixels;
    }

    @Override
    public void octaveStarted(Octave octave) {
        octaveStart = System.nanoTime();
    }

    @Override
    public void iterationDone(Iteration iteration) {
        Octave octave = iteration.octave();
        done++;
        idle += iteration.meanGradient() == 0 ? 1 : 0;
        if (iteration.number() == 1 || done == 1) { // of the octave, or since it goes on
            firstObjective = iteration.objective();
        }
        if (bar != null) {
            bar.stepBy((long) octave.height() * octave.width());
            bar.setExtraMessage("octave %d/%d".formatted(octave.number(), octave.octaves()));
        }
        if (iteration.number() == iterations || stop.getAsBoolean()) {
            report(octave, iteration);
        }
    }

    private void report(Octave octave, Iteration iteration) {
        var seconds = Duration.ofNanos(System.nanoTime() - octaveStart).toMillis() / 1e3;
        String line = String.format(
                Locale.ROOT,
                "octave %d/%d  %5d x %-5d %3d iterations  objective %.3g -> %.3g  %.1f s",
                octave.number(),
                octave.octaves(),
                octave.width(),
                octave.height(),
                iteration.number(),
                firstObjective,
                iteration.objective(),
                seconds);
        if (bar == null) {
            err.println(line);
        } else {
            lines.add(line);
        }
    }

    /** How many steps have been made. */
    public int iterationsDone() {
        return done;
    }

    /** How many steps were left out, since nothing at the layer responded. */
    public int idleIterations() {
        return idle;
    }

    @Override
    public boolean wantsToStop() {
        return stop.getAsBoolean();
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            lines.forEach(err::println);
        }
    }
}
