package reverie.engine.layer;

/** A layer cannot work on the inputs it would get. */
public final class LayerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LayerException(String message) {
        super(message);
    }
}
