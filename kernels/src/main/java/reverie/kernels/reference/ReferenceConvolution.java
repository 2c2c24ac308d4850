package reverie.kernels.reference;

import java.util.Arrays;
import java.util.stream.IntStream;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Operation;
import reverie.kernels.reference.ReferenceBackend.ReferenceFilters;

/**
 * Convolution. An output at (y, x) reads the input at (y * stride - padding + row * dilation, likewise x) for every row
 * and column of the filter; what lies outside the input counts as zero.
 *
 * <p>Rows are shared out to the machine's processors, since a network is millions of these sums; each sum is still made by
 * one thread, in one order.
 */
final class ReferenceConvolution {

    private ReferenceConvolution() {}

    /** y[o] = b[o] + sum over rows, columns and input channels of x * w[o]. */
    static void forward(Operation.Convolution op) {
        ConvolutionShape shape = op.shape();
        var filters = (ReferenceFilters) op.filters();
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        IntStream.range(0, output.height).parallel().forEach(y -> {
            for (int x = 0; x < output.width; x++) {
                for (int o = 0; o < output.channels; o++) {
                    double sum = filters.bias()[o] + window(shape, filters, input, y, x, o);
                    output.set(y, x, o, op.relu() ? Math.max(0, sum) : sum);
                }
            }
        });
    }

    private static double window(
            ConvolutionShape shape, ReferenceFilters filters, MapAccess input, int y, int x, int o) {
        int firstIn = o / shape.outChannelsPerGroup() * shape.inChannelsPerGroup();
        double sum = 0;
        for (int row = 0; row < shape.filterHeight(); row++) {
            for (int column = 0; column < shape.filterWidth(); column++) {
                int inY = y * shape.strideHeight() - shape.paddingHeight() + row * shape.dilationHeight();
                int inX = x * shape.strideWidth() - shape.paddingWidth() + column * shape.dilationWidth();
                if (input.contains(inY, inX)) {
                    for (int i = 0; i < shape.inChannelsPerGroup(); i++) {
                        sum += (double) input.get(inY, inX, firstIn + i) * filters.weight(o, i, row, column);
                    }
                }
            }
        }
        return sum;
    }

    /**
     * The same sum seen from the input: dx = sum of dy * w over every output and tap that read x. The tap (row, column)
     * read it for the output at (inY + padding - row * dilation) / stride, if that is a whole number and exists.
     */
    static void backward(Operation.ConvolutionBackward op) {
        ConvolutionShape shape = op.forward().shape();
        var filters = (ReferenceFilters) op.forward().filters();
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        IntStream.range(0, inputGradient.height).parallel().forEach(inY -> {
            double[] sums = new double[inputGradient.channels];
            for (int inX = 0; inX < inputGradient.width; inX++) {
                Arrays.fill(sums, 0);
                for (int row = 0; row < shape.filterHeight(); row++) {
                    for (int column = 0; column < shape.filterWidth(); column++) {
                        int stridedY = inY + shape.paddingHeight() - row * shape.dilationHeight();
                        int stridedX = inX + shape.paddingWidth() - column * shape.dilationWidth();
                        if (stridedY % shape.strideHeight() == 0 && stridedX % shape.strideWidth() == 0) {
                            int y = stridedY / shape.strideHeight();
                            int x = stridedX / shape.strideWidth();
                            if (outputGradient.contains(y, x)) {
                                addTap(filters, outputGradient, y, x, row, column, sums);
                            }
                        }
                    }
                }
                for (int i = 0; i < sums.length; i++) {
                    inputGradient.put(inY, inX, i, sums[i], op.accumulate());
                }
            }
        });
    }

    /** The same sum seen from a weight: dw = sum over all outputs of dy * x, where the tap lies inside the input. */
    static void filterBackward(Operation.ConvolutionFilterBackward op) {
        ConvolutionShape shape = op.forward().shape();
        var input = new MapAccess(op.forward().input());
        var outputGradient = new MapAccess(op.outputGradient());
        var filterGradient = new MapAccess(op.filterGradient());
        IntStream.range(0, shape.filterHeight()).parallel().forEach(row -> {
            for (int column = 0; column < shape.filterWidth(); column++) {
                for (int i = 0; i < shape.inChannelsPerGroup(); i++) {
                    for (int o = 0; o < shape.outChannels(); o++) {
                        double sum = outputs(shape, input, outputGradient, row, column, i, o);
                        filterGradient.put(row, column, i * shape.outChannels() + o, sum, true);
                    }
                }
            }
        });
        var biasGradient = new MapAccess(op.biasGradient());
        for (int o = 0; o < shape.outChannels(); o++) {
            double sum = 0;
            for (int y = 0; y < outputGradient.height; y++) {
                for (int x = 0; x < outputGradient.width; x++) {
                    sum += outputGradient.get(y, x, o);
                }
            }
            biasGradient.put(0, 0, o, sum, true);
        }
    }

    private static double outputs(
            ConvolutionShape shape, MapAccess input, MapAccess outputGradient, int row, int column, int i, int o) {
        int in = o / shape.outChannelsPerGroup() * shape.inChannelsPerGroup() + i;
        double sum = 0;
        for (int y = 0; y < outputGradient.height; y++) {
            for (int x = 0; x < outputGradient.width; x++) {
                int inY = y * shape.strideHeight() - shape.paddingHeight() + row * shape.dilationHeight();
                int inX = x * shape.strideWidth() - shape.paddingWidth() + column * shape.dilationWidth();
                if (input.contains(inY, inX)) {
                    sum += (double) outputGradient.get(y, x, o) * input.get(inY, inX, in);
                }
            }
        }
        return sum;
    }

    private static void addTap(
            ReferenceFilters filters, MapAccess outputGradient, int y, int x, int row, int column, double[] sums) {
        ConvolutionShape shape = filters.shape();
        for (int o = 0; o < outputGradient.channels; o++) {
            float gradient = outputGradient.get(y, x, o);
            if (gradient != 0) {
                int firstIn = o / shape.outChannelsPerGroup() * shape.inChannelsPerGroup();
                for (int i = 0; i < shape.inChannelsPerGroup(); i++) {
                    sums[firstIn + i] += (double) gradient * filters.weight(o, i, row, column);
                }
            }
        }
    }
}
