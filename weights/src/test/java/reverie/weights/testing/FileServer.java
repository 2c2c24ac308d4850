package reverie.weights.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves one file on this machine, at every path, as well or as badly as a test wants. Its defaults are those of a good
 * server: it announces the length, has an ETag, and heeds {@code Range} with {@code If-Range}.
 */
public final class FileServer implements AutoCloseable {

    private static final int PIECE_BYTES = 4096;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile byte[] content;
    private volatile String entityTag = "\"one\"";
    private volatile String lastModified;
    private volatile int status = 200;
    private volatile String location;
    private volatile boolean heedsRange = true;
    private volatile boolean announcesLength = true;
    private volatile int cutAfter = Integer.MAX_VALUE;
    private volatile Duration pause = Duration.ZERO;
    private volatile int silentAfter = Integer.MAX_VALUE;

    /** What was asked; range is null if all was wanted. */
    public record Request(String path, String range, String ifRange) {}

    private FileServer(HttpServer server, byte[] content) {
        this.server = server;
        this.content = content;
    }

    /** Starts a server for these bytes. */
    public static FileServer of(byte[] content) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FileServer files = new FileServer(http, content);
        http.createContext("/", files::serve);
        http.setExecutor(files.threads);
        http.start();
        return files;
    }

    public URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/" + path);
    }

    /** Everything that it has been asked so far. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public FileServer content(byte[] bytes) {
        content = bytes;
        return this;
    }

    /** The ETag and the date; null for none. */
    public FileServer validators(String tag, String date) {
        entityTag = tag;
        lastModified = date;
        return this;
    }

    /** Answers so, whatever is asked. */
    public FileServer status(int code) {
        status = code;
        return this;
    }

    /** Sends all who ask for another path to this one. */
    public FileServer redirectTo(String address) {
        location = address;
        return this;
    }

    public FileServer ignoringRange() {
        heedsRange = false;
        return this;
    }

    /** Sends pieces of unknown number. */
    public FileServer withoutLength() {
        announcesLength = false;
        return this;
    }

    /** Drops the connection after so many bytes of a body. */
    public FileServer cutAfter(int bytes) {
        cutAfter = bytes;
        return this;
    }

    /** Sends nothing more after so many bytes of a body, and keeps the connection. */
    public FileServer silentAfter(int bytes) {
        silentAfter = bytes;
        return this;
    }

    /** Waits so long between two pieces of 4 KiB. */
    public FileServer pause(Duration between) {
        pause = between;
        return this;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        requests.add(new Request(exchange.getRequestURI().getPath().substring(1), range, condition));
        try (exchange) {
            if (location != null && !exchange.getRequestURI().getPath().endsWith("moved")) {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(302, -1);
            } else if (status != 200) {
                byte[] page = "<html>sorry</html>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, page.length);
                exchange.getResponseBody().write(page);
            } else {
                send(exchange, start(exchange, range, condition));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where to begin, by the conditions of the request; -1 if there is nothing there. */
    private int start(HttpExchange exchange, String range, String condition) {
        if (entityTag != null) {
            exchange.getResponseHeaders().set("ETag", entityTag);
        }
        if (lastModified != null) {
            exchange.getResponseHeaders().set("Last-Modified", lastModified);
        }
        boolean same = condition == null || condition.equals(entityTag) || condition.equals(lastModified);
        if (range == null || !heedsRange || !same) {
            return 0;
        }
        int start = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        return start < content.length ? start : -1;
    }

    private void send(HttpExchange exchange, int start) throws IOException, InterruptedException {
        if (start < 0) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (start > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(start, content.length - 1, content.length));
        }
        byte[] body = Arrays.copyOfRange(content, start, content.length);
        exchange.sendResponseHeaders(start > 0 ? 206 : 200, announcesLength ? body.length : 0);
        OutputStream out = exchange.getResponseBody();
        int end = Math.min(body.length, Math.min(cutAfter, silentAfter));
        for (int sent = 0; sent < end; sent += PIECE_BYTES) {
            out.write(body, sent, Math.min(PIECE_BYTES, end - sent));
            out.flush();
            Thread.sleep(pause);
        }
        if (end == silentAfter) {
            Thread.sleep(Duration.ofMinutes(5)); // ends with the server
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
