package reverie.kernels;

/**
 * The geometry of a convolution, as Caffe defines it: cross-correlation with zero padding. With groups, output channel
 * group {@code i} sees input channel group {@code i} alone.
 *
 * @param inChannels channels of the input; a multiple of {@code groups}
 * @param outChannels channels of the output; a multiple of {@code groups}
 * @param dilationHeight rows between neighbouring filter taps, 1 for an ordinary filter
 */
public record ConvolutionShape(
        int inChannels,
        int outChannels,
        int filterHeight,
        int filterWidth,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        int dilationHeight,
        int dilationWidth,
        int groups) {

    public ConvolutionShape {
        Shapes.requirePositive("convolution", "channels", inChannels, outChannels);
        Shapes.requirePositive("convolution", "filter size", filterHeight, filterWidth);
        Shapes.requirePositive("convolution", "stride", strideHeight, strideWidth);
        Shapes.requireNotNegative("convolution", "padding", paddingHeight, paddingWidth);
        Shapes.requirePositive("convolution", "dilation", dilationHeight, dilationWidth);
        if (groups < 1 || inChannels % groups != 0 || outChannels % groups != 0) {
            throw new IllegalArgumentException("convolution: %d groups do not divide %d input and %d output channels"
                    .formatted(groups, inChannels, outChannels));
        }
    }

    /** A square filter without dilation or groups: the common case. */
    public static ConvolutionShape square(int inChannels, int outChannels, int filter, int stride, int padding) {
        return new ConvolutionShape(inChannels, outChannels, filter, filter, stride, stride, padding, padding, 1, 1, 1);
    }

    /** Whether every output pixel sees the input pixel in its place, whole, and no other. */
    public boolean isPointwise() {
        return equals(square(inChannels, outChannels, 1, 1, 0));
    }

    /** Rows of the output; less than 1 if the filter does not fit into the padded input. */
    public int outputHeight(int inputHeight) {
        return outputSize(inputHeight, filterHeight, strideHeight, paddingHeight, dilationHeight);
    }

    /** Columns of the output; less than 1 if the filter does not fit into the padded input. */
    public int outputWidth(int inputWidth) {
        return outputSize(inputWidth, filterWidth, strideWidth, paddingWidth, dilationWidth);
    }

    /** floor((input + 2 padding - extent) / stride) + 1, where the extent of a filter is dilation (size - 1) + 1. */
    private static int outputSize(int input, int filter, int stride, int padding, int dilation) {
        return Math.floorDiv(input + 2 * padding - (dilation * (filter - 1) + 1), stride) + 1;
    }

    public int inChannelsPerGroup() {
        return inChannels / groups;
    }

    public int outChannelsPerGroup() {
        return outChannels / groups;
    }

    /** How many weights there are: out x (in / groups) x height x width. */
    public int weightCount() {
        return Math.multiplyExact(Math.multiplyExact(outChannels, inChannelsPerGroup()), filterHeight * filterWidth);
    }

    /** Refuses weights and biases that are not as many as this geometry needs. */
    public void requireParameters(float[] weights, float[] bias) {
        if (weights.length != weightCount() || bias.length != outChannels) {
            throw new IllegalArgumentException(
                    "%s: %d weights and %d biases".formatted(this, weights.length, bias.length));
        }
    }

    /** The part of the geometry that one group sees. */
    public ConvolutionShape ofOneGroup() {
        return new ConvolutionShape(
                inChannelsPerGroup(),
                outChannelsPerGroup(),
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                paddingHeight,
                paddingWidth,
                dilationHeight,
                dilationWidth,
                1);
    }

    @Override
    public String toString() {
        return "convolution %d->%d %dx%d stride %dx%d padding %dx%d dilation %dx%d groups %d"
                .formatted(
                        inChannels,
                        outChannels,
                        filterHeight,
                        filterWidth,
                        strideHeight,
                        strideWidth,
                        paddingHeight,
                        paddingWidth,
                        dilationHeight,
                        dilationWidth,
                        groups);
    }
}
