package reverie.cli.train;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import reverie.cli.report.Terminal;
import reverie.engine.training.Trainer;
import reverie.engine.training.TrainingSettings;

/** Shows how training gets on: a bar on a terminal, else a line now and then. */
public final class TrainingProgress implements AutoCloseable {

    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int BAR_COLUMNS = 110;

    /** How much a new step counts in the means that are shown: single batches jump about. */
    private static final double NEWS = 0.02;

    private final PrintWriter err;
    private final TrainingSettings settings;
    private final ProgressBar bar; // null without a terminal
    private final long start = System.nanoTime();
    private final int firstStep;
    private long lastLine = start;
    private double loss = Double.NaN;
    private double accuracy;

    /** @param done steps that were made before */
    public TrainingProgress(PrintWriter err, boolean terminal, TrainingSettings settings, int done) {
        this.err = err;
        this.settings = settings;
        this.firstStep = done;
        this.bar = terminal
                ? Terminal.bar("training", BAR_COLUMNS)
                        .setInitialMax(settings.steps())
                        .startsFrom(done, Duration.ZERO)
                        .build()
                : null;
    }

    /** A step has been made. */
    public void stepDone(Trainer.Step step) {
        loss = Double.isNaN(loss) ? step.loss() : loss + NEWS * (step.loss() - loss);
        accuracy = accuracy + Math.max(NEWS, 1.0 / (step.step() - firstStep)) * (step.accuracy() - accuracy);
        String means = String.format(Locale.ROOT, "loss %.3f  accuracy %.1f %%", loss, 100 * accuracy);
        if (bar != null) {
            bar.setExtraMessage(means);
            bar.stepTo(step.step());
        } else if (System.nanoTime() - lastLine > LINE_NANOS || step.step() == settings.steps()) {
            lastLine = System.nanoTime();
            double seconds = (lastLine - start) / 1e9;
            double perStep = seconds / (step.step() - firstStep);
            err.printf(
                    Locale.ROOT,
                    "step %d/%d  %s  %.0f pictures/s  %.0f min left%n",
                    step.step(),
                    settings.steps(),
                    means,
                    settings.batch() / perStep,
                    Math.ceil((settings.steps() - step.step()) * perStep / 60));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
