package reverie.weights.fetch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import reverie.weights.fetch.PartialDownload.Origin;

/**
 * Brings one file into a part. Where the part has a beginning from the same address, only the rest is asked for, under the
 * condition ({@code If-Range}) that the file there is still the same.
 */
final class Download {

    /** How often a connection may break before an address is given up; each time something must have come. */
    private static final int ATTEMPTS = 5;

    /** The longest file that a Caffe model can be. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;

    private final HttpClient client;
    private final PartialDownload part;
    private final OptionalLong size;
    private final Patience patience;
    private final FetchListener listener;

    /** @param size that the file must have, in bytes, if it is known */
    Download(HttpClient client, PartialDownload part, OptionalLong size, Patience patience, FetchListener listener) {
        this.client = client;
        this.part = part;
        this.size = size;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Completes the part.
     *
     * @throws FetchException if this address does not give the file; what has come is kept if it can be gone on with
     * @throws IOException if the part cannot be written
     */
    void from(URI address) throws IOException {
        for (int attempt = 1; ; attempt++) {
            long before = part.size();
            try {
                attempt(address);
                return;
            } catch (FetchException.Broken e) {
                if (attempt == ATTEMPTS || part.size() <= before || !part.isFrom(address)) {
                    throw e;
                }
                listener.failed(address, e.getMessage());
            }
        }
    }

    private void attempt(URI address) throws IOException {
        Optional<Origin> origin = part.isFrom(address) ? part.origin() : Optional.empty();
        long start = origin.isPresent() ? part.size() : 0;
        if (origin.isPresent() && start == origin.get().size()) {
            return; // an earlier process ended before it could look at what it had
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("User-Agent", "reverie");
        origin.ifPresent(
                known -> request.header("Range", "bytes=%d-".formatted(start)).header("If-Range", known.validator()));
        listener.asking(address);
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer = ask(request.build());
        try (BodyReader body = new BodyReader()) {
            answer.body().subscribe(body);
            int status = answer.statusCode();
            if (status == 200) {
                OptionalLong length = length(address, answer.headers());
                part.restart(origin(address, length, answer.headers()));
                receive(address, body, 0, length);
                return;
            }
            if (origin.isPresent() && status == 206 && goesOn(answer.headers(), start, origin.get())) {
                receive(address, body, start, OptionalLong.of(origin.get().size()));
                return;
            }
            if (origin.isEmpty() || (status != 206 && status != 416)) {
                throw refusal(address, answer);
            }
        }
        // It has not what we asked for after all; without an origin, this cannot happen again.
        part.discard();
        attempt(address);
    }

    private HttpResponse<Flow.Publisher<List<ByteBuffer>>> ask(HttpRequest request) throws IOException {
        var answer = client.sendAsync(request, BodyHandlers.ofPublisher());
        try {
            return patience.await(slice -> poll(answer, slice.toMillis()));
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw new FetchException("%s: %s".formatted(request.uri(), reason(e)), e);
        } finally {
            answer.cancel(true); // if it has not come yet
        }
    }

    private static <T> T poll(CompletableFuture<T> future, long millis) throws IOException, InterruptedException {
        try {
            return future.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return null;
        } catch (ExecutionException e) {
            throw Patience.asIo(e.getCause());
        }
    }

    /** The client often leaves it to the exception's class to say what happened. */
    private static String reason(IOException e) {
        boolean unknown = Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
                .anyMatch(UnresolvedAddressException.class::isInstance);
        return switch (e) {
            case ConnectException _ when unknown -> "the host is not known; is there a connection to the network?";
            case HttpConnectTimeoutException _ -> "the host does not answer";
            case ConnectException _ -> "the host cannot be reached, or refuses the connection";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    private static FetchException refusal(URI address, HttpResponse<?> answer) {
        int status = answer.statusCode();
        String meaning = switch (status) {
            case 401, 403 -> " (not allowed)";
            case 404, 410 -> " (no such file)";
            default ->
                answer.headers()
                        .firstValue("Location")
                        .map(" (a redirection to %s, which is not followed)"::formatted)
                        .orElse("");
        };
        return new FetchException("%s: the server answers %d%s".formatted(address, status, meaning));
    }

    /** How long the whole file is, as the server says or else as it should be. */
    private OptionalLong length(URI address, HttpHeaders headers) throws FetchException {
        OptionalLong announced = headers.firstValueAsLong("Content-Length");
        if (announced.isPresent() && size.isPresent() && announced.getAsLong() != size.getAsLong()) {
            throw new FetchException("%s: the server has a file of %,d bytes there, not the one of %,d that is wanted"
                    .formatted(address, announced.getAsLong(), size.getAsLong()));
        }
        if (announced.isPresent() && announced.getAsLong() > MAX_BYTES) {
            throw new FetchException(
                    "%s: a file of %s is no Caffe model".formatted(address, Bytes.text(announced.getAsLong())));
        }
        return announced.isPresent() ? announced : size;
    }

    /** What must be known to go on later, if the server tells it. */
    private static Optional<Origin> origin(URI address, OptionalLong length, HttpHeaders headers) {
        Optional<String> validator = headers.firstValue("ETag")
                .filter(tag -> tag.startsWith("\"")) // a weak one may stand for other bytes
                .or(() -> headers.firstValue("Last-Modified"));
        return length.isPresent()
                ? validator.map(known -> new Origin(address.toString(), known, length.getAsLong()))
                : Optional.empty();
    }

    private static boolean goesOn(HttpHeaders headers, long start, Origin origin) {
        String wanted = "bytes %d-%d/%d".formatted(start, origin.size() - 1, origin.size());
        return headers.firstValue("Content-Range").orElse("").equals(wanted);
    }

    private void receive(URI address, BodyReader body, long start, OptionalLong length) throws IOException {
        listener.answered(start, length);
        long limit = length.orElse(MAX_BYTES);
        long bytes = start;
        try (FileChannel channel = part.append()) {
            for (var piece = next(address, body, bytes); piece.isPresent(); piece = next(address, body, bytes)) {
                bytes += piece.get().stream().mapToLong(ByteBuffer::remaining).sum();
                if (bytes > limit) {
                    part.discard();
                    throw new FetchException("%s: the server sends more than the %,d bytes that the file should have"
                            .formatted(address, limit));
                }
                part.write(channel, piece.get());
                listener.received(bytes);
            }
        }
        if (length.isPresent() && bytes < length.getAsLong()) {
            throw broken(address, bytes, "the server ended it", null);
        }
    }

    private Optional<List<ByteBuffer>> next(URI address, BodyReader body, long bytes) throws IOException {
        try {
            return body.next(patience);
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw broken(address, bytes, reason(e), e);
        }
    }

    private static FetchException.Broken broken(URI address, long bytes, String reason, IOException cause) {
        return new FetchException.Broken(
                "%s: the connection broke off after %s: %s".formatted(address, Bytes.text(bytes), reason), cause);
    }
}
