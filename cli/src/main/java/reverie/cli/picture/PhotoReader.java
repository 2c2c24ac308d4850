package reverie.cli.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import reverie.engine.image.Image;

/**
 * Reads photos as people have them: JPEG (also CMYK, progressive, grey), PNG (1 to 16 bits, palette, alpha), WebP, GIF,
 * BMP and TIFF; of an animation the first frame. The result is what a viewer would show, as exact as the file has it:
 * upright, in sRGB, on white where the picture is transparent; 8-bit sRGB values come out unchanged and 16-bit values
 * keep their fraction. Profiles of coloured pictures are applied; grey is taken as sRGB grey.
 */
public final class PhotoReader {

    private static final String CURE = "copy or download it again, or save it anew with a picture editor";

    private PhotoReader() {}

    /**
     * Whether a file's name ends as those of photos do. What is read goes by the content alone; this is for choosing among
     * the files of a folder.
     */
    public static boolean isNamedLikePhoto(Path file) {
        return Arrays.stream(PhotoKind.values()).anyMatch(kind -> kind.isNameOf(file));
    }

    /** Reads a photo at its own size, within the default limit of pixels. */
    public static Image read(Path file) throws PictureException {
        return read(file, ReadOptions.DEFAULT);
    }

    /**
     * Reads a photo.
     *
     * @throws PictureException where there is no picture: missing, damaged, cut short, of another kind, or too large
     */
    public static Image read(Path file, ReadOptions options) throws PictureException {
        return read(file, PictureFile.read(file), options);
    }

    /**
     * The bytes of a photo's file, to be read as a photo.
     *
     * @throws PictureException if there is no such file, or it cannot be read
     */
    public static byte[] bytes(Path file) throws PictureException {
        return PictureFile.read(file);
    }

    /** Reads a photo whose file is in memory already; its name is for messages. */
    public static Image read(Path file, byte[] bytes, ReadOptions options) throws PictureException {
        PhotoKind kind = PhotoKind.of(file, bytes);
        try {
            Image stored = decode(file, kind, bytes, options.pixelLimit());
            // Turning comes last: it is cheaper on the smaller picture, and the longest side is the longest either way.
            Image sized = options.longestSide().isPresent()
                    ? Resampling.shrinkToLongestSide(
                            stored, options.longestSide().getAsInt())
                    : stored;
            return Orientation.of(bytes).apply(sized);
        } catch (OutOfMemoryError e) {
            throw tooLargeForMemory(file, e);
        }
    }

    private static PictureException tooLargeForMemory(Path file, Throwable cause) {
        return new PictureException(
                file,
                "is too large for the %d MiB of memory that Java may use"
                        .formatted(Runtime.getRuntime().maxMemory() >> 20),
                "scale it down first, or give Java more with -Xmx",
                cause);
    }

    /** Decoders wrap whatever meets them. */
    private static boolean isOutOfMemory(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    private static Image decode(Path file, PhotoKind kind, byte[] bytes, long pixelLimit) throws PictureException {
        try {
            return new PhotoDecoder(file, kind, bytes, pixelLimit).decode();
        } catch (PictureException e) {
            throw e;
        } catch (EOFException e) {
            throw new PictureException(
                    file, "this %s ends too soon, after %d bytes".formatted(kind.title(), bytes.length), CURE, e);
        } catch (IOException e) {
            if (isOutOfMemory(e)) {
                throw tooLargeForMemory(file, e);
            }
            throw new PictureException(
                    file, "this %s is damaged or of a rare kind (%s)".formatted(kind.title(), reason(e)), CURE, e);
        } catch (RuntimeException e) { // garbage leads decoders to bad indices, bad casts and whatever else
            throw new PictureException(
                    file,
                    "this %s is damaged (its decoder gave up with %s)"
                            .formatted(kind.title(), e.getClass().getSimpleName()),
                    CURE,
                    e);
        }
    }

    /** What a decoder says, on one line: some quote the bytes they stumbled over. */
    private static String reason(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().replaceAll("\\p{Cntrl}", "?");
    }
}
