package reverie.kernels.vector;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;

/**
 * Filters for {@link TapConvolution}, packed when a direction first needs them: a forward pass never pays for the backward
 * order, nor the other way round.
 */
final class VectorFilters implements Filters {

    private enum Order {
        FORWARD,
        BACKWARD,
        BLOCKS
    }

    /** A packed order: one group, in one direction, for one phase of the stride. */
    private record Key(int group, Order order, int rowPhase, int columnPhase) {}

    private final ConvolutionShape shape;
    private final float[] weights;
    private final float[] bias;
    private final Map<Key, Panels> packed = new HashMap<>();

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

    /** The weights from the input channels of a group to its output channels. */
    Panels forward(int group, AxisTaps rows, AxisTaps columns) {
        return packed.computeIfAbsent(
                new Key(group, Order.FORWARD, 0, 0),
                key -> new Panels(
                        rows,
                        columns,
                        shape.inChannelsPerGroup(),
                        shape.outChannelsPerGroup(),
                        (row, column, in, out) -> weight(group, out, in, row, column)));
    }

    /** The weights from the output channels of a group back to its input channels. */
    Panels backward(int group, AxisTaps rows, AxisTaps columns) {
        return packed.computeIfAbsent(
                new Key(group, Order.BACKWARD, rows.start(), columns.start()),
                key -> new Panels(
                        rows,
                        columns,
                        shape.outChannelsPerGroup(),
                        shape.inChannelsPerGroup(),
                        (row, column, out, in) -> weight(group, out, in, row, column)));
    }

    /** The weights from the output channels of a group back to blocks of input pixels; see {@link BlockedBackward}. */
    Panels blocks(int group, AxisTaps rows, AxisTaps columns) {
        int inChannels = shape.inChannelsPerGroup();
        FilterAxis rowAxis = FilterAxis.rows(shape);
        FilterAxis columnAxis = FilterAxis.columns(shape);
        return packed.computeIfAbsent(
                new Key(group, Order.BLOCKS, 0, 0),
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
