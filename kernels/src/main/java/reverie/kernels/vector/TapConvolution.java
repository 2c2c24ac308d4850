package reverie.kernels.vector;

import java.util.Arrays;
import reverie.kernels.FeatureMap;
import reverie.kernels.plan.AxisTaps;

/**
 * A sum over filter taps, in both directions of a convolution: what {@link AxisTaps} says for rows and for columns, with
 * {@link Panels} of weights. The work is cut into blocks of destination pixels times panels of destination channels.
 */
final class TapConvolution {

    /** Destination pixels per task: few, so that all panels of a block are done before its pages leave the nearest caches. */
    static final int BLOCK = 8 * TileKernel.PIXELS;

    /** Floats of memory that every worker wants for itself. */
    static final int WORKER_SCRATCH = TileKernel.SIZE;

    private final AxisTaps rows;
    private final AxisTaps columns;
    private final Panels panels;
    private final SourceMap source;
    private final FeatureMap destination;
    private final TileEpilogue epilogue;
    private final int[] runs;
    private final int runLength;

    TapConvolution(
            AxisTaps rows,
            AxisTaps columns,
            Panels panels,
            SourceMap source,
            int sourceChannels,
            FeatureMap destination,
            TileEpilogue epilogue) {
        this.rows = rows;
        this.columns = columns;
        this.panels = panels;
        this.source = source;
        this.destination = destination;
        this.epilogue = epilogue;
        // Neighbouring columns of a map without gaps lie behind each other, so that a row of taps is one long run.
        boolean longRuns = columns.isContiguous() && source.pixelStride() == sourceChannels;
        int runsPerRow = longRuns ? Math.min(1, columns.taps().length) : columns.taps().length;
        this.runLength = longRuns ? columns.taps().length * sourceChannels : sourceChannels;
        this.runs = new int[rows.taps().length * runsPerRow];
        int run = 0;
        for (int row : rows.offsets()) {
            for (int i = 0; i < runsPerRow; i++) {
                runs[run++] = row * source.rowStride() + columns.offsets()[i] * source.pixelStride();
            }
        }
    }

    private int pixels() {
        return rows.count() * columns.count();
    }

    /** Blocks of destination pixels. */
    int blocks() {
        return Math.ceilDiv(pixels(), BLOCK);
    }

    /** Panels of destination channels. */
    int panels() {
        return panels.cut().count();
    }

    /** @param values what {@link SourceMap#prepare} returned */
    void run(Team team, float[] values, Scratch scratch) {
        team.forEachBlock(
                blocks(),
                panels(),
                (block, firstPanel, endPanel, worker) ->
                        runBlock(values, block, firstPanel, endPanel, scratch.of(worker)));
    }

    /** @param tile memory for {@link #WORKER_SCRATCH} floats */
    void runBlock(float[] values, int block, int firstPanel, int endPanel, float[] tile) {
        int first = block * BLOCK;
        int count = Math.min(BLOCK, pixels() - first);
        // Worked out anew for every block: tables for all pixels would take longer to make, and memory besides.
        int[] sourceAt = new int[Math.ceilDiv(count, TileKernel.PIXELS) * TileKernel.PIXELS];
        int[] destinationAt = new int[sourceAt.length];
        findPlaces(first, count, sourceAt, destinationAt);
        var from = new TileSource(values, sourceAt, runs, runLength);
        for (int panel = firstPanel; panel < endPanel; panel++) {
            panels.multiply(from, panel, epilogue, destinationAt, tile, 0);
        }
    }

    /** Where pixels read and write. Tiles are filled up by reading the last pixel again and writing it nowhere. */
    private void findPlaces(int first, int count, int[] sourceAt, int[] destinationAt) {
        int sourceStep = columns.sourceStride() * source.pixelStride();
        int destinationStep = columns.step() * destination.pixelStride();
        int y = first / columns.count();
        int x = first % columns.count();
        int sourceRow = sourceRow(y);
        int destinationRow = destinationRow(y);
        for (int i = 0; i < count; i++) {
            sourceAt[i] = sourceRow + x * sourceStep;
            destinationAt[i] = destinationRow + x * destinationStep;
            x++;
            if (x == columns.count()) {
                x = 0;
                y++;
                sourceRow = sourceRow(y);
                destinationRow = destinationRow(y);
            }
        }
        Arrays.fill(sourceAt, count, sourceAt.length, sourceAt[count - 1]);
        Arrays.fill(destinationAt, count, sourceAt.length, TileEpilogue.NOWHERE);
    }

    private int sourceRow(int y) {
        return source.at(y * rows.sourceStride(), 0);
    }

    private int destinationRow(int y) {
        return destination.at(rows.start() + y * rows.step(), columns.start());
    }
}
