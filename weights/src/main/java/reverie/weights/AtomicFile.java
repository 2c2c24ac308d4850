package reverie.weights;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes files that are either whole or not there. The content goes to a hidden name in the same folder and is renamed when
 * it has reached the disk, so that a crash, a full disk or Ctrl-C never leaves half a file under the name that was asked for.
 *
 * <p>Devices and pipes cannot be renamed over and are written to as they are.
 */
public final class AtomicFile {

    /** As many symbolic links as Linux follows before it takes them for a circle. */
    private static final int MAX_LINKS = 40;

    private static final int BUFFER_BYTES = 1 << 16;

    private AtomicFile() {}

    /** Produces the content of a file. */
    @FunctionalInterface
    public interface Body {

        void writeTo(OutputStream out) throws IOException;
    }

    /** Lets somebody else, such as another program, write a file that has a name. */
    @FunctionalInterface
    public interface NamedBody {

        /**
         * Writes the content.
         *
         * @param part an empty file that is to be overwritten
         */
        void writeTo(Path part) throws IOException;
    }

    /**
     * Writes a file as a whole.
     *
     * @param target where to; a symbolic link stays, and what it points to is written
     * @param overwrite whether a file that is there already may be replaced
     * @throws FileAlreadyExistsException if it is there and may not be replaced, be it that it appeared meanwhile
     * @throws IOException if it cannot be written, or whatever the body throws; the target is then untouched
     */
    public static void write(Path target, boolean overwrite, Body body) throws IOException {
        Path file = follow(target);
        if (isStream(file)) {
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                writeBody(body, file, out);
            }
            return;
        }
        replace(file, overwrite, part -> {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                writeBody(body, file, out);
                channel.force(true);
            }
        });
    }

    /**
     * The same for a file that cannot be written through a stream of ours.
     *
     * @throws FileSystemException also if the target is a device or pipe
     */
    public static void writeByName(Path target, boolean overwrite, NamedBody body) throws IOException {
        Path file = follow(target);
        if (isStream(file)) {
            throw new FileSystemException(file.toString(), null, "is a device or pipe; this needs a file");
        }
        replace(file, overwrite, part -> {
            body.writeTo(part);
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        });
    }

    private static void replace(Path file, boolean overwrite, NamedBody body) throws IOException {
        requirePlace(file, overwrite);
        PartFile.sweep(file);
        try (PartFile part = PartFile.create(file)) {
            body.writeTo(part.path());
            publish(part.path(), file, overwrite);
        }
    }

    /** Deletes what was left beside a file by processes that were killed while they wrote it. */
    public static void sweep(Path target) throws IOException {
        PartFile.sweep(follow(target));
    }

    /**
     * Finds out, before the work is done whose result it shall hold, whether a file can be written: a folder that is missing
     * or closed to us, a file system that takes no files, a name that is too long.
     *
     * @throws IOException as {@link #write} would
     */
    public static void requireWritable(Path target, boolean overwrite) throws IOException {
        Path file = follow(target);
        if (!isStream(file)) {
            requirePlace(file, overwrite);
            PartFile.create(file).close();
        } else if (!Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString(), null, "permission denied");
        }
    }

    /** The file that a chain of symbolic links ends at, whether it exists or not. */
    private static Path follow(Path target) throws IOException {
        Path file = target.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(file) && !isSystem(file); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(target.toString(), null, "symbolic links go round in a circle");
            }
            file = file.resolveSibling(Files.readSymbolicLink(file)).normalize();
        }
        return file;
    }

    private static boolean isStream(Path file) {
        return isSystem(file) || (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file));
    }

    /** {@code /dev/stdout} and its like may lead to a regular file, and still must not be renamed over. */
    private static boolean isSystem(Path file) {
        boolean below = (file.startsWith("/dev") && !file.startsWith("/dev/shm")) || file.startsWith("/proc");
        return below && Files.exists(file) && !Files.isDirectory(file);
    }

    private static void requirePlace(Path file, boolean overwrite) throws IOException {
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new FileSystemException(file.toString(), null, "is a folder, not a file");
        }
        if (!Files.exists(folder)) {
            throw new NoSuchFileException(file.toString(), null, "its folder does not exist");
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (!overwrite && Files.exists(file)) {
            throw alreadyThere(file);
        }
        try {
            Files.readAttributes(file, BasicFileAttributes.class); // complains of a name that is too long
        } catch (NoSuchFileException _) {
            // As it should be.
        }
    }

    private static FileAlreadyExistsException alreadyThere(Path file) {
        return new FileAlreadyExistsException(file.toString(), null, "is already there and is not overwritten");
    }

    private static void writeBody(Body body, Path file, OutputStream out) throws IOException {
        // A body may close what it is given; the file must stay open until it has been forced to the disk.
        OutputStream kept = new BufferedOutputStream(new NamingStream(out, file), BUFFER_BYTES) {
            @Override
            public void close() throws IOException {
                flush();
            }
        };
        body.writeTo(kept);
        kept.flush();
    }

    /** Says which file it is that the system has no room for. */
    private static final class NamingStream extends OutputStream {

        private final OutputStream out;
        private final Path file;

        NamingStream(OutputStream out, Path file) {
            this.out = out;
            this.file = file;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                var named = new FileSystemException(file.toString(), null, "cannot be written: " + e.getMessage());
                named.initCause(e);
                throw named;
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }

    private static void publish(Path part, Path file, boolean overwrite) throws IOException {
        if (overwrite) {
            keepPermissions(file, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        // A rename would silently replace a file that appeared meanwhile; a link to a name that is taken fails.
        try {
            Files.createLink(file, part);
        } catch (FileAlreadyExistsException _) {
            throw alreadyThere(file);
        } catch (UnsupportedOperationException | IOException _) {
            try {
                Files.move(part, file);
            } catch (FileAlreadyExistsException _) {
                throw alreadyThere(file);
            }
        }
    }

    /** A file that only its owner may read stays so when it is replaced. */
    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView there = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        PosixFileAttributeView here = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (there != null && here != null && Files.exists(from)) {
            here.setPermissions(there.readAttributes().permissions());
        }
    }
}
