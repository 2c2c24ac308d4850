package reverie.kernels.opencl;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Keeps built programs in a folder, one file each, so that a driver need not compile them at every start. A binary is code
 * that a driver will run, so it is believed only from a folder and a file that nobody but this user can write, and only if
 * it is whole: a file begins with the SHA-256 of the rest. Whatever is wrong with it, there is always the source; no fault of
 * a cache is a fault of the program.
 */
final class ProgramCache {

    /** Changes with the form of the files. */
    private static final String FORM = "reverie program 1";

    /** No program of ours is near it. */
    private static final long LONGEST = 1 << 26;

    private static final int DIGEST_LENGTH = 32;

    private final Optional<Path> folder;

    /** @param folder made if it is not there; without one nothing is kept */
    ProgramCache(Optional<Path> folder) {
        this.folder = folder.filter(ProgramCache::prepare);
    }

    /** What a program was built from, for what and by what: a file's name. */
    record Key(String name) {}

    Key key(OpenClDevice device, String source, String options) {
        List<String> parts = List.of(FORM, device.platform(), device.name(), device.driver(), options, source);
        MessageDigest digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8)); // "ab","c" is not "a","bc"
            digest.update(bytes);
        }
        return new Key(HexFormat.of().formatHex(digest.digest()));
    }

    /** The program, if it is there, whole, and this user's. */
    Optional<byte[]> find(Key key) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        Path file = folder.get().resolve(key.name());
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    || Files.size(file) > LONGEST
                    || !isOursAlone(file)) {
                return Optional.empty();
            }
            var in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
            byte[] expected = in.readNBytes(DIGEST_LENGTH);
            byte[] binary = in.readAllBytes();
            return Arrays.equals(expected, sha256().digest(binary)) ? Optional.of(binary) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Keeps a program, if that can be done.
     *
     * @param binary asked for only if there is a folder
     */
    void store(Key key, Supplier<byte[]> binary) {
        if (folder.isEmpty()) {
            return;
        }
        byte[] bytes = binary.get();
        try {
            Path part = Files.createTempFile(folder.get(), key.name(), ".part");
            try {
                try (var out = Files.newOutputStream(part)) {
                    out.write(sha256().digest(bytes));
                    out.write(bytes);
                }
                Files.move(
                        part,
                        folder.get().resolve(key.name()),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            // The next start compiles again.
        }
    }

    private static boolean prepare(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                if (isPosix(folder)) {
                    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                }
            }
            return isOursAlone(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether nobody else can have written it. Where files have no owner to ask for, the user's home must do. */
    private static boolean isOursAlone(Path path) throws IOException {
        if (!isPosix(path)) {
            return true;
        }
        var attributes = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String user = System.getProperty("user.name");
        return attributes.owner().getName().equals(user)
                && !attributes.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
