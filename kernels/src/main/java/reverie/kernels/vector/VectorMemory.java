package reverie.kernels.vector;

import java.util.List;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.MemoryNeeds;
import reverie.kernels.Operation;

/**
 * What {@link VectorBackend} takes beside maps, worked out from shapes: weights as they came and packed once for each
 * direction, a table of places for every pixel of a {@link TapConvolution}, and scratch memory for the largest {@link
 * SourceMap} that is a copy.
 */
final class VectorMemory {

    /** Two places per pixel: where it reads, and where it writes. */
    private static final long TABLE_BYTES = 2L * Integer.BYTES;

    private VectorMemory() {}

    static MemoryNeeds of(List<Operation> operations) {
        long filters = MemoryNeeds.shapes(operations).stream()
                .mapToLong(ConvolutionShape::weightCount)
                .sum();
        long copies = 0;
        long tables = 0;
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Convolution op -> {
                    filters += packed(op.shape(), op.shape().outChannelsPerGroup());
                    tables += TABLE_BYTES * op.output().pixels() * op.shape().groups();
                    copies = Math.max(copies, copy(op.shape(), op.input(), false));
                }
                case Operation.ConvolutionBackward op -> {
                    ConvolutionShape shape = op.forward().shape();
                    filters += packed(shape, shape.inChannelsPerGroup());
                    tables += TABLE_BYTES * op.inputGradient().pixels() * shape.groups();
                    copies = Math.max(
                            copies,
                            copy(shape, op.outputGradient(), op.forward().relu()));
                }
                default -> {}
            }
        }
        return new MemoryNeeds(filters * Float.BYTES, copies * Float.BYTES + tables);
    }

    /** Floats in panels whose last vectors are filled up to whole ones. */
    private static long packed(ConvolutionShape shape, int destinationChannelsPerGroup) {
        return (long) shape.weightCount() / destinationChannelsPerGroup * Lanes.roundUp(destinationChannelsPerGroup);
    }

    /** Floats in a copy of a source with zeros around it; 0 if the source is read as it is. */
    private static long copy(ConvolutionShape shape, FeatureMap source, boolean masked) {
        long rows = source.height() + (long) shape.dilationHeight() * (shape.filterHeight() - 1);
        long columns = source.width() + (long) shape.dilationWidth() * (shape.filterWidth() - 1);
        boolean copied = masked || rows > source.height() || columns > source.width();
        return copied ? rows * columns * source.channels() / shape.groups() : 0;
    }
}
