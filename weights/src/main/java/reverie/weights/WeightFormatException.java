package reverie.weights;

import java.io.IOException;

/**
 * A file is not what it should be. The message is one sentence for the user: which file, what was wanted, what was found,
 * and where there is one, the cure.
 */
public final class WeightFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    public WeightFormatException(String message) {
        super(message);
    }

    public WeightFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
