package reverie.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reverie.cli.dream.Photo;
import reverie.cli.picture.ExamplePhoto;

/** What to dream on. */
public final class PhotoOptions {

    @Parameters(
            paramLabel = "PHOTO",
            arity = "0..1",
            description = "The photo: JPEG, PNG, WebP, GIF, BMP or TIFF. Without one, Reverie's own winter scene.")
    private Path photo;

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            description = "Scale the photo down until its longer side has this many pixels.")
    private Integer size;

    /** What results are named after. */
    public Path name() {
        return photo == null ? ExamplePhoto.NAME : photo;
    }

    /**
     * Reads the photo for work that takes many dreams.
     *
     * @param usual what it is scaled down to where nobody says how large it may be: pixels of its longer side
     */
    public Photo readAtMost(int usual) throws IOException {
        return Photo.read(Optional.ofNullable(photo), OptionalInt.of(size == null ? usual : size));
    }

    /** Reads the photo. */
    public Photo read() throws IOException {
        return Photo.read(Optional.ofNullable(photo), size == null ? OptionalInt.empty() : OptionalInt.of(size));
    }
}
