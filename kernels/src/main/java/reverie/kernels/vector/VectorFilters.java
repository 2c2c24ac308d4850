package reverie.kernels.vector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterAxis;
import reverie.kernels.plan.FilterView;

/**
 * Filters of a convolution, packed for the kernels when a direction first needs them: a forward pass never pays for the
 * backward order, nor the other way round.
 */
final class VectorFilters implements Filters {

    private final ConvolutionShape shape;
    private final float[] weights;
    private final float[] bias;
    private final Map<Key, Packing> packings = new HashMap<>();

    /** What a packing is for. */
    private record Key(Class<? extends Packing> kind, int group, boolean forward, Object variant) {}

    /** The phase of the stride that a packed order is for. */
    private record Phase(int row, int column) {}

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

    @Override
    public void refresh() {
        packings.values().forEach(Packing::pack);
    }

    private <P extends Packing> P packing(
            Class<P> kind, int group, boolean forward, Object variant, Supplier<P> packing) {
        return kind.cast(packings.computeIfAbsent(new Key(kind, group, forward, variant), key -> packing.get()));
    }

    /** The filters of one group as seen by a sum over taps that goes from its source channels to its destination channels. */
    final class Direction {

        private final int group;
        private final boolean forward;
        private final int sourceChannels;
        private final int destinationChannels;
        private final FilterView view;

        private Direction(int group, boolean forward) {
            FilterView view = FilterView.forward(shape, weights, group);
            this.group = group;
            this.forward = forward;
            this.sourceChannels = forward ? shape.inChannelsPerGroup() : shape.outChannelsPerGroup();
            this.destinationChannels = forward ? shape.outChannelsPerGroup() : shape.inChannelsPerGroup();
            this.view = forward ? view : view.backward();
        }

        /** Packed for {@link TapConvolution}. */
        Panels panels(AxisTaps rows, AxisTaps columns) {
            return packing(
                    Panels.class,
                    group,
                    forward,
                    new Phase(rows.start(), columns.start()),
                    () -> new Panels(part(rows, columns), destinationChannels));
        }

        private Panels.Part part(AxisTaps rows, AxisTaps columns) {
            return new Panels.Part(rows, columns, sourceChannels, view);
        }

        /** Transformed for {@link WinogradConvolution}. */
        WinogradFilters transformed(Winograd winograd, AxisTaps rows, AxisTaps columns) {
            return packing(
                    WinogradFilters.class,
                    group,
                    forward,
                    winograd,
                    () -> new WinogradFilters(winograd, rows, columns, sourceChannels, destinationChannels, view));
        }
    }

    /** From the input channels of a group to its output channels. */
    Direction forward(int group) {
        return new Direction(group, true);
    }

    /** From the output channels of a group back to its input channels. */
    Direction backward(int group) {
        return new Direction(group, false);
    }

    /**
     * From the output channels of several 1x1 convolutions, one behind the other, back to the input channels that they share.
     * Kept by each of them, so that whichever is refreshed refreshes it.
     */
    static Panels joined(List<VectorFilters> members) {
        AxisTaps tap = AxisTaps.forward(1, FilterAxis.rows(members.getFirst().shape));
        var key = new Key(Panels.class, 0, false, members);
        Panels panels = (Panels) members.getFirst().packings.computeIfAbsent(key, _ -> {
            List<Panels.Part> parts = members.stream()
                    .map(member -> member.backward(0).part(tap, tap))
                    .toList();
            return new Panels(parts, members.getFirst().shape.inChannels());
        });
        members.forEach(member -> member.packings.put(key, panels));
        return panels;
    }

    /** From the output channels of a group back to windows of input pixels; see {@link ScatteredBackward}. */
    SparseProduct windows(int group) {
        return packing(
                SparseProduct.class,
                group,
                false,
                "windows",
                () -> ScatteredBackward.product(shape.ofOneGroup(), backward(group).view));
    }

    /** From the output channels of a group back to blocks of input pixels; see {@link BlockedBackward}. */
    Panels blocks(int group, AxisTaps rows, AxisTaps columns) {
        return packing(
                        BlockPanels.class,
                        group,
                        false,
                        "blocks",
                        () -> new BlockPanels(shape.ofOneGroup(), rows, columns, forward(group).view))
                .panels();
    }

    /** The bias of a group, filled up to whole panels. */
    float[] bias(int group) {
        int first = group * shape.outChannelsPerGroup();
        return packing(
                        PaddedRow.class,
                        group,
                        true,
                        "bias",
                        () -> new PaddedRow(bias, first, shape.outChannelsPerGroup()))
                .values;
    }

    /** Per-channel values, filled up with zeros so that whole vectors can be read for the last panel too. */
    private static final class PaddedRow implements Packing {

        final float[] values;
        private final float[] perChannel;
        private final int first;
        private final int count;

        PaddedRow(float[] perChannel, int first, int count) {
            this.values = new float[Lanes.roundUp(count)];
            this.perChannel = perChannel;
            this.first = first;
            this.count = count;
            pack();
        }

        @Override
        public void pack() {
            System.arraycopy(perChannel, first, values, 0, count);
        }
    }
}
