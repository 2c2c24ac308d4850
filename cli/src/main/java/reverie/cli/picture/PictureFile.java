package reverie.cli.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a picture file, or one sentence about why there are none. */
final class PictureFile {

    /** More than any photo has; protects from a film or a device file given by mistake. */
    private static final int MOST_BYTES = 1 << 30;

    private PictureFile() {}

    /** All bytes of a file; never empty. */
    static byte[] read(Path file) throws PictureException {
        if (Files.isDirectory(file)) {
            throw new PictureException(file, "is a folder, wanted a picture", "name one file in it");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            if (Files.size(file) > MOST_BYTES) {
                throw tooLarge(file);
            }
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (PictureException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new PictureException(file, "no such file", "check its name and folder", e);
        } catch (AccessDeniedException e) {
            throw new PictureException(file, "may not be read", "check its permissions", e);
        } catch (IOException e) {
            throw new PictureException(file, "cannot be read (%s)".formatted(e.getMessage()), "check the disk", e);
        } catch (OutOfMemoryError e) {
            throw new PictureException(file, "does not fit into memory", "give Java more with -Xmx", e);
        }
        if (bytes.length > MOST_BYTES) {
            throw tooLarge(file);
        }
        if (bytes.length == 0) {
            throw new PictureException(file, "is empty, wanted a picture", "copy or download it again");
        }
        return bytes;
    }

    private static PictureException tooLarge(Path file) {
        return new PictureException(
                file, "is larger than %d MiB".formatted(MOST_BYTES >> 20), "is it a picture? Then scale it down first");
    }
}
