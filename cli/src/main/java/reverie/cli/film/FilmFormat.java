package reverie.cli.film;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import reverie.cli.report.UsageException;

/** The formats that films are written in, each with the endings of file names that ask for it. */
public enum FilmFormat {
    /** Animated PNG: exact and large; every browser shows it. */
    APNG,
    /** Animated GIF: 256 colours a frame; everything shows it. */
    GIF,
    /** Video, made by ffmpeg. */
    MP4,
    /** The same for Apple's programs. */
    MOV,
    /** Video in formats without patents, made by ffmpeg. */
    WEBM,
    /** Video with sound of any kind, made by ffmpeg. */
    MKV;

    private List<String> endings() {
        return switch (this) {
            case APNG -> List.of("png", "apng");
            case GIF -> List.of("gif");
            case MP4 -> List.of("mp4", "m4v");
            case MOV -> List.of("mov");
            case WEBM -> List.of("webm");
            case MKV -> List.of("mkv");
        };
    }

    /**
     * The format that a file's name asks for, in capitals or not.
     *
     * @throws UsageException for any other name, listing the endings there are
     */
    public static FilmFormat of(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        int point = name.lastIndexOf('.');
        String ending = name.substring(point + 1).toLowerCase(Locale.ROOT);
        for (FilmFormat format : values()) {
            if (point >= 0 && format.endings().contains(ending)) {
                return format;
            }
        }
        String known = Arrays.stream(values())
                .flatMap(format -> format.endings().stream())
                .map(each -> "." + each)
                .collect(Collectors.joining(", "));
        throw new UsageException("%s: %s; name a file that ends in one of %s"
                .formatted(
                        file,
                        point >= 0 ? "no film is written as ." + ending : "no ending says how to write the film",
                        known));
    }

    /** What people can show best: video where ffmpeg is installed, else an animated GIF. */
    public static FilmFormat usual() {
        return Ffmpeg.find().isPresent() ? MP4 : GIF;
    }

    /** The ending that asks for it, with its point. */
    public String ending() {
        return "." + endings().getFirst();
    }

    /** Whether ffmpeg makes it. */
    public boolean isVideo() {
        return this != APNG && this != GIF;
    }

    /**
     * Refuses, before hours are spent on frames, what could not be made of them here.
     *
     * @throws FilmException if ffmpeg is needed and missing, or the format cannot show so many frames per second
     */
    public void requireUsable(FrameRate rate) throws IOException {
        if (isVideo()) {
            Ffmpeg.require(ending());
        } else if (this == GIF) {
            AnimatedGif.requireRate(rate);
        }
    }
}
