package reverie.cli.picture;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/** A picture file that cannot be read or written. The message is one sentence: which file, what is wrong, the cure. */
public final class PictureException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    PictureException(Path file, String problem, String cure) {
        this(file, problem, cure, null);
    }

    PictureException(Path file, String problem, String cure, Throwable cause) {
        super("%s: %s; %s".formatted(file, problem, cure), cause);
    }
}
