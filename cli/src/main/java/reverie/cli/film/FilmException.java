package reverie.cli.film;

import java.io.IOException;
import java.io.Serial;

/** A film or a folder of frames that cannot be read or written. The message is one line, with the cure. */
public final class FilmException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    public FilmException(String message) {
        super(message);
    }

    FilmException(String message, Throwable cause) {
        super(message, cause);
    }
}
