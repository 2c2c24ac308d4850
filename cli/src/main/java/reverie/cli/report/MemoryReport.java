package reverie.cli.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.engine.dream.DreamException;
import reverie.engine.dream.DreamMemory;
import reverie.engine.dream.DreamSettings;
import reverie.engine.network.MemoryForecast;
import reverie.engine.network.NetworkDefinition;
import reverie.kernels.Backend;

/** Whether a dream fits into the memory that Java may use, told before anything is computed. */
public final class MemoryReport {

    /** What Java and this program take for themselves, and what no collector can use to the last byte. */
    private static final long OWN = 32 << 20;

    private static final long MEGABYTE = 1_000_000;

    private final NetworkDefinition definition;
    private final Backend backend;
    private final DreamSettings settings;
    private final int height;
    private final int width;
    private final long heap;
    private final Optional<DreamMemory> forecast;

    /** @param heap bytes that the Java heap can grow to */
    public MemoryReport(
            NetworkDefinition definition, Backend backend, DreamSettings settings, int height, int width, long heap) {
        this.definition = definition;
        this.backend = backend;
        this.settings = settings;
        this.height = height;
        this.width = width;
        this.heap = heap;
        this.forecast = DreamMemory.of(definition, backend, settings, height, width);
    }

    /** What the memory is for, in one line. */
    public String line() {
        return forecast.map(memory -> {
                    MemoryForecast pass = memory.pass();
                    return "memory: about %d MB (activations and gradients %d, weights %d, scratch %d, pictures %d); Java may use %d MB"
                            .formatted(
                                    megabytes(memory.bytes()),
                                    megabytes(pass.maps()),
                                    megabytes(pass.weights()),
                                    megabytes(pass.scratch()),
                                    megabytes(memory.pictures()),
                                    megabytes(heap));
                })
                .orElse("memory: more than an array in Java can hold");
    }

    /**
     * Checks that the dream fits.
     *
     * @throws DreamException saying how much is needed, how much there is, and what would fit
     */
    public void requireFits() {
        long available = heap - OWN;
        if (forecast.isPresent() && forecast.get().bytes() <= available) {
            return;
        }
        OptionalInt side = DreamMemory.largestSide(definition, backend, settings, height, width, available);
        String smaller = side.isPresent() ? "--size %d would fit".formatted(side.getAsInt()) : "no size would fit";
        throw new DreamException(forecast.map(memory -> String.format(
                        Locale.ROOT,
                        "dreaming at %s on %d x %d pixels needs about %d MB of memory, Java may use %d MB; %s, or more memory with REVERIE_JAVA_OPTIONS=%s",
                        settings.layer(),
                        width,
                        height,
                        megabytes(memory.bytes() + OWN),
                        megabytes(heap),
                        smaller,
                        heapOption(memory.bytes() + OWN)))
                .orElseGet(() -> "dreaming at %s on %d x %d pixels needs longer arrays than Java has; %s"
                        .formatted(settings.layer(), width, height, smaller)));
    }

    /** A little more than is needed: some collectors keep a part of the heap empty, and do not count it. */
    private static String heapOption(long bytes) {
        long mebibytes = Math.ceilDiv(bytes + bytes / 25, 10L << 20) * 10;
        return mebibytes > 4096 ? "-Xmx%dg".formatted(Math.ceilDiv(mebibytes, 1024)) : "-Xmx%dm".formatted(mebibytes);
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, MEGABYTE);
    }
}
