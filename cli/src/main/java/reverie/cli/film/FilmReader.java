package reverie.cli.film;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
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
     * @param folder where the frames are to lie; need not exist
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
            sweep(target);
            Path part = part(target);
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

    /** Named after this process: the ffmpeg of one that was killed may still be writing to its own. */
    private static Path part(Path target) {
        return target.resolveSibling(".%s.%d.part"
                .formatted(target.getFileName(), ProcessHandle.current().pid()));
    }

    /**
     * Removes the frames that {@link #extract} has made, if they are there. Under the folder's own name they are all there, or
     * none.
     */
    public static void remove(Path folder) throws IOException {
        Path target = folder.toAbsolutePath();
        sweep(target);
        if (Files.isRegularFile(target.resolve(NOTE))) {
            Path doomed = part(target);
            Files.move(target, doomed);
            delete(doomed);
        }
    }

    /** Removes what killed runs have left. */
    private static void sweep(Path target) throws IOException {
        if (Files.isDirectory(target.getParent())) {
            String stem = ".%s.".formatted(target.getFileName());
            try (DirectoryStream<Path> parts = Files.newDirectoryStream(target.getParent(), file -> {
                String name = file.getFileName().toString();
                return Files.isDirectory(file) && name.startsWith(stem) && name.endsWith(".part");
            })) {
                for (Path part : parts) {
                    delete(part);
                }
            }
        }
    }

    private static void delete(Path part) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part, "{frame-*.png," + NOTE + "}")) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        try {
            Files.deleteIfExists(part);
        } catch (DirectoryNotEmptyException _) {
            // An ffmpeg that has lost its master has just written another frame; the next sweep finds it.
        }
    }
}
