package reverie.cli.dream;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.cli.picture.ExamplePhoto;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.ReadOptions;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;
import reverie.weights.Sha256;

/**
 * A photo, and which one it is.
 *
 * @param name of its file
 * @param sha256 of its file, in hexadecimal
 * @param image its pixels, perhaps scaled down
 */
public record Photo(Path name, String sha256, Image image) {

    /**
     * Reads a photo.
     *
     * @param file without one, Reverie's own winter scene is taken
     * @param longestSide to scale it down to
     */
    public static Photo read(Optional<Path> file, OptionalInt longestSide) throws IOException {
        if (longestSide.isPresent() && longestSide.getAsInt() < 1) {
            throw new UsageException("--size must be at least 1, not " + longestSide.getAsInt());
        }
        ReadOptions options = longestSide.isPresent()
                ? ReadOptions.DEFAULT.withLongestSide(longestSide.getAsInt())
                : ReadOptions.DEFAULT;
        if (file.isEmpty()) {
            return of(ExamplePhoto.NAME, ExamplePhoto.bytes(), options);
        }
        return of(file.get(), PhotoReader.bytes(file.get()), options); // a pipe can be read but once
    }

    private static Photo of(Path name, byte[] bytes, ReadOptions options) throws IOException {
        return new Photo(name, Sha256.of(MemorySegment.ofArray(bytes)), PhotoReader.read(name, bytes, options));
    }

    /** The same picture under another name. */
    Photo named(String other) {
        return new Photo(Path.of(other), sha256, image);
    }

    /** The SHA-256 of a picture's file, in hexadecimal. */
    static String sha256(Path file) throws IOException {
        return Sha256.of(MemorySegment.ofArray(PhotoReader.bytes(file)));
    }

    /** The name of the file without its folder. */
    public String fileName() {
        return name.getFileName().toString();
    }
}
