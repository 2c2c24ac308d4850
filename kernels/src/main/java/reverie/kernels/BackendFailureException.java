package reverie.kernels;

/** A backend broke down while it was at work: its device is gone, or its driver refused. Nothing can be read from it. */
public class BackendFailureException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackendFailureException(String message) {
        super(message);
    }
}
