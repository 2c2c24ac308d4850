package reverie.weights.fetch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Takes the body of an answer piece by piece, and notices when none comes. The client's own streams wait for ever, and its
 * timeout ends with the headers.
 */
final class BodyReader implements Flow.Subscriber<List<ByteBuffer>>, AutoCloseable {

    private sealed interface Signal {}

    private record Piece(List<ByteBuffer> bytes) implements Signal {}

    private record End() implements Signal {}

    private record Failure(Throwable cause) implements Signal {}

    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private volatile Flow.Subscription subscription; // set before the first signal

    /**
     * The next piece; none at the end.
     *
     * @throws FetchException.Stopped if the user wants to stop
     * @throws IOException if the connection broke, or nothing came for so long
     */
    Optional<List<ByteBuffer>> next(Patience patience) throws IOException {
        Signal signal = patience.await(slice -> signals.poll(slice.toMillis(), TimeUnit.MILLISECONDS));
        return switch (signal) {
            case Piece piece -> {
                // One piece at a time, so that a disk that is slower than the network does not fill the memory.
                subscription.request(1);
                yield Optional.of(piece.bytes());
            }
            case End _ -> Optional.empty();
            case Failure failure -> throw Patience.asIo(failure.cause());
        };
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
        signals.add(new Piece(bytes));
    }

    @Override
    public void onError(Throwable cause) {
        signals.add(new Failure(cause));
    }

    @Override
    public void onComplete() {
        signals.add(new End());
    }

    /** Lets the rest of the body go. */
    @Override
    public void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
