package reverie.kernels.vector;

import java.util.List;
import java.util.stream.IntStream;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterView;

/**
 * Filters in the order in which the tile kernels read them: cut along the destination channels into panels as wide as a
 * tile, and inside a panel, for every tap and source channel, the weights of its destination channels side by side. The
 * last panel is filled up with zeros.
 */
final class Panels implements Packing {

    /** What one convolution adds to a sum. */
    record Part(AxisTaps rows, AxisTaps columns, int sourceChannels, FilterView view) {

        /** Products in a sum. */
        int depth() {
            return rows.taps().length * columns.taps().length * sourceChannels;
        }
    }

    final float[] values;
    private final ChannelPanels cut;
    private final List<Part> parts;
    private final int depth;

    /** @param parts of every sum, in the order in which they are added up */
    Panels(List<Part> parts, int destinationChannels) {
        this.cut = new ChannelPanels(destinationChannels);
        this.parts = List.copyOf(parts);
        this.depth = parts.stream().mapToInt(Part::depth).sum();
        this.values = new float[Math.multiplyExact(Lanes.roundUp(destinationChannels), depth)];
        pack();
    }

    Panels(Part whole, int destinationChannels) {
        this(List.of(whole), destinationChannels);
    }

    @Override
    public void pack() {
        IntStream.range(0, cut.count()).parallel().forEach(this::pack);
    }

    private void pack(int panel) {
        int at = start(panel);
        for (Part part : parts) {
            pack(panel, part, at);
            at += part.depth() * cut.vectors(panel) * Lanes.COUNT;
        }
    }

    private void pack(int panel, Part part, int start) {
        int at = start;
        for (int row : part.rows.taps()) {
            for (int column : part.columns.taps()) {
                for (int source = 0; source < part.sourceChannels; source++) {
                    copy(part.view, part.view.at(row, column, source, cut.first(panel)), at, cut.channels(panel));
                    at += cut.vectors(panel) * Lanes.COUNT;
                }
            }
        }
    }

    private void copy(FilterView view, int from, int at, int channels) {
        float[] weights = view.weights();
        int step = view.destinationStep();
        for (int lane = 0; lane < channels; lane++) {
            values[at + lane] = weights[from + lane * step];
        }
    }

    /**
     * Multiplies a block of pixels with one panel, tile by tile, and finishes the sums.
     *
     * @param destinationAt as {@link TileEpilogue#finish} wants it, for whole tiles
     * @param memory room for a tile from {@code tileAt}
     */
    void multiply(
            TileSource source, int panel, TileEpilogue epilogue, int[] destinationAt, float[] memory, int tileAt) {
        int vectors = cut.vectors(panel);
        for (int pixel = 0; pixel < destinationAt.length; pixel += TileKernel.PIXELS) {
            TileKernel.tile(source, pixel, values, start(panel), vectors, memory, tileAt);
            epilogue.finish(
                    memory,
                    tileAt,
                    vectors,
                    destinationAt,
                    pixel,
                    TileKernel.PIXELS,
                    cut.first(panel),
                    cut.channels(panel));
        }
    }

    /** How the destination channels are cut. */
    ChannelPanels cut() {
        return cut;
    }

    /** How many products a sum has. */
    int depth() {
        return depth;
    }

    /** Where a panel starts in {@link #values}. */
    int start(int panel) {
        return cut.first(panel) * depth;
    }
}
