package reverie.kernels.vector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;

/**
 * Filters of a convolution, packed for the kernels when a direction first needs them: a forward pass never pays for the
 * backward order, nor the other way round.
 */
final class VectorFilters implements Filters {

    private final ConvolutionShape shape;
    private final float[] weights;
    private final float[] bias;
    private final Map<Integer, Direction> forward = new HashMap<>();
    private final Map<Integer, Direction> backward = new HashMap<>();
    private final Map<Integer, Panels> blocks = new HashMap<>();

    VectorFilters(ConvolutionShape shape, float[] weights, float[] bias) {
        shape.requireParameters(weights, bias);
        this.shape = shape;
        this.weights = weights;
        this.bias = bias;
    }

    @Override
    public ConvolutionShape shape() {
        return shape;
    }

    /** The filters of one group as seen by a sum over taps that goes from its source channels to its destination channels. */
    static final class Direction {

        private final int sourceChannels;
        private final int destinationChannels;
        private final FilterView view;
        private final Map<Phase, Panels> panels = new HashMap<>();
        private final Map<Winograd, WinogradFilters> transformed = new HashMap<>();

        /** The phase of the stride that a packed order is for. */
        private record Phase(int row, int column) {}

        private Direction(int sourceChannels, int destinationChannels, FilterView view) {
            this.sourceChannels = sourceChannels;
            this.destinationChannels = destinationChannels;
            this.view = view;
        }

        FilterView view() {
            return view;
        }

        /** Packed for {@link TapConvolution}. */
        Panels panels(AxisTaps rows, AxisTaps columns) {
            return panels.computeIfAbsent(
                    new Phase(rows.start(), columns.start()),
                    phase -> new Panels(rows, columns, sourceChannels, destinationChannels, view));
        }

        /** Transformed for {@link WinogradConvolution}. */
        WinogradFilters transformed(Winograd winograd, AxisTaps rows, AxisTaps columns) {
            return transformed.computeIfAbsent(
                    winograd,
                    key -> new WinogradFilters(key, rows, columns, sourceChannels, destinationChannels, view));
        }
    }

    /** From the input channels of a group to its output channels. */
    Direction forward(int group) {
        return forward.computeIfAbsent(
                group,
                key -> new Direction(
                        shape.inChannelsPerGroup(),
                        shape.outChannelsPerGroup(),
                        FilterView.forward(shape, weights, group)));
    }

    /** From the output channels of a group back to its input channels. */
    Direction backward(int group) {
        return backward.computeIfAbsent(
                group,
                key -> new Direction(
                        shape.outChannelsPerGroup(),
                        shape.inChannelsPerGroup(),
                        FilterView.forward(shape, weights, group).backward()));
    }

    /** From the output channels of a group back to blocks of input pixels; see {@link BlockedBackward}. */
    Panels blocks(int group, AxisTaps rows, AxisTaps columns) {
        return blocks.computeIfAbsent(group, key -> {
            int sources = shape.outChannelsPerGroup();
            int destinations = shape.strideHeight() * shape.strideWidth() * shape.inChannelsPerGroup();
            int row = columns.taps().length * sources * destinations;
            float[] expanded = new float[rows.taps().length * row];
            var view = new FilterView(expanded, 0, row, sources * destinations, destinations, 1);
            expand(FilterView.forward(shape, weights, group), rows, columns, view);
            return new Panels(rows, columns, sources, destinations, view);
        });
    }

    /** Filters of blocks, with zeros where a pixel of the block has no such tap. */
    private void expand(FilterView filters, AxisTaps rows, AxisTaps columns, FilterView blocks) {
        FilterAxis rowAxis = FilterAxis.rows(shape);
        FilterAxis columnAxis = FilterAxis.columns(shape);
        for (int row : rows.taps()) {
            for (int column : columns.taps()) {
                for (int pixel = 0; pixel < shape.strideHeight() * shape.strideWidth(); pixel++) {
                    int rowTap = rowAxis.tapBetween(pixel / shape.strideWidth(), rows.offsets()[row]);
                    int columnTap = columnAxis.tapBetween(pixel % shape.strideWidth(), columns.offsets()[column]);
                    if (rowTap >= 0 && columnTap >= 0) {
                        copyTap(filters, rowTap, columnTap, blocks, row, column, pixel);
                    }
                }
            }
        }
    }

    private void copyTap(
            FilterView filters, int rowTap, int columnTap, FilterView blocks, int row, int column, int pixel) {
        int channels = shape.inChannelsPerGroup();
        for (int out = 0; out < shape.outChannelsPerGroup(); out++) {
            for (int in = 0; in < channels; in++) {
                int at = blocks.at(row, column, out, pixel * channels + in);
                blocks.weights()[at] = filters.weight(rowTap, columnTap, in, out);
            }
        }
    }

    /** The bias of a group, filled up to whole panels. */
    float[] bias(int group) {
        int first = group * shape.outChannelsPerGroup();
        return Panels.paddedRow(Arrays.copyOfRange(bias, first, first + shape.outChannelsPerGroup()));
    }
}
