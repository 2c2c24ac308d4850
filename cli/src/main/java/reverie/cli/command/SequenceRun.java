package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Model.CommandSpec;
import reverie.cli.film.Film;
import reverie.cli.film.FilmException;
import reverie.cli.film.FrameRate;
import reverie.cli.film.FrameSequence;
import reverie.cli.option.OutputOptions;
import reverie.cli.report.Interruption;
import reverie.cli.report.JobProgress;
import reverie.cli.report.Terminal;
import reverie.cli.report.UsageException;
import reverie.cli.sequence.DreamSequence;

/**
 * Makes frames, and then a film of them.
 *
 * @param force whether to make again what is there
 */
record SequenceRun(CommandSpec spec, Interruption interruption, boolean force) {

    /**
     * Refuses, before any work, a film that could not be written.
     *
     * @param folder where its frames lie
     */
    static void checkFilm(Path film, Path folder, boolean force) throws IOException {
        if (folder.toAbsolutePath()
                .normalize()
                .equals(film.toAbsolutePath().normalize().getParent())) {
            throw new UsageException("%s would lie among its own frames; name another folder".formatted(film));
        }
        OutputOptions.check(film, force || DreamSequence.isBegunIn(folder));
    }

    /** Makes the frames that are not there; whether all are. */
    boolean frames(DreamSequence sequence, FrameSequence frames) throws IOException {
        if (sequence.run(this::progress, interruption::isRequested)) {
            return true;
        }
        int made = frames.firstMissing().orElseThrow() - 1;
        tellInterrupted("after %d of %d frames".formatted(made, frames.total()));
        return false;
    }

    /** Says how to go on. */
    void tellInterrupted(String when) {
        err().println("interrupted %s; the same command again%s goes on"
                .formatted(when, force ? " without --force" : ""));
    }

    /** Makes the film of the frames, unless it is there; whether it is. */
    boolean film(DreamSequence sequence, FrameSequence frames, Path film, FrameRate rate, Optional<Film.Sound> sound)
            throws IOException {
        if (Files.exists(film)) {
            err().println("%s is there already; --force makes it and its frames again".formatted(film));
        } else {
            err().println("making the film of %d frames".formatted(frames.total()));
            try {
                new Film(frames.frames(), rate, sound, sequence.texts()).write(film, false, this::stopIfRequested);
            } catch (CancellationException | FilmException e) { // Ctrl-C ends ffmpeg too
                if (!interruption.isRequested()) {
                    throw e;
                }
                tellInterrupted("while the film was made");
                return false;
            }
        }
        spec.commandLine().getOut().println(film);
        return true;
    }

    private void stopIfRequested(int written) {
        if (interruption.isRequested()) {
            throw new CancellationException("interrupted after %d frames".formatted(written));
        }
    }

    private JobProgress progress(JobProgress.Work frame, int frames) {
        return new JobProgress(
                err(), Terminal.isThere(), "frames", Collections.nCopies(frames, frame), interruption::isRequested);
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
