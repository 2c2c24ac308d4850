package reverie.kernels.vector;

import java.util.stream.IntStream;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterView;

/**
 * Filters in the order in which the tile kernels read them: cut along the destination channels into panels as wide as a
 * tile, and inside a panel, for every tap and source channel, the weights of its destination channels side by side. The
 * last panel is filled up with zeros.
 */
final class Panels implements Packing {

    final float[] values;
    private final ChannelPanels cut;
    private final int depth; // taps x source channels
    private final AxisTaps rows;
    private final AxisTaps columns;
    private final int sourceChannels;
    private final FilterView view;

    Panels(AxisTaps rows, AxisTaps columns, int sourceChannels, int destinationChannels, FilterView view) {
        this.cut = new ChannelPanels(destinationChannels);
        this.depth = rows.taps().length * columns.taps().length * sourceChannels;
        this.values = new float[Math.multiplyExact(Lanes.roundUp(destinationChannels), depth)];
        this.rows = rows;
        this.columns = columns;
        this.sourceChannels = sourceChannels;
        this.view = view;
        pack();
    }

    @Override
    public void pack() {
        IntStream.range(0, cut.count()).parallel().forEach(this::pack);
    }

    private void pack(int panel) {
        int at = start(panel);
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                for (int source = 0; source < sourceChannels; source++) {
                    copy(view.at(row, column, source, cut.first(panel)), at, cut.channels(panel));
                    at += cut.vectors(panel) * Lanes.COUNT;
                }
            }
        }
    }

    private void copy(int from, int at, int channels) {
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
}
