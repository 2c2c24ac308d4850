package reverie.kernels.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterView;

/**
 * Filters transformed for {@link WinogradConvolution}: U = G g G<sup>T</sup> for every pair of a source and a destination
 * channel, computed in double precision and rounded once. Like {@link Panels} they are cut along the destination channels;
 * in a panel all pairs of one element of U lie together, then those of the next, since each element is a matrix product of
 * its own.
 */
final class WinogradFilters implements Packing {

    final float[] values;
    private final Winograd winograd;
    private final AxisTaps rows;
    private final AxisTaps columns;
    private final int sourceChannels;
    private final ChannelPanels cut;
    private final FilterView view;

    WinogradFilters(
            Winograd winograd,
            AxisTaps rows,
            AxisTaps columns,
            int sourceChannels,
            int destinationChannels,
            FilterView view) {
        this.winograd = winograd;
        this.rows = rows;
        this.columns = columns;
        this.sourceChannels = sourceChannels;
        this.cut = new ChannelPanels(destinationChannels);
        this.values = new float[Math.multiplyExact(Lanes.roundUp(destinationChannels), elements() * sourceChannels)];
        this.view = view;
        pack();
    }

    @Override
    public void pack() {
        IntStream.range(0, cut.count()).parallel().forEach(this::transform);
    }

    private void transform(int panel) {
        double[][] matrix = winograd.filterMatrix();
        int lines = winograd.size() * winograd.size() * cut.vectors(panel) * Lanes.COUNT;
        double[] filter = new double[lines]; // g
        double[] half = new double[lines]; // G g
        double[] whole = new double[lines]; // G g G^T
        for (int source = 0; source < sourceChannels; source++) {
            transform(panel, source, matrix, filter, half, whole);
        }
    }

    /** All destination channels of a panel at once, so that the innermost loops run along them. */
    private void transform(int panel, int source, double[][] matrix, double[] filter, double[] half, double[] whole) {
        int size = winograd.size();
        int width = cut.vectors(panel) * Lanes.COUNT;
        int row = winograd.taps() * width;
        gather(panel, source, filter);
        multiply(matrix, filter, 0, half, 0, row);
        for (int i = 0; i < size; i++) {
            multiply(matrix, half, i * row, whole, i * size * width, width);
        }
        for (int element = 0; element < size * size; element++) {
            round(whole, element * width, start(panel, element) + source * width, width);
        }
    }

    private void gather(int panel, int source, double[] filter) {
        int width = cut.vectors(panel) * Lanes.COUNT;
        int at = 0;
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                widen(view.at(row, column, source, cut.first(panel)), filter, at, cut.channels(panel));
                at += width;
            }
        }
    }

    /** The matrix times lines of {@code length} values, one line for each column of the matrix. */
    private static void multiply(
            double[][] matrix, double[] lines, int linesAt, double[] products, int productsAt, int length) {
        int to = productsAt;
        for (double[] row : matrix) {
            Arrays.fill(products, to, to + length, 0);
            int from = linesAt;
            for (double factor : row) {
                multiplyAdd(factor, lines, from, products, to, length);
                from += length;
            }
            to += length;
        }
    }

    // Small methods: the compiler is done with each at once, long before a whole transform would be.

    private void widen(int from, double[] to, int toAt, int length) {
        float[] weights = view.weights();
        int step = view.destinationStep();
        for (int i = 0; i < length; i++) {
            to[toAt + i] = weights[from + i * step];
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

    /** How the destination channels are cut. */
    ChannelPanels cut() {
        return cut;
    }

    /** Where an element of a panel starts in {@link #values}. */
    int start(int panel, int element) {
        return (cut.first(panel) * elements() + element * cut.vectors(panel) * Lanes.COUNT) * sourceChannels;
    }
}
