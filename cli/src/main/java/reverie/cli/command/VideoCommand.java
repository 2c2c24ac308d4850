package reverie.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.film.Film;
import reverie.cli.film.FilmException;
import reverie.cli.film.FilmFormat;
import reverie.cli.film.FilmReader;
import reverie.cli.film.FrameFolder;
import reverie.cli.film.FrameRate;
import reverie.cli.film.FrameSequence;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.FolderOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.report.UsageException;
import reverie.cli.sequence.DreamSequence;
import reverie.cli.sequence.VideoSource;

/** Dreams on every frame of a film. */
@Command(
        name = "video",
        description = {
            "Dream on every frame of a film.",
            "Frames come from a folder, in natural order, or with ffmpeg from a film, and go to a folder, or to a film with the"
                    + " sound of the original. Killed and started again, it goes on where it was."
        },
        mixinStandardHelpOptions = true)
public final class VideoCommand implements Callable<Integer>, Computing {

    /** Where the frames of a film lie meanwhile, beside it. */
    private static final String WORK = ".frames";

    /** Where the original's own frames lie, among them. */
    private static final String ORIGINALS = "originals";

    /** How fast frames follow each other that do not say so. */
    private static final FrameRate USUAL = new FrameRate(25, 1);

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "A folder of frames, or a film.")
    private Path in;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "A folder; or a film: .png (animated PNG), .gif, or .mp4, .webm, .mkv, .mov with ffmpeg.")
    private Path out;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Scale the frames down until their longer side has this many pixels.")
    private Integer size;

    @Option(
            names = "--blend",
            paramLabel = "F",
            defaultValue = "0.5",
            description =
                    "Dream each frame on a mixture of itself and so much of the dream before: 0 flickers, near 1 drags. Default:"
                            + " ${DEFAULT-VALUE}.")
    private double blend;

    @Option(
            names = "--flow",
            description = "Carry the dream before along with what moves in the film, by optical flow.")
    private boolean flow;

    @Option(
            names = "--fps",
            paramLabel = "N",
            description =
                    "Frames per second; at another rate than its own a film loses its sound. Default: the film's own, or 25.")
    private String framesPerSecond;

    @Option(names = "--keep-frames", description = "Leave the frames of a film beside it.")
    private boolean keepFrames;

    @Option(names = "--force", description = "Make again, and overwrite, what is there already.")
    private boolean force;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private StudioOptions studioOptions;

    @Override
    public Integer call() throws Exception {
        if (!(blend >= 0 && blend < 1)) {
            throw new UsageException("--blend must be at least 0 and less than 1, not " + blend);
        }
        if (flow && blend == 0) {
            throw new UsageException("--flow carries the dream before along; with --blend 0 there is none");
        }
        if (size != null && size < 1) {
            throw new UsageException("--size must be at least 1, not " + size);
        }
        Optional<Path> film = isFilm() ? Optional.of(out) : Optional.empty();
        if (film.isEmpty() && (framesPerSecond != null || keepFrames)) {
            throw new UsageException(
                    "--fps and --keep-frames concern films, and %s is a folder; a film ends in .gif or .mp4"
                            .formatted(out));
        }
        Path work = film.isPresent() ? out.resolveSibling(out.getFileName() + WORK) : out;
        requireApart(work);
        FolderOptions.requireUsable(work);
        if (film.isPresent()) {
            FilmFormat.of(out).requireUsable(rate().orElse(USUAL));
            SequenceRun.checkFilm(out, work, force);
        }
        return studioOptions.open(spec, (studio, interruption) -> {
            DreamSpec asked =
                    dreamOptions.spec(studio.model(), spec.commandLine().getErr());
            if (asked.noise()) {
                throw new UsageException("--noise would leave nothing of the film");
            }
            studio.resolved(asked); // taking a film apart takes long enough to say first what is wrong
            var run = new SequenceRun(spec, interruption, force);
            Optional<FilmReader.Frames> originals = originals(run, work);
            if (originals.isPresent()) {
                dream(studio, asked, run, originals.get(), work, film);
            }
        });
    }

    private boolean isFilm() {
        if (out.getFileName() == null) {
            throw new UsageException("%s is no name for what is to be made".formatted(out));
        }
        return !Files.isDirectory(out) && out.getFileName().toString().contains(".");
    }

    private Optional<FrameRate> rate() {
        return Optional.ofNullable(framesPerSecond).map(FrameRate::parse);
    }

    /** Refuses to write where it reads. */
    private void requireApart(Path work) throws IOException {
        if (!Files.exists(in)) {
            throw new FilmException("%s does not exist; name a folder of frames, or a film".formatted(in));
        }
        for (Path target : List.of(out, work, work.resolve(ORIGINALS))) {
            if (Files.exists(target) && Files.isSameFile(in, target)) {
                throw new UsageException("%s would be overwritten by its own dream; name another OUT".formatted(in));
            }
        }
    }

    /** The film's own frames; empty if the user has ended it meanwhile. */
    private Optional<FilmReader.Frames> originals(SequenceRun run, Path work) throws IOException {
        if (Files.isDirectory(in)) {
            return Optional.of(new FilmReader.Frames(FrameFolder.frames(in), USUAL));
        }
        if (force) {
            FilmReader.remove(work.resolve(ORIGINALS));
        }
        spec.commandLine().getErr().println("taking %s apart".formatted(in));
        try {
            return Optional.of(FilmReader.extract(in, work.resolve(ORIGINALS)));
        } catch (FilmException e) { // Ctrl-C ends ffmpeg too
            if (!run.interruption().isRequested()) {
                throw e;
            }
            run.tellInterrupted("while the film was taken apart");
            return Optional.empty();
        }
    }

    private void dream(
            DreamStudio studio,
            DreamSpec asked,
            SequenceRun run,
            FilmReader.Frames originals,
            Path work,
            Optional<Path> film)
            throws IOException {
        var frames = new FrameSequence(work, originals.frames().size());
        DreamSequence sequence = sequence(studio, asked, originals.frames(), frames);
        sequence.begin(film, force, spec.commandLine().getErr()::println);
        // Frames are missing, and the film is there: a process was killed while it tidied up.
        boolean isTidying = film.isPresent() && Files.exists(film.get()) && !keepFrames;
        if (!isTidying && !run.frames(sequence, frames)) {
            return;
        }
        if (film.isEmpty()) {
            spec.commandLine().getOut().println(work);
        } else if (!run.film(sequence, frames, film.get(), rate().orElse(originals.rate()), sound(originals.rate()))) {
            return;
        }
        FilmReader.remove(work.resolve(ORIGINALS)); // they can be had again
        if (film.isPresent() && !keepFrames) {
            sequence.delete();
        }
    }

    /** The original's, unless the pictures go at another rate. */
    private Optional<Film.Sound> sound(FrameRate own) {
        return Files.isDirectory(in) || !rate().orElse(own).equals(own)
                ? Optional.empty()
                : Optional.of(new Film.Sound(in, 0));
    }

    private DreamSequence sequence(DreamStudio studio, DreamSpec asked, List<Path> originals, FrameSequence frames)
            throws IOException {
        OptionalInt longest = size == null ? OptionalInt.empty() : OptionalInt.of(size);
        var source = new VideoSource(originals, longest, frames, blend, flow);
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kind", "video");
        settings.put("originals", source.check());
        settings.put("blend", blend);
        settings.put("flow", flow);
        return new DreamSequence(studio, asked, frames, source, settings);
    }
}
