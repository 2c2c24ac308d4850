package reverie.weights.fetch;

import java.util.Locale;

/** Sizes as people read them. */
public final class Bytes {

    private static final double MEGABYTE = 1e6;

    private Bytes() {}

    /** For example {@code 53.5 MB}; below a tenth of a megabyte in bytes. */
    public static String text(long bytes) {
        return bytes < MEGABYTE / 10 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
