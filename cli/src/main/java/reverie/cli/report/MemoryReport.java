package reverie.cli.report;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import reverie.engine.dream.DreamException;
import reverie.engine.dream.DreamMemory;
import reverie.engine.network.MemoryForecast;

/** Whether a dream fits into the memory that it may use, told before anything is computed. */
public final class MemoryReport {

    /** What Java and this program take for themselves, and what no collector can use to the last byte. */
    private static final long OWN = 32 << 20;

    private static final long MEGABYTE = 1_000_000;

    private final DreamMemory.Plan plan;
    private final int height;
    private final int width;
    private final MemoryLimit limit;
    private final Optional<DreamMemory> forecast;

    /** @param limit what may be used */
    public MemoryReport(DreamMemory.Plan plan, int height, int width, MemoryLimit limit) {
        this.plan = plan;
        this.height = height;
        this.width = width;
        this.limit = limit;
        this.forecast = DreamMemory.of(plan, height, width);
    }

    /** What the memory is for, in one line. */
    public String line() {
        return forecast.map(memory -> {
                    MemoryForecast pass = memory.pass();
                    return "memory: about %d MB (activations and gradients %d, weights %d, scratch %d, pictures %d); %s"
                            .formatted(
                                    megabytes(memory.bytes()),
                                    megabytes(pass.maps()),
                                    megabytes(pass.weights()),
                                    megabytes(pass.scratch()),
                                    megabytes(memory.pictures()),
                                    limit);
                })
                .orElse("memory: more than a buffer can hold");
    }

    /** Whether the dream fits as it is planned. */
    public boolean fits() {
        return forecast.isPresent() && forecast.get().bytes() <= limit.bytes() - OWN;
    }

    /** The longest tiles with which it fits; nothing if it is in tiles already, or none are small enough. */
    public OptionalInt fittingTile() {
        return plan.settings().tile() > 0
                ? OptionalInt.empty()
                : DreamMemory.largestTile(plan, height, width, limit.bytes() - OWN);
    }

    /** Why it is in tiles, in one line. */
    public String tileLine(int tile) {
        return "computing in tiles of %d pixels: all at once would need %s, %s"
                .formatted(
                        tile,
                        forecast.map(memory -> "about %d MB".formatted(megabytes(memory.bytes() + OWN)))
                                .orElse("longer buffers than there can be"),
                        limit);
    }

    /** What to say of a dream that does not fit: how much is needed, how much there is, and what would fit. */
    public DreamException refusal() {
        OptionalInt side = DreamMemory.largestSide(plan, height, width, limit.bytes() - OWN);
        String smaller = side.isPresent() ? "--size %d would fit".formatted(side.getAsInt()) : "no size would fit";
        String layers = String.join(", ", plan.objective().layers());
        return new DreamException(forecast.map(memory -> String.format(
                        Locale.ROOT,
                        "dreaming at %s on %d x %d pixels needs about %d MB of memory, %s; %s, or %s",
                        layers,
                        width,
                        height,
                        megabytes(memory.bytes() + OWN),
                        limit,
                        smaller,
                        limit.more(memory.bytes() + OWN)))
                .orElseGet(() -> "dreaming at %s on %d x %d pixels needs longer buffers than there can be; %s"
                        .formatted(layers, width, height, smaller)));
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, MEGABYTE);
    }
}
