package reverie.weights.fetch;

import java.io.IOException;

/** A model could not be fetched. The message is one sentence for the user. */
public class FetchException extends IOException {

    private static final long serialVersionUID = 1L;

    public FetchException(String message) {
        super(message);
    }

    public FetchException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The connection ended, or fell silent, on the way: it may be worth going on from where it ended. */
    static final class Broken extends FetchException {

        private static final long serialVersionUID = 1L;

        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The user wanted to stop. */
    static final class Stopped extends FetchException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped");
        }
    }
}
