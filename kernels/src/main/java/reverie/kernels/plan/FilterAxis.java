package reverie.kernels.plan;

import reverie.kernels.ConvolutionShape;

/** The geometry of a convolution along one axis. */
public record FilterAxis(int taps, int stride, int padding, int dilation) {

    public static FilterAxis rows(ConvolutionShape shape) {
        return new FilterAxis(
                shape.filterHeight(), shape.strideHeight(), shape.paddingHeight(), shape.dilationHeight());
    }

    public static FilterAxis columns(ConvolutionShape shape) {
        return new FilterAxis(shape.filterWidth(), shape.strideWidth(), shape.paddingWidth(), shape.dilationWidth());
    }

    /**
     * The tap through which an input position was read by an output, or -1 if it was not: the output reads position output
     * * stride - padding + tap * dilation.
     */
    public int tapBetween(int input, int output) {
        int distance = input + padding - output * stride;
        boolean exists = distance >= 0 && distance % dilation == 0 && distance / dilation < taps;
        return exists ? distance / dilation : -1;
    }
}
