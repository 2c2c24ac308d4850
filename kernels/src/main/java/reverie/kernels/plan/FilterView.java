package reverie.kernels.plan;

import reverie.kernels.ConvolutionShape;

/**
 * Weights as a sum over taps sees them, from its source to its destination channels: forward and backward are two ways to
 * step through the same array.
 *
 * @param weights any order that fixed steps lead through
 * @param offset the weight of tap (0, 0) between the first source and the first destination channel
 */
public record FilterView(
        float[] weights, int offset, int rowStep, int columnStep, int sourceStep, int destinationStep) {

    /** From the input to the output channels of a group; weights in the order of {@link ConvolutionShape}. */
    public static FilterView forward(ConvolutionShape shape, float[] weights, int group) {
        int taps = shape.filterHeight() * shape.filterWidth();
        int filter = shape.inChannelsPerGroup() * taps;
        int offset = group * shape.outChannelsPerGroup() * filter;
        return new FilterView(weights, offset, shape.filterWidth(), 1, taps, filter);
    }

    /** From the destination back to the source channels. */
    public FilterView backward() {
        return new FilterView(weights, offset, rowStep, columnStep, destinationStep, sourceStep);
    }

    /** Where a weight lies; those of further destination channels follow at {@link #destinationStep}. */
    public int at(int row, int column, int source, int destination) {
        return offset + row * rowStep + column * columnStep + source * sourceStep + destination * destinationStep;
    }

    public float weight(int row, int column, int source, int destination) {
        return weights[at(row, column, source, destination)];
    }
}
