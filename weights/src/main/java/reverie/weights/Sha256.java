package reverie.weights;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in the form that model files and recipes hold it: 64 lower-case hexadecimal digits. */
public final class Sha256 {

    /** Memory segments show themselves as buffers of at most 2 GiB. */
    private static final long CHUNK_BYTES = 1L << 28;

    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The digest of bytes, in hexadecimal. */
    public static String of(MemorySegment bytes) {
        MessageDigest digest = digest();
        for (long start = 0; start < bytes.byteSize(); start += CHUNK_BYTES) {
            long length = Math.min(CHUNK_BYTES, bytes.byteSize() - start);
            digest.update(bytes.asSlice(start, length).asByteBuffer());
        }
        return hex(digest);
    }
}
