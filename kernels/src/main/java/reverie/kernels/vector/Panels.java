package reverie.kernels.vector;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Filters in the order in which the tile kernel reads them: cut along the destination channels into panels as wide as a
 * tile, and inside a panel, for every tap and source channel, the weights of its destination channels side by side. The
 * last panel is filled up with zeros; it is one vector wide if that is enough.
 */
final class Panels {

    /** Gives the weight of a tap between a source and a destination channel. */
    interface Weight {
        float at(int rowTap, int columnTap, int sourceChannel, int destinationChannel);
    }

    /** Destination channels in a full panel: two vectors. */
    static final int WIDTH = 2 * Lanes.COUNT;

    final float[] values;
    private final int depth; // taps x source channels
    private final int channels;

    Panels(AxisTaps rows, AxisTaps columns, int sourceChannels, int destinationChannels, Weight weight) {
        this.depth = rows.taps().length * columns.taps().length * sourceChannels;
        this.channels = destinationChannels;
        this.values = new float[Math.multiplyExact(Lanes.roundUp(channels), depth)];
        IntStream.range(0, count()).parallel().forEach(panel -> pack(panel, rows, columns, sourceChannels, weight));
    }

    private void pack(int panel, AxisTaps rows, AxisTaps columns, int sourceChannels, Weight weight) {
        int at = start(panel);
        int width = vectors(panel) * Lanes.COUNT;
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                for (int source = 0; source < sourceChannels; source++) {
                    for (int lane = 0; lane < channels(panel); lane++) {
                        values[at + lane] = weight.at(row, column, source, panel * WIDTH + lane);
                    }
                    at += width;
                }
            }
        }
    }

    int count() {
        return Math.ceilDiv(channels, WIDTH);
    }

    /** Where a panel starts in {@link #values}. All before it are full. */
    int start(int panel) {
        return panel * WIDTH * depth;
    }

    /** How many vectors wide a panel is: 2, or 1 for a narrow last one. */
    int vectors(int panel) {
        return Math.min(2, Math.ceilDiv(channels - panel * WIDTH, Lanes.COUNT));
    }

    /** How many destination channels a panel really has. */
    int channels(int panel) {
        return Math.min(WIDTH, channels - panel * WIDTH);
    }

    /** A row of per-channel values, filled up with zeros so that whole vectors can be read for the last panel too. */
    static float[] paddedRow(float[] perChannel) {
        return Arrays.copyOf(perChannel, Math.ceilDiv(perChannel.length, WIDTH) * WIDTH);
    }
}
