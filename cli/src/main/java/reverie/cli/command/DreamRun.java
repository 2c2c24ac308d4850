package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import reverie.cli.dream.Dream;
import reverie.cli.dream.PreparedDream;
import reverie.cli.picture.PictureFormat;
import reverie.cli.report.DreamProgress;
import reverie.cli.report.Interruption;
import reverie.cli.report.Preview;
import reverie.cli.report.Terminal;
import reverie.engine.dream.DreamListener;
import reverie.engine.dream.DreamState;
import reverie.kernels.Backend;

/** A dream that a command makes: told from its beginning to its end, and ended in good order by Ctrl-C. */
final class DreamRun {

    private final CommandLine command;
    private final PreparedDream prepared;

    DreamRun(CommandLine command, PreparedDream prepared) {
        this.command = command;
        this.prepared = prepared;
    }

    void tellBeginning(Backend backend) {
        var recipe = prepared.recipe();
        command.getErr()
                .println("%s, model %s, %s, %d x %d pixels, seed %d"
                        .formatted(
                                backend.description(),
                                recipe.model().name(),
                                prepared.objectiveText(),
                                recipe.width(),
                                recipe.height(),
                                recipe.spec().seed()));
    }

    /**
     * Dreams.
     *
     * @param from where to go on, if it has begun before
     * @param last after how many steps in all to end, at the latest
     * @param preview where to show the picture on its way
     */
    Dream dream(Optional<DreamState> from, int last, Optional<Path> preview, Interruption interruption) {
        PrintWriter err = command.getErr();
        var settings = prepared.recipe().spec().settings();
        var limit =
                new StepLimit(last - from.map(state -> state.steps(settings)).orElse(0));
        var progress = new DreamProgress(
                err,
                Terminal.isThere(),
                prepared.sizes(),
                settings.iterations(),
                from,
                () -> interruption.isRequested() || limit.wantsToStop());
        DreamListener listener = DreamListener.both(limit, progress);
        if (preview.isPresent()) {
            listener = DreamListener.both(new Preview(preview.get(), prepared.preprocessing()), listener);
        }
        Dream dream;
        try (progress) {
            dream = prepared.run(listener, from);
        }
        if (progress.idleIterations() > 0) {
            err.println("warning: %d of %d steps were left out: nothing at %s responds to this picture"
                    .formatted(progress.idleIterations(), progress.iterationsDone(), prepared.objectiveText()));
        }
        return dream;
    }

    /** How far a dream got that was ended early. */
    String interruptedText(Dream dream) {
        return "interrupted after %d of %d iterations".formatted(dream.outcome().iterationsDone(), prepared.steps());
    }

    /** The format that a file's name asks for; what a device or pipe is to hold cannot be seen from its name. */
    static PictureFormat format(Path target) throws IOException {
        boolean file = !Files.exists(target) || Files.isRegularFile(target);
        return file ? PictureFormat.of(target) : PictureFormat.PNG;
    }

    /** Ends a dream after so many steps. */
    private static final class StepLimit implements DreamListener {

        private int left;

        StepLimit(int steps) {
            this.left = steps;
        }

        @Override
        public void iterationDone(Iteration iteration) {
            left--;
        }

        @Override
        public boolean wantsToStop() {
            return left <= 0;
        }
    }
}
