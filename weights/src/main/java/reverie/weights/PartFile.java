package reverie.weights;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden file beside its target that is written first: {@code .name.PID.part}. Its name says which process writes it, so
 * that what a killed process left behind can be told from what another one is writing now.
 */
final class PartFile implements AutoCloseable {

    /** Parts of this very process: in a container every process may have the same id. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    /** File systems allow 255 bytes; this leaves room for what is added. */
    private static final int MAX_NAME_BYTES = 200;

    private final Path path;

    private PartFile(Path path) {
        this.path = path;
    }

    /**
     * Creates the part, empty, with the permissions that new files have here.
     *
     * @param target the file that it will become; absolute
     */
    static PartFile create(Path target) throws IOException {
        String stem = stem(target) + ProcessHandle.current().pid();
        for (int copy = 1; ; copy++) {
            Path path = target.resolveSibling(stem + (copy == 1 ? "" : "." + copy) + ".part");
            if (OPEN.add(path)) {
                try {
                    Files.createFile(path);
                    return new PartFile(path);
                } catch (AccessDeniedException e) {
                    OPEN.remove(path);
                    AccessDeniedException clear = new AccessDeniedException(
                            target.toString(), null, "no file can be created in its folder: permission denied");
                    clear.initCause(e);
                    throw clear;
                } catch (FileSystemException e) {
                    OPEN.remove(path);
                    String reason = e.getReason() == null ? "" : ": " + e.getReason();
                    FileSystemException clear = new FileSystemException(
                            target.toString(), null, "no file can be created in its folder" + reason);
                    clear.initCause(e);
                    throw clear;
                } catch (IOException e) {
                    OPEN.remove(path);
                    throw e;
                }
            }
        }
    }

    /** Deletes the parts of this target whose writers are dead. */
    static void sweep(Path target) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(stem(target)) + "(\\d{1,18})(\\.\\d+)?\\.part");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                target.getParent(),
                file -> isStale(file, name.matcher(file.getFileName().toString())))) {
            for (Path stale : files) {
                Files.deleteIfExists(stale);
            }
        }
    }

    private static boolean isStale(Path file, Matcher name) {
        if (!name.matches()) {
            return false;
        }
        long pid = Long.parseLong(name.group(1));
        if (pid == ProcessHandle.current().pid()) {
            return !OPEN.contains(file);
        }
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
    }

    private static String stem(Path target) {
        String name = target.getFileName().toString();
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            name = Integer.toHexString(name.hashCode());
        }
        return "." + name + ".";
    }

    Path path() {
        return path;
    }

    /** Removes the part if it is still there. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            OPEN.remove(path);
        }
    }
}
