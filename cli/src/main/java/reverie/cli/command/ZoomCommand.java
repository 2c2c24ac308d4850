package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.DreamStudio;
import reverie.cli.dream.Photo;
import reverie.cli.film.FilmFormat;
import reverie.cli.film.FrameSequence;
import reverie.cli.motion.Camera;
import reverie.cli.option.DreamOptions;
import reverie.cli.option.FilmOptions;
import reverie.cli.option.FolderOptions;
import reverie.cli.option.PhotoOptions;
import reverie.cli.option.StudioOptions;
import reverie.cli.report.UsageException;
import reverie.cli.sequence.DreamSequence;
import reverie.cli.sequence.ZoomSource;

/** The endless zoom. */
@Command(
        name = "zoom",
        description = {
            "Dream on and on, going nearer.",
            "The first frame is a dream of the photo; every other one a dream of what a camera sees of the frame before, a little"
                    + " nearer. The folder holds the frames, lossless, and the film is made of them. Without --iterations"
                    + " each frame has a fifth of a dream's steps, as what has grown grows again. Killed and started again, it"
                    + " goes on where it was."
        },
        mixinStandardHelpOptions = true)
public final class ZoomCommand implements Callable<Integer>, Computing {

    private static final int MOST_FRAMES = 1_000_000;

    /** The part of a dream's steps that each frame gets. */
    private static final int GENTLY = 5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PhotoOptions photoOptions;

    @Option(
            names = "--frames",
            paramLabel = "N",
            defaultValue = "60",
            description = "How many frames. Default: ${DEFAULT-VALUE}.")
    private int frameCount;

    @Option(
            names = "--zoom",
            paramLabel = "F",
            defaultValue = "1.05",
            description = "How much nearer from frame to frame; below 1 farther away. Default: ${DEFAULT-VALUE}.")
    private double zoom;

    @Option(
            names = "--rotate",
            paramLabel = "DEGREES",
            defaultValue = "0",
            description = "How far to turn from frame to frame, clockwise. Default: ${DEFAULT-VALUE}.")
    private double degrees;

    @Mixin
    private FilmOptions filmOptions;

    @Mixin
    private DreamOptions dreamOptions;

    @Mixin
    private StudioOptions studioOptions;

    @Mixin
    private FolderOptions folderOptions;

    @Override
    public Integer call() throws Exception {
        if (frameCount < 1 || frameCount > MOST_FRAMES) {
            throw new UsageException("--frames must be from 1 to %d, not %d".formatted(MOST_FRAMES, frameCount));
        }
        var camera = new Camera(zoom, degrees);
        Path folder = folderOptions.folderOrBeside(photoOptions.name(), ".zoom");
        FolderOptions.requireUsable(folder);
        Path film = filmOptions.filmOr(beside(folder));
        filmOptions.requireUsable(film);
        SequenceRun.checkFilm(film, folder, folderOptions.force());
        return studioOptions.open(spec, (studio, interruption) -> {
            var frames = new FrameSequence(folder, frameCount);
            var run = new SequenceRun(spec, interruption, folderOptions.force());
            DreamSequence sequence = sequence(studio, photo(frames), frames, camera);
            sequence.begin(
                    Optional.of(film), folderOptions.force(), spec.commandLine().getErr()::println);
            if (run.frames(sequence, frames)) {
                run.film(sequence, frames, film, filmOptions.rate(), Optional.empty());
            }
        });
    }

    /** What has grown grows again in every frame: with all steps of a dream, colours burn out within eight frames. */
    private static DreamSpec gentle(DreamSpec spec) {
        int iterations = Math.max(1, spec.settings().iterations() / GENTLY);
        return spec.withSettings(spec.settings().withIterations(iterations));
    }

    private static Path beside(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        if (whole.getFileName() == null) {
            throw new UsageException("%s has no name for a film to take; name it with --film".formatted(folder));
        }
        Path film =
                whole.resolveSibling(whole.getFileName() + FilmFormat.usual().ending());
        return folder.endsWith(whole.getFileName()) ? folder.resolveSibling(film.getFileName()) : film;
    }

    private Photo photo(FrameSequence frames) throws IOException {
        for (Path frame : frames.frames()) {
            if (Files.exists(frame)
                    && Files.exists(photoOptions.name())
                    && Files.isSameFile(frame, photoOptions.name())) {
                throw new UsageException("%s would be overwritten by the zoom; name another folder".formatted(frame));
            }
        }
        return photoOptions.read();
    }

    private DreamSequence sequence(DreamStudio studio, Photo photo, FrameSequence frames, Camera camera) {
        PrintWriter err = spec.commandLine().getErr();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kind", "zoom");
        settings.put("zoom", camera.zoom());
        settings.put("rotate", camera.degrees());
        DreamSpec asked = dreamOptions.spec(studio.model(), err);
        return new DreamSequence(
                studio,
                dreamOptions.hasIterations() ? asked : gentle(asked),
                frames,
                new ZoomSource(photo, frames, camera),
                settings);
    }
}
