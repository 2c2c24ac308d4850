package reverie.weights.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import reverie.weights.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The beginning of a file, {@code NAME.part}, and beside it what must be known to go on: {@code NAME.part.json}. A process
 * that dies at any moment leaves both so that they fit each other, or so that the download begins anew.
 */
final class PartialDownload {

    private final Path part;
    private final Path origin;

    PartialDownload(Path folder, String name) {
        this.part = folder.resolve(name + ".part");
        this.origin = folder.resolve(name + ".part.json");
    }

    /**
     * Where the part comes from.
     *
     * @param address that was asked for it, before redirections
     * @param validator tells whether the file there is still the same: a strong ETag, or a Last-Modified
     * @param size of the whole file
     */
    record Origin(String address, String validator, long size) {}

    Path path() {
        return part;
    }

    /** How many bytes are here. */
    long size() {
        try {
            return Files.size(part);
        } catch (IOException _) {
            return 0;
        }
    }

    /** Where it comes from, if it can be gone on with. */
    Optional<Origin> origin() throws IOException {
        if (size() == 0) {
            return Optional.empty();
        }
        try {
            Origin known = JsonMapper.shared().readValue(Files.readAllBytes(origin), Origin.class);
            boolean whole = known.address() != null && known.validator() != null && known.size() >= size();
            return whole ? Optional.of(known) : Optional.empty();
        } catch (NoSuchFileException | JacksonException _) {
            return Optional.empty();
        }
    }

    /** Whether it can be gone on with at this address. */
    boolean isFrom(URI address) throws IOException {
        return origin().filter(known -> known.address().equals(address.toString()))
                .isPresent();
    }

    /** Begins anew. Without an origin it cannot be gone on with later. */
    void restart(Optional<Origin> from) throws IOException {
        // In this order: there is never an origin beside bytes that come from elsewhere.
        discard();
        if (from.isPresent()) {
            String json = JsonMapper.shared().writeValueAsString(from.get());
            AtomicFile.write(origin, true, out -> out.write(json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Opens the part, to write what follows. */
    FileChannel append() throws IOException {
        return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void write(FileChannel channel, List<ByteBuffer> bytes) throws IOException {
        try {
            for (ByteBuffer buffer : bytes) {
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            var named = new FileSystemException(part.toString(), null, "cannot be written: " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    /** Gives the whole file its name. */
    void becomes(Path file) throws IOException {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(origin);
    }

    void discard() throws IOException {
        Files.deleteIfExists(part);
        Files.deleteIfExists(origin);
    }
}
