package reverie.cli.film;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import reverie.cli.picture.PhotoReader;

/** A folder whose pictures are the frames of a film. */
public final class FrameFolder {

    private FrameFolder() {}

    /**
     * The pictures of a folder in the order in which people count: {@code 2.png} before {@code 10.png}. Pictures are known
     * by their endings; hidden files, folders and everything else are passed over.
     *
     * @throws FilmException if there is no such folder, or no picture in it
     */
    public static List<Path> frames(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            throw new FilmException("%s does not exist; name a folder of frames".formatted(folder));
        }
        List<Path> frames;
        try (Stream<Path> files = Files.list(folder)) {
            frames = files.filter(FrameFolder::isFrame)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString(), new NaturalOrder()))
                    .toList();
        } catch (NotDirectoryException e) {
            throw new FilmException("%s is not a folder; name a folder of frames".formatted(folder), e);
        } catch (UncheckedIOException | DirectoryIteratorException e) {
            throw new FilmException(
                    "%s cannot be read (%s)".formatted(folder, e.getCause().getMessage()), e);
        }
        if (frames.isEmpty()) {
            throw new FilmException(
                    "%s holds no frames; pictures end in .png, .jpg, .webp, .gif, .bmp or .tiff".formatted(folder));
        }
        return frames;
    }

    private static boolean isFrame(Path file) {
        return !file.getFileName().toString().startsWith(".")
                && PhotoReader.isNamedLikePhoto(file)
                && Files.isRegularFile(file);
    }
}
