package reverie.cli.film;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Takes films apart with ffmpeg. */
public final class FilmReader {

    /** Says in a folder of frames whose they are. */
    private static final String NOTE = "film.txt";

    private FilmReader() {}

    /**
     * A film in single frames.
     *
     * @param frames the files in order
     * @param rate how fast they follow each other
     */
    public record Frames(List<Path> frames, FrameRate rate) {}

    /**
     * Extracts all frames of a film as numbered PNGs. They are made in a hidden folder that gets its name when all are there;
     * so a folder that is there is complete, and is used again for the same film. Uneven frames are repeated or left out so
     * that they come at the film's mean rate and stay with the sound.
     *
     * @param film any film that ffmpeg can read, also an animated GIF
     * @param folder where the frames are to lie; its parent exists
     * @throws FilmException if ffmpeg is missing or cannot read the film, or the folder is there and not this film's
     */
    public static Frames extract(Path film, Path folder) throws IOException {
        Ffmpeg ffmpeg = Ffmpeg.require(film.toString());
        FilmInfo info = FilmInfo.of(ffmpeg, film);
        String note = "%s%n%d bytes%n%s%n%s frames per second%n"
                .formatted(film.getFileName(), Files.size(film), Files.getLastModifiedTime(film), info.rate());
        Path target = folder.toAbsolutePath();
        if (Files.exists(target)) {
            requireFramesOf(film, note, target);
        } else {
            Path part = target.resolveSibling(".%s.part".formatted(target.getFileName()));
            empty(part);
            Files.createDirectories(part);
            decode(ffmpeg, film, info, part);
            Files.writeString(part.resolve(NOTE), note);
            try {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException _) {
                Files.move(part, target);
            }
        }
        return new Frames(FrameFolder.frames(target), info.rate());
    }

    private static void requireFramesOf(Path film, String note, Path folder) throws IOException {
        Path file = folder.resolve(NOTE);
        if (!Files.isRegularFile(file) || !Files.readString(file).equals(note)) {
            throw new FilmException(
                    "%s is there already and does not hold the frames of %s as it is now; name another folder or remove it"
                            .formatted(folder, film));
        }
    }

    private static void decode(Ffmpeg ffmpeg, Path film, FilmInfo info, Path folder) throws IOException {
        // Frames are named relative to the folder it runs in: a % in the folder's name would be taken for a number.
        List<String> words = List.of(
                "-nostdin",
                "-i",
                Ffmpeg.url(film),
                "-map",
                "0:" + info.stream(),
                "-vf",
                "fps=" + info.rate() + ",scale=flags=accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24",
                "-f",
                "image2",
                "-compression_level",
                "3",
                "frame-%06d.png");
        String deed = "ffmpeg could not take %s apart".formatted(film);
        try (ExternalProgram run = ffmpeg.startFfmpeg(folder, words)) {
            run.input().close();
            run.await(deed);
        }
        if (!Files.exists(folder.resolve("frame-000001.png"))) {
            throw new FilmException("%s: no frame could be read; it is damaged or empty".formatted(film));
        }
    }

    /** Removes what a killed run has left. */
    private static void empty(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(part, "{frame-*.png," + NOTE + "}")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        }
    }
}
