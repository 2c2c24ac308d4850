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
        private final Panels.Weight weight;
        private final Map<Phase, Panels> panels = new HashMap<>();
        private final Map<Winograd, WinogradFilters> transformed = new HashMap<>();

        /** The phase of the stride that a packed order is for. */
        private record Phase(int row, int column) {}

        private Direction(int sourceChannels, int destinationChannels, Panels.Weight weight) {
            this.sourceChannels = sourceChannels;
            this.destinationChannels = destinationChannels;
            this.weight = weight;
        }

        /** Packed for {@link TapConvolution}. */
        Panels panels(AxisTaps rows, AxisTaps columns) {
            return panels.computeIfAbsent(
                    new Phase(rows.start(), columns.start()),
                    phase -> new Panels(rows, columns, sourceChannels, destinationChannels, weight));
        }

        /** Transformed for {@link WinogradConvolution}. */
        WinogradFilters transformed(Winograd winograd, AxisTaps rows, AxisTaps columns) {
            return transformed.computeIfAbsent(
                    winograd,
                    key -> new WinogradFilters(key, rows, columns, sourceChannels, destinationChannels, weight));
        }
    }

    /** From the input channels of a group to its output channels. */
    Direction forward(int group) {
        return forward.computeIfAbsent(
                group,
                key -> new Direction(
                        shape.inChannelsPerGroup(),
                        shape.outChannelsPerGroup(),
                        (row, column, in, out) -> weight(group, out, in, row, column)));
    }

    /** From the output channels of a group back to its input channels. */
    Direction backward(int group) {
        return backward.computeIfAbsent(
                group,
                key -> new Direction(
                        shape.outChannelsPerGroup(),
                        shape.inChannelsPerGroup(),
                        (row, column, out, in) -> weight(group, out, in, row, column)));
    }

    /** From the output channels of a group back to blocks of input pixels; see {@link BlockedBackward}. */
    Panels blocks(int group, AxisTaps rows, AxisTaps columns) {
        int inChannels = shape.inChannelsPerGroup();
        FilterAxis rowAxis = FilterAxis.rows(shape);
        FilterAxis columnAxis = FilterAxis.columns(shape);
        return blocks.computeIfAbsent(
                group,
                key -> new Panels(
                        rows,
                        columns,
                        shape.outChannelsPerGroup(),
                        shape.strideHeight() * shape.strideWidth() * inChannels,
                        (row, column, out, channel) -> {
                            int pixel = channel / inChannels;
                            int rowTap = rowAxis.tapBetween(pixel / shape.strideWidth(), rows.offsets()[row]);
                            int columnTap =
                                    columnAxis.tapBetween(pixel % shape.strideWidth(), columns.offsets()[column]);
                            return rowTap < 0 || columnTap < 0
                                    ? 0
                                    : weight(group, out, channel % inChannels, rowTap, columnTap);
                        }));
    }

    /** The bias of a group, filled up to whole panels. */
    float[] bias(int group) {
        int first = group * shape.outChannelsPerGroup();
        return Panels.paddedRow(Arrays.copyOfRange(bias, first, first + shape.outChannelsPerGroup()));
    }

    private float weight(int group, int out, int in, int row, int column) {
        int filter = group * shape.outChannelsPerGroup() + out;
        return weights[
                ((filter * shape.inChannelsPerGroup() + in) * shape.filterHeight() + row) * shape.filterWidth()
                        + column];
    }
}
