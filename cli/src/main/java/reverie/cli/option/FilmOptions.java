package reverie.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import reverie.cli.film.FilmFormat;
import reverie.cli.film.FrameRate;

/** The film that frames become. */
public final class FilmOptions {

    @Option(
            names = "--film",
            paramLabel = "FILE",
            description =
                    "The film: .png (animated PNG, lossless), .gif, or .mp4, .webm, .mkv, .mov with ffmpeg. Default: beside the"
                            + " folder, as .mp4 where there is ffmpeg, else as .gif.")
    private Path film;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "12",
            description = "Frames per second. Default: ${DEFAULT-VALUE}.")
    private String framesPerSecond;

    /** The file that was named, or another. */
    public Path filmOr(Path other) {
        return film == null ? other : film;
    }

    /** How fast the frames follow each other. */
    public FrameRate rate() {
        return FrameRate.parse(framesPerSecond);
    }

    /** Refuses, before hours are spent on frames, what could not be made of them here. */
    public void requireUsable(Path file) throws IOException {
        FilmFormat.of(file).requireUsable(rate());
    }
}
