package reverie.kernels;

/** Knows whether a backend can run here, and opens it. Asking must not load the backend's own libraries. */
public interface BackendProvider {

    /** The name by which the backend is asked for. */
    String name();

    /** Whether the backend can run here, and why not. */
    Availability check();

    /**
     * Opens the backend.
     *
     * @throws BackendUnavailableException if {@link #check} says that it cannot run
     */
    Backend open(BackendSettings settings);

    /** The answer to {@link #check}. */
    sealed interface Availability {

        /** It can run; {@code detail} says on what. */
        record Usable(String detail) implements Availability {}

        /** It cannot, and why. */
        record Unusable(String reason) implements Availability {}
    }
}
