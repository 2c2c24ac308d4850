package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import reverie.cli.film.Film;
import reverie.cli.film.FrameRate;
import reverie.cli.film.FrameSequence;
import reverie.cli.option.OutputOptions;
import reverie.cli.report.Interruption;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;
import reverie.cli.sequence.DreamSequence;

/**
 * Makes frames, and then a film of them.
 *
 * @param force whether to make again what is there
 */
record SequenceRun(CommandSpec spec, Interruption interruption, boolean force) {

    /** Refuses a film that is there, unless it was made of these frames, which are all there too. */
    void checkFilm(Path film, FrameSequence frames) throws IOException {
        boolean isDone = frames.firstMissing().isEmpty() && Files.isRegularFile(film);
        OutputOptions.check(film, force || isDone);
    }

    /** Makes what is not there, and prints where the film is. */
    void run(DreamSequence sequence, FrameSequence frames, Path film, FrameRate rate, Optional<Film.Sound> sound)
            throws IOException {
        Optional<Map<String, String>> texts = frames(sequence, frames);
        if (texts.isEmpty()) {
            return;
        }
        spec.commandLine().getErr().println("making the film of %d frames".formatted(frames.total()));
        new Film(frames.frames(), rate, sound, texts.get()).write(film, true, _ -> {});
        spec.commandLine().getOut().println(film);
    }

    /**
     * Makes the frames.
     *
     * @return the texts for a film of them; empty if it was ended early
     */
    Optional<Map<String, String>> frames(DreamSequence sequence, FrameSequence frames) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        Optional<Map<String, String>> texts =
                sequence.run(force, err::println, this::progress, interruption::isRequested);
        if (texts.isEmpty()) {
            int made = frames.firstMissing().orElseThrow() - 1;
            err.println("interrupted after %d of %d frames; the same command again%s goes on"
                    .formatted(made, frames.total(), force ? " without --force" : ""));
        }
        return texts;
    }

    private JobProgress progress(JobProgress.Work frame, int frames) {
        return new JobProgress(
                spec.commandLine().getErr(),
                Terminal.isThere(),
                "frames",
                Collections.nCopies(frames, frame),
                interruption::isRequested);
    }
}
