package reverie.weights.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * How long to wait for the next sign of life.
 *
 * @param limit without one for so long, whatever is waited for has failed
 * @param stop whether the user wants to stop; asked several times a second
 */
record Patience(Duration limit, BooleanSupplier stop) {

    private static final Duration SLICE = Duration.ofMillis(50);

    /** Something that may come. */
    @FunctionalInterface
    interface Source<T> {

        /** Waits for so long at most; null if it has not come. */
        T poll(Duration slice) throws IOException, InterruptedException;
    }

    /** @throws HttpTimeoutException if it did not come in time */
    <T> T await(Source<T> source) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            if (stop.getAsBoolean()) {
                throw new FetchException.Stopped();
            }
            try {
                T result = source.poll(SLICE);
                if (result != null) {
                    return result;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw asIo(e);
            }
        }
        throw new HttpTimeoutException(String.format(Locale.ROOT, "nothing came for %s s", limit.toMillis() / 1e3)
                .replace(".0 s", " s"));
    }

    /** What the client's threads threw, for ours. */
    static IOException asIo(Throwable cause) {
        if (cause instanceof InterruptedException) {
            var interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(cause);
            return interrupted;
        }
        return cause instanceof IOException io ? io : new IOException(cause);
    }
}
