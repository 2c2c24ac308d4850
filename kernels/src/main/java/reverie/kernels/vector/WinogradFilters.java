package reverie.kernels.vector;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Filters transformed for {@link WinogradConvolution}: U = G g G<sup>T</sup> for every pair of a source and a destination
 * channel, computed in double precision and rounded once. Like {@link Panels} they are cut along the destination channels;
 * in a panel all pairs of one element of U lie together, then those of the next, since each element is a matrix product of
 * its own.
 */
final class WinogradFilters {

    final float[] values;
    private final Winograd winograd;
    private final int sourceChannels;
    private final int channels;

    /** @param weight the weight of a tap; taps are numbered as {@link AxisTaps#taps} says */
    WinogradFilters(
            Winograd winograd,
            AxisTaps rows,
            AxisTaps columns,
            int sourceChannels,
            int destinationChannels,
            Panels.Weight weight) {
        this.winograd = winograd;
        this.sourceChannels = sourceChannels;
        this.channels = destinationChannels;
        this.values = new float[Math.multiplyExact(Lanes.roundUp(channels), elements() * sourceChannels)];
        IntStream.range(0, panels()).parallel().forEach(panel -> transform(panel, rows, columns, weight));
    }

    /** All destination channels of a panel at once, so that the innermost loops run along them. */
    private void transform(int panel, AxisTaps rows, AxisTaps columns, Panels.Weight weight) {
        int size = winograd.size();
        int taps = winograd.taps();
        int width = vectors(panel) * Lanes.COUNT;
        double[][] matrix = winograd.filterMatrix();
        double[] filter = new double[taps * taps * width]; // g
        double[] half = new double[size * taps * width]; // G g
        double[] whole = new double[size * size * width]; // G g G^T
        for (int source = 0; source < sourceChannels; source++) {
            for (int row = 0; row < taps; row++) {
                for (int column = 0; column < taps; column++) {
                    int at = (row * taps + column) * width;
                    for (int lane = 0; lane < channels(panel); lane++) {
                        filter[at + lane] = weight.at(
                                rows.taps()[row], columns.taps()[column], source, panel * Panels.WIDTH + lane);
                    }
                }
            }
            Arrays.fill(half, 0);
            Arrays.fill(whole, 0);
            for (int i = 0; i < size; i++) {
                for (int row = 0; row < taps; row++) {
                    multiplyAdd(matrix[i][row], filter, row * taps * width, half, i * taps * width, taps * width);
                }
                for (int j = 0; j < size; j++) {
                    int element = i * size + j;
                    for (int column = 0; column < taps; column++) {
                        int at = (i * taps + column) * width;
                        multiplyAdd(matrix[j][column], half, at, whole, element * width, width);
                    }
                    round(whole, element * width, start(panel, element) + source * width, width);
                }
            }
        }
    }

    private static void multiplyAdd(double factor, double[] from, int fromAt, double[] sums, int sumsAt, int length) {
        for (int i = 0; i < length; i++) {
            sums[sumsAt + i] += factor * from[fromAt + i];
        }
    }

    private void round(double[] from, int fromAt, int at, int length) {
        for (int i = 0; i < length; i++) {
            values[at + i] = (float) from[fromAt + i];
        }
    }

    private int elements() {
        return winograd.size() * winograd.size();
    }

    /** How many panels of destination channels there are. */
    int panels() {
        return Math.ceilDiv(channels, Panels.WIDTH);
    }

    /** Where an element of a panel starts in {@link #values}. All panels before it are full. */
    int start(int panel, int element) {
        return (panel * Panels.WIDTH * elements() + element * vectors(panel) * Lanes.COUNT) * sourceChannels;
    }

    /** How many vectors wide a panel is: 2, or 1 for a narrow last one. */
    int vectors(int panel) {
        return Math.min(2, Math.ceilDiv(channels - panel * Panels.WIDTH, Lanes.COUNT));
    }

    /** How many destination channels a panel really has. */
    int channels(int panel) {
        return Math.min(Panels.WIDTH, channels - panel * Panels.WIDTH);
    }
}
