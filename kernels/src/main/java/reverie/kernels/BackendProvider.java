package reverie.kernels;

import java.util.List;

/**
 * Knows whether a backend can run here, and opens it. Where libraries can be spared, asking does not load them; which
 * devices there are, only their drivers know, so that OpenCL must be loaded to be asked, and is asked only where somebody
 * wants to know.
 */
public interface BackendProvider {

    /** The name by which the backend is asked for. */
    String name();

    /** Whether the backend can run here, and why not. */
    Availability check();

    /**
     * The devices among which {@link BackendSettings#device} chooses, in the order of their numbers. Empty where there is
     * no choice, or where {@link #check} says that the backend cannot run.
     */
    default List<Device> devices() {
        return List.of();
    }

    /**
     * Opens the backend.
     *
     * @throws BackendUnavailableException if {@link #check} says that it cannot run
     */
    Backend open(BackendSettings settings);

    /**
     * Begins what makes a backend slow at first, where there is such a thing, on a thread of its own, and returns at once.
     * Whoever is about to compute much does well to say so before he reads his files; saying it twice does nothing.
     */
    default void rehearse() {}

    /** The answer to {@link #check}. */
    sealed interface Availability {

        /** It can run; {@code detail} says on what. */
        record Usable(String detail) implements Availability {}

        /** It cannot, and why. */
        record Unusable(String reason) implements Availability {}
    }
}
