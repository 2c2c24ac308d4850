package reverie.cli.report;

/**
 * How much memory a dream may use.
 *
 * @param bytes as many
 * @param isOption whether the user said so; else it is what Java may take
 */
public record MemoryLimit(long bytes, boolean isOption) {

    private static final long MEGABYTE = 1_000_000;

    /** What Java may take. */
    public static MemoryLimit ofJava() {
        return new MemoryLimit(Runtime.getRuntime().maxMemory(), false);
    }

    /** How to allow so much. */
    String more(long needed) {
        // A little more than is needed: some collectors keep a part of the heap empty, and do not count it.
        long mebibytes = Math.ceilDiv(needed + needed / 25, 10L << 20) * 10;
        if (isOption) {
            return "--max-memory %dM".formatted(mebibytes);
        }
        return "REVERIE_JAVA_OPTIONS="
                + (mebibytes > 4096
                        ? "-Xmx%dg".formatted(Math.ceilDiv(mebibytes, 1024))
                        : "-Xmx%dm".formatted(mebibytes));
    }

    /** For the end of a sentence. */
    @Override
    public String toString() {
        long megabytes = Math.ceilDiv(bytes, MEGABYTE);
        return isOption ? "--max-memory allows %d MB".formatted(megabytes) : "Java may use %d MB".formatted(megabytes);
    }
}
