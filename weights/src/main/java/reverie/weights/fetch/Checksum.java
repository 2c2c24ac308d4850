package reverie.weights.fetch;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file's bytes come down to.
 *
 * @param hex lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** How it is computed. SHA-1 is there since authors published it; a file made to collide is not what we guard against. */
    public enum Algorithm {
        SHA1("SHA-1", 40),
        SHA256("SHA-256", 64);

        private final String title;
        private final int digits;

        Algorithm(String title, int digits) {
            this.title = title;
            this.digits = digits;
        }

        MessageDigest digest() {
            try {
                return MessageDigest.getInstance(title);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has " + title, e);
            }
        }

        @Override
        public String toString() {
            return title;
        }
    }

    /** @throws IllegalArgumentException if these are not as many hexadecimal digits as the algorithm gives */
    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != algorithm.digits || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException(
                    "a %s has %d hexadecimal digits, '%s' has not".formatted(algorithm, algorithm.digits, hex));
        }
    }

    /**
     * Reads {@code sha1:...} or {@code sha256:...}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Checksum parse(String text) {
        int colon = text.indexOf(':');
        for (Algorithm algorithm : Algorithm.values()) {
            if (colon > 0 && algorithm.name().equalsIgnoreCase(text.substring(0, colon))) {
                return new Checksum(algorithm, text.substring(colon + 1));
            }
        }
        throw new IllegalArgumentException("a checksum begins with sha1: or sha256:, not as '%s'".formatted(text));
    }

    /** That of a whole file. */
    static Checksum of(Algorithm algorithm, Path file) throws IOException {
        MessageDigest digest = algorithm.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    /** For example {@code SHA-1 405fc5...}. */
    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
