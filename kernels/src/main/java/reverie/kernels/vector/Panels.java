package reverie.kernels.vector;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Filters in the order in which the tile kernels read them: cut along the destination channels into panels as wide as a
 * tile, and inside a panel, for every tap and source channel, the weights of its destination channels side by side. The
 * last panel is filled up with zeros.
 */
final class Panels {

    final float[] values;
    private final ChannelPanels cut;
    private final int depth; // taps x source channels

    Panels(AxisTaps rows, AxisTaps columns, int sourceChannels, int destinationChannels, FilterView view) {
        this.cut = new ChannelPanels(destinationChannels);
        this.depth = rows.taps().length * columns.taps().length * sourceChannels;
        this.values = new float[Math.multiplyExact(Lanes.roundUp(destinationChannels), depth)];
        IntStream.range(0, cut.count()).parallel().forEach(panel -> pack(panel, rows, columns, sourceChannels, view));
    }

    private void pack(int panel, AxisTaps rows, AxisTaps columns, int sourceChannels, FilterView view) {
        int at = start(panel);
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                for (int source = 0; source < sourceChannels; source++) {
                    copy(view, view.at(row, column, source, cut.first(panel)), at, cut.channels(panel));
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

    /** How the destination channels are cut. */
    ChannelPanels cut() {
        return cut;
    }

    /** Where a panel starts in {@link #values}. */
    int start(int panel) {
        return cut.first(panel) * depth;
    }

    /** A row of per-channel values, filled up with zeros so that whole vectors can be read for the last panel too. */
    static float[] paddedRow(float[] perChannel) {
        return Arrays.copyOf(perChannel, Lanes.roundUp(perChannel.length));
    }
}
