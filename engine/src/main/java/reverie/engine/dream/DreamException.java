package reverie.engine.dream;

/** A dream that cannot go on. */
public final class DreamException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DreamException(String message) {
        super(message);
    }
}
