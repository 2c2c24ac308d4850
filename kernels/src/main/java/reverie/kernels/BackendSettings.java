package reverie.kernels;

/**
 * How a backend is to work.
 *
 * @param threads how many threads it may use, at least 1; never changes a result
 * @param exact whether convolutions are summed tap by tap, as they are defined. Otherwise a backend may use algorithms that
 *     multiply less and round a little more, see docs/numerics.md
 */
public record BackendSettings(int threads, boolean exact) {

    public BackendSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /** As fast as can be on that many threads. */
    public static BackendSettings threads(int threads) {
        return new BackendSettings(threads, false);
    }
}
