package reverie.cli.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The project's own winter scene, for those who have no photo at hand. */
public final class ExamplePhoto {

    /** What it is called, and what dreams of it are named after. */
    public static final Path NAME = Path.of("winter.jpg");

    private ExamplePhoto() {}

    /** Its file. */
    public static byte[] bytes() {
        try (InputStream in = ExamplePhoto.class.getResourceAsStream(NAME.toString())) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
