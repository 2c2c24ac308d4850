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
    private static final int BLOCK = 8 * TileKernel.PIXELS;

    /** Floats of memory that every worker wants for itself. */
    static final int WORKER_SCRATCH = TileKernel.SIZE;

    private final Panels panels;
    private final TileEpilogue epilogue;
    private final int[] sourceAt; // filled up to whole tiles by repeating the last pixel
    private final int[] destinationAt; // likewise, with nowhere for those that fill up
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
        this.panels = panels;
        int pixels = rows.count() * columns.count();
        this.sourceAt = new int[Math.ceilDiv(pixels, TileKernel.PIXELS) * TileKernel.PIXELS];
        this.destinationAt = new int[sourceAt.length];
        Arrays.fill(destinationAt, TileEpilogue.NOWHERE);
        for (int i = 0; i < sourceAt.length; i++) {
            int pixel = Math.min(i, pixels - 1);
            int y = pixel / columns.count();
            int x = pixel % columns.count();
            sourceAt[i] = source.at(y * rows.sourceStride(), x * columns.sourceStride());
            destinationAt[pixel] = destination.at(rows.start() + y * rows.step(), columns.start() + x * columns.step());
        }
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

    /** Blocks of destination pixels. */
    int blocks() {
        return Math.ceilDiv(sourceAt.length, BLOCK);
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
        var source = new TileSource(values, sourceAt, runs, runLength);
        for (int panel = firstPanel; panel < endPanel; panel++) {
            runPanel(source, block * BLOCK, Math.min((block + 1) * BLOCK, sourceAt.length), panel, tile);
        }
    }

    private void runPanel(TileSource source, int pixelStart, int pixelEnd, int panel, float[] tile) {
        ChannelPanels cut = panels.cut();
        int vectors = cut.vectors(panel);
        for (int pixel = pixelStart; pixel < pixelEnd; pixel += TileKernel.PIXELS) {
            TileKernel.tile(source, pixel, panels.values, panels.start(panel), vectors, tile, 0);
            epilogue.finish(
                    tile, 0, vectors, destinationAt, pixel, TileKernel.PIXELS, cut.first(panel), cut.channels(panel));
        }
    }
}
