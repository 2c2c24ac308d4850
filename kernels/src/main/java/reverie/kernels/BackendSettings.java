package reverie.kernels;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a backend is to work.
 *
 * @param threads how many threads it may use, at least 1; never changes a result
 * @param exact whether convolutions are summed tap by tap, as they are defined. Otherwise a backend may use algorithms that
 *     multiply less and round a little more, see docs/numerics.md
 * @param device which device it shall run on, by number or by a part of its name, if it has a choice
 * @param cache the folder in which it may keep what it would otherwise have to make again, if there is one
 */
public record BackendSettings(int threads, boolean exact, Optional<String> device, Optional<Path> cache) {

    public BackendSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /** On whatever device, with nothing kept. */
    public BackendSettings(int threads, boolean exact) {
        this(threads, exact, Optional.empty(), Optional.empty());
    }

    /** The same on another number of threads. */
    public BackendSettings withThreads(int other) {
        return new BackendSettings(other, exact, device, cache);
    }

    /** As fast as can be on that many threads. */
    public static BackendSettings threads(int threads) {
        return new BackendSettings(threads, false);
    }
}
