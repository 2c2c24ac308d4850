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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.film.Film;
import reverie.cli.film.FilmFormat;
import reverie.cli.film.FilmReader;
import reverie.cli.film.FrameFolder;
import reverie.cli.film.FrameRate;
import reverie.cli.film.FrameSequence;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.report.Interruption;
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
public final class VideoCommand implements Callable<Integer> {

    /** Where the frames of a film lie meanwhile, beside it. */
    private static final String WORK = ".frames";

    /** Where the original's own frames lie, among them. */
    private static final String ORIGINALS = "originals";

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

    @Option(names = "--fps", paramLabel = "N", description = "Frames per second. Default: the film's own, or 25.")
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
        boolean toFilm = isFilm();
        Path work = toFilm ? out.resolveSibling(out.getFileName() + WORK) : out;
        if (toFilm) {
            FilmFormat.of(out)
                    .requireUsable(framesPerSecond == null ? new FrameRate(25, 1) : FrameRate.parse(framesPerSecond));
        }
        return studioOptions.open(spec, (studio, interruption) -> {
            Files.createDirectories(work);
            FilmReader.Frames originals = originals(work);
            run(studio, interruption, originals, work, toFilm);
        });
    }

    private boolean isFilm() {
        String name = String.valueOf(out.getFileName());
        return !Files.isDirectory(out) && name.contains(".");
    }

    private FilmReader.Frames originals(Path work) throws IOException {
        FilmReader.Frames frames = Files.isDirectory(in)
                ? new FilmReader.Frames(FrameFolder.frames(in), new FrameRate(25, 1))
                : FilmReader.extract(in, work.resolve(ORIGINALS));
        return framesPerSecond == null
                ? frames
                : new FilmReader.Frames(frames.frames(), FrameRate.parse(framesPerSecond));
    }

    private void run(
            DreamStudio studio, Interruption interruption, FilmReader.Frames originals, Path work, boolean toFilm)
            throws IOException {
        var frames = new FrameSequence(work, originals.frames().size());
        var job = new SequenceRun(spec, interruption, force);
        DreamSequence sequence = sequence(studio, originals.frames(), frames);
        if (!toFilm) {
            if (job.frames(sequence, frames).isPresent()) {
                removeOriginals(work);
                spec.commandLine().getOut().println(work);
            }
            return;
        }
        job.checkFilm(out, frames);
        Optional<Film.Sound> sound = Files.isDirectory(in) || framesPerSecond != null
                ? Optional.empty()
                : Optional.of(new Film.Sound(in, 0));
        job.run(sequence, frames, out, originals.rate(), sound);
        if (frames.firstMissing().isEmpty()) {
            removeOriginals(work);
            if (!keepFrames) {
                remove(work);
            }
        }
    }

    private DreamSequence sequence(DreamStudio studio, List<Path> originals, FrameSequence frames) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kind", "video");
        settings.put("in", in.getFileName().toString());
        settings.put(
                "originals",
                originals.stream().map(file -> file.getFileName().toString()).collect(Collectors.joining("/")));
        settings.put("blend", blend);
        settings.put("flow", flow);
        OptionalInt longest = size == null ? OptionalInt.empty() : OptionalInt.of(size);
        return new DreamSequence(
                studio,
                dreamOptions.spec(studio.model(), spec.commandLine().getErr()),
                frames,
                new VideoSource(originals, longest, frames, blend, flow),
                settings);
    }

    /** The originals have done their work; they can be had again. Under their own name they are all there, or none. */
    private static void removeOriginals(Path work) throws IOException {
        Path folder = work.resolve(ORIGINALS);
        if (Files.isDirectory(folder)) {
            Path doomed = work.resolve("." + ORIGINALS + ".part");
            remove(doomed);
            Files.move(folder, doomed);
            remove(doomed);
        }
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
