package reverie.kernels.vector;

import java.util.Arrays;
import reverie.kernels.FeatureMap;
import reverie.kernels.plan.AxisTaps;

/**
 * A sum over filter taps by {@link Winograd}'s algorithm, in both directions of a convolution. The destination is cut into
 * tiles of m x m pixels. For a few tiles at a time, so that everything stays in a worker's nearest caches:
 *
 * <ol>
 *   <li>their inputs, (m + r - 1)<sup>2</sup> pixels each, are transformed: V = B<sup>T</sup> d B, for all source channels;
 *   <li>for each of the (m + r - 1)<sup>2</sup> elements, a matrix product over the source channels, [tiles x source] times
 *       [source x destination], gives M, by the same {@link TileKernel} that direct convolutions use;
 *   <li>Y = A<sup>T</sup> M A are the sums of the tile's pixels.
 * </ol>
 *
 * <p>The order of a sum depends on the shape of the convolution alone, not on how tiles are shared out.
 */
final class WinogradConvolution implements Step {

    /** What V and M of a task may take, in floats: half of a small second-level cache; filters stream through the rest. */
    private static final int CACHE = 64 * 1024;

    private final Winograd winograd;
    private final WinogradFilters filters;
    private final PatchReader patches;
    private final FeatureMap destination;
    private final TileEpilogue epilogue;
    private final int channels; // of the source, in whole vectors
    private final int sourceChannels;
    private final int tilesAcross;
    private final int tiles;
    private final int blockSize; // tiles in a task
    private final int[] sourceAt;

    WinogradConvolution(
            Winograd winograd,
            VectorFilters.Direction filters,
            AxisTaps rows,
            AxisTaps columns,
            FeatureMap source,
            FeatureMap destination,
            TileEpilogue epilogue) {
        this.winograd = winograd;
        this.filters = filters.transformed(winograd, rows, columns);
        this.sourceChannels = source.channels();
        this.channels = Lanes.roundUp(source.channels());
        int outputs = winograd.outputs();
        this.tilesAcross = Math.ceilDiv(columns.count(), outputs);
        this.tiles = Math.ceilDiv(rows.count(), outputs) * tilesAcross;
        this.patches = new PatchReader(source, winograd.size(), rows.offsets()[0], columns.offsets()[0]);
        this.destination = destination;
        this.epilogue = epilogue;
        int elements = winograd.size() * winograd.size();
        int blocks = Math.ceilDiv(tiles, mostTiles(winograd, channels));
        this.blockSize = Math.ceilDiv(Math.ceilDiv(tiles, blocks), TileKernel.PIXELS) * TileKernel.PIXELS;
        this.sourceAt = new int[elements * blockSize];
        Arrays.setAll(sourceAt, i -> i * channels);
    }

    // A worker's scratch: V, then M, then a patch of input and what comes between the transforms of rows and columns.

    private int factors() {
        return sourceAt.length * channels;
    }

    private int products() {
        return sourceAt.length * ChannelPanels.WIDTH;
    }

    private int patch() {
        return patch(winograd, channels);
    }

    private static int patch(Winograd winograd, int channels) {
        return winograd.size() * winograd.size() * Math.max(channels, ChannelPanels.WIDTH);
    }

    @Override
    public int workerScratch() {
        return scratch(winograd, blockSize, channels);
    }

    /** At most that much is wanted by {@link #workerScratch}, however large the map. */
    static int mostScratch(Winograd winograd, int sourceChannels) {
        int channels = Lanes.roundUp(sourceChannels);
        return scratch(winograd, mostTiles(winograd, channels), channels);
    }

    private static int scratch(Winograd winograd, int tiles, int channels) {
        int elements = winograd.size() * winograd.size();
        return elements * tiles * (channels + ChannelPanels.WIDTH) + 2 * patch(winograd, channels);
    }

    /** Tiles in the largest task. */
    private static int mostTiles(Winograd winograd, int channels) {
        int elements = winograd.size() * winograd.size();
        return Math.max(1, CACHE / (elements * (channels + ChannelPanels.WIDTH)) / TileKernel.PIXELS)
                * TileKernel.PIXELS;
    }

    @Override
    public void run(Team team, Scratch scratch) {
        int blocks = Math.ceilDiv(tiles, blockSize);
        // Tasks that share a block transform its input each for itself.
        team.forEachBlock(
                blocks,
                filters.cut().count(),
                (block, firstPanel, endPanel, worker) ->
                        runBlock(block * blockSize, firstPanel, endPanel, scratch.of(worker)));
    }

    private void runBlock(int firstTile, int firstPanel, int endPanel, float[] memory) {
        int count = Math.min(blockSize, tiles - firstTile);
        for (int i = 0; i < count; i++) {
            transformInput(firstTile + i, i * channels, memory);
        }
        int[] destinationAt = places(firstTile, count);
        var source = TileSource.inOneRun(memory, sourceAt, sourceChannels);
        for (int panel = firstPanel; panel < endPanel; panel++) {
            multiply(source, count, panel, memory);
            for (int i = 0; i < count; i++) {
                transformOutput(i, panel, destinationAt, memory);
            }
        }
    }

    /** Where the pixels of some tiles go. */
    private int[] places(int firstTile, int count) {
        int outputs = winograd.outputs();
        int[] places = new int[count * outputs * outputs];
        int i = 0;
        for (int tile = firstTile; tile < firstTile + count; tile++) {
            int top = tile / tilesAcross * outputs;
            int left = tile % tilesAcross * outputs;
            for (int y = top; y < top + outputs; y++) {
                for (int x = left; x < left + outputs; x++) {
                    boolean exists = y < destination.height() && x < destination.width();
                    places[i++] = exists ? destination.at(y, x) : TileEpilogue.NOWHERE;
                }
            }
        }
        return places;
    }

    private void transformInput(int tile, int factorsAt, float[] memory) {
        int size = winograd.size();
        int outputs = winograd.outputs();
        int patchAt = factors() + products();
        int betweenAt = patchAt + patch();
        PatchReader.Patch patch =
                patches.read(tile / tilesAcross * outputs, tile % tilesAcross * outputs, memory, patchAt, channels);
        for (int row = 0; row < size; row++) {
            int at = betweenAt + row * size * channels;
            Winograd.input(
                    patch.values(),
                    patch.at() + row * patch.rowStep(),
                    patch.columnStep(),
                    memory,
                    at,
                    channels,
                    channels);
        }
        int step = blockSize * channels;
        for (int column = 0; column < size; column++) {
            Winograd.input(
                    memory,
                    betweenAt + column * channels,
                    size * channels,
                    memory,
                    factorsAt + column * step,
                    size * step,
                    channels);
        }
    }

    private void multiply(TileSource source, int count, int panel, float[] memory) {
        int elements = winograd.size() * winograd.size();
        int vectors = filters.cut().vectors(panel);
        int productsAt = factors();
        for (int element = 0; element < elements; element++) {
            int panelAt = filters.start(panel, element);
            for (int i = 0; i < count; i += TileKernel.PIXELS) {
                int pixel = element * blockSize + i;
                int to = productsAt + pixel * vectors * Lanes.COUNT;
                TileKernel.tile(source, pixel, filters.values, panelAt, vectors, memory, to);
            }
        }
    }

    private void transformOutput(int number, int panel, int[] destinationAt, float[] memory) {
        int size = winograd.size();
        int outputs = winograd.outputs();
        int width = filters.cut().vectors(panel) * Lanes.COUNT;
        int productAt = factors() + number * width;
        int step = blockSize * width;
        int betweenAt = factors() + products();
        int sumsAt = betweenAt + patch();
        for (int row = 0; row < size; row++) {
            winograd.output(
                    memory,
                    productAt + row * size * step,
                    step,
                    memory,
                    betweenAt + row * outputs * width,
                    width,
                    width);
        }
        for (int column = 0; column < outputs; column++) {
            winograd.output(
                    memory,
                    betweenAt + column * width,
                    outputs * width,
                    memory,
                    sumsAt + column * width,
                    outputs * width,
                    width);
        }
        epilogue.finish(
                memory,
                sumsAt,
                filters.cut().vectors(panel),
                destinationAt,
                number * outputs * outputs,
                outputs * outputs,
                filters.cut().first(panel),
                filters.cut().channels(panel));
    }
}
