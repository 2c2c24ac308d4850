package reverie.cli.report;

import reverie.kernels.Backend;

/**
 * How much memory a dream may use.
 *
 * @param bytes as many
 * @param source who sets the limit
 */
public record MemoryLimit(long bytes, Source source) {

    /** Who sets a limit. */
    public enum Source {
        /** What Java may take. */
        JAVA,
        /** The user. */
        OPTION,
        /** The memory of the device that computes. */
        DEVICE
    }

    private static final long MEGABYTE = 1_000_000;

    /** What Java may take. */
    public static MemoryLimit ofJava() {
        return new MemoryLimit(Runtime.getRuntime().maxMemory(), Source.JAVA);
    }

    /** What was asked for, as far as there is so much: in Java's heap, or on a device with memory of its own. */
    public MemoryLimit on(Backend backend) {
        MemoryLimit there =
                backend.memory().isPresent() ? new MemoryLimit(backend.memory().getAsLong(), Source.DEVICE) : ofJava();
        return source == Source.OPTION && bytes < there.bytes ? this : there;
    }

    /** How to allow so much. */
    String more(long needed) {
        // A little more than is needed: some collectors keep a part of the heap empty, and do not count it.
        long mebibytes = Math.ceilDiv(needed + needed / 25, 10L << 20) * 10;
        return switch (source) {
            case OPTION -> "more memory with --max-memory %dM".formatted(mebibytes);
            case DEVICE -> "another --device, or --backend vector";
            case JAVA ->
                "more memory with REVERIE_JAVA_OPTIONS="
                        + (mebibytes > 4096
                                ? "-Xmx%dg".formatted(Math.ceilDiv(mebibytes, 1024))
                                : "-Xmx%dm".formatted(mebibytes));
        };
    }

    /** For the end of a sentence. */
    @Override
    public String toString() {
        long megabytes = Math.ceilDiv(bytes, MEGABYTE);
        return switch (source) {
            case OPTION -> "--max-memory allows %d MB".formatted(megabytes);
            case DEVICE -> "the device has room for %d MB".formatted(megabytes);
            case JAVA -> "Java may use %d MB".formatted(megabytes);
        };
    }
}
