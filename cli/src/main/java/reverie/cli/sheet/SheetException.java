package reverie.cli.sheet;

import java.io.IOException;
import java.io.Serial;

/** A contact sheet that cannot be drawn here. The message is one line, with the cure. */
public final class SheetException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    SheetException(String message, Throwable cause) {
        super(message, cause);
    }
}
