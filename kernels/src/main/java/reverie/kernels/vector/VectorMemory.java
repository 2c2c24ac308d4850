package reverie.kernels.vector;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.MemoryNeeds;
import reverie.kernels.Operation;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterAxis;

/**
 * What {@link VectorBackend} takes beside maps, worked out from shapes: weights as they came and packed or transformed once
 * for each direction, and scratch memory.
 */
final class VectorMemory {

    private final Convolutions convolutions;
    private final int workers;
    private final Map<FeatureMap, Integer> depths = new HashMap<>(); // of the sums that 1x1 backwards may be joined to
    private long filters;
    private long shared;
    private long own;

    VectorMemory(Convolutions convolutions, int workers) {
        this.convolutions = convolutions;
        this.workers = workers;
    }

    MemoryNeeds of(List<Operation> operations) {
        filters = MemoryNeeds.shapes(operations).stream()
                .mapToLong(ConvolutionShape::weightCount)
                .sum();
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Convolution op -> {
                    ConvolutionShape shape = op.shape();
                    add(
                            shape,
                            AxisTaps.forward(op.output().height(), FilterAxis.rows(shape)),
                            AxisTaps.forward(op.output().width(), FilterAxis.columns(shape)),
                            op.input(),
                            op.output());
                }
                case Operation.ConvolutionBackward op
                when ScatteredBackward.suits(op.forward().shape().ofOneGroup()) -> {
                    ConvolutionShape shape = op.forward().shape().ofOneGroup();
                    int width = op.inputGradient().width();
                    own = Math.max(own, ScatteredBackward.workerScratch(shape, width));
                }
                case Operation.ConvolutionBackward op -> {
                    ConvolutionShape shape = op.forward().shape();
                    FeatureMap destination = op.inputGradient();
                    add(
                            shape,
                            AxisTaps.backward(destination.height(), FilterAxis.rows(shape))
                                    .getFirst(),
                            AxisTaps.backward(destination.width(), FilterAxis.columns(shape))
                                    .getFirst(),
                            op.outputGradient(),
                            destination);
                    if (shape.isPointwise()) {
                        int depth = depths.merge(destination, shape.outChannels(), Math::addExact);
                        own = Math.max(own, PointwiseSum.workerScratch(depth));
                    }
                }
                default -> {}
            }
        }
        return new MemoryNeeds(filters * Float.BYTES, (shared + own * workers) * Float.BYTES);
    }

    private void add(
            ConvolutionShape shape, AxisTaps rows, AxisTaps columns, FeatureMap source, FeatureMap destination) {
        int groups = shape.groups();
        int sourceChannels = source.channels() / groups;
        int destinationChannels = destination.channels() / groups;
        Optional<Winograd> winograd = convolutions.algorithm(rows, columns, sourceChannels);
        long taps = (long) shape.filterHeight() * shape.filterWidth();
        if (winograd.isPresent()) {
            int size = winograd.get().size();
            taps = (long) size * size;
            own = Math.max(own, WinogradConvolution.mostScratch(winograd.get(), sourceChannels));
        } else {
            shared = Math.max(shared, copy(shape, source) / groups);
        }
        filters += groups * taps * sourceChannels * Lanes.roundUp(destinationChannels);
    }

    /** Floats in a copy of a source with zeros around it; 0 if the source is read as it is. */
    private static long copy(ConvolutionShape shape, FeatureMap source) {
        long rows = source.height() + (long) shape.dilationHeight() * (shape.filterHeight() - 1);
        long columns = source.width() + (long) shape.dilationWidth() * (shape.filterWidth() - 1);
        boolean copied = rows > source.height() || columns > source.width();
        return copied ? rows * columns * source.channels() : 0;
    }
}
