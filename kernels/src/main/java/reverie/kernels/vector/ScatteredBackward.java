package reverie.kernels.vector;

import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.FilterView;
import reverie.kernels.plan.GradientTarget;

/**
 * The backward of a strided convolution with few input channels and a large filter, such as GoogLeNet's first: the gradient
 * of each output is multiplied with all its filters, and the products are added to the window that the output had seen.
 * Sums over taps, as in {@link TapConvolution}, would leave most lanes of a vector empty: 3 of 16 for colours.
 *
 * <p>Behind such a convolution stand a ReLU and a max pooling, so at least three of four gradients are zeros, which {@link
 * SparseProduct} leaves out.
 *
 * <p>Rows of the input are shared out in bands. Outputs whose windows lie in two bands are computed for both. So an input
 * gets its sums from one thread, over outputs in scan order, however many bands there are.
 */
final class ScatteredBackward implements Step {

    /** Fewer input rows than this share too many outputs with their neighbours. */
    private static final int SMALLEST_BAND = 16;

    private final ConvolutionShape shape;
    private final SparseProduct product;
    private final FeatureMap outputGradient;
    private final GradientTarget target;

    /** @param product of output channels with the cells of a window, as {@link #product} makes it */
    ScatteredBackward(ConvolutionShape shape, SparseProduct product, FeatureMap outputGradient, GradientTarget target) {
        this.shape = shape;
        this.product = product;
        this.outputGradient = outputGradient;
        this.target = target;
    }

    /** @param view from an output to an input channel */
    static SparseProduct product(ConvolutionShape shape, FilterView view) {
        int channels = shape.inChannels();
        int run = shape.filterWidth() * channels;
        return new SparseProduct(
                shape.outChannels(),
                shape.filterHeight() * run,
                (out, cell) -> view.weight(cell / run, cell % run / channels, out, cell % channels));
    }

    /** Whether a window is worth a matrix of its own, and lanes would stay empty otherwise. */
    static boolean suits(ConvolutionShape shape) {
        return shape.strideHeight() * shape.strideWidth() > 1
                && shape.dilationHeight() == 1
                && shape.dilationWidth() == 1
                && shape.inChannels() <= 4
                && shape.filterHeight() * shape.filterWidth() * shape.inChannels() >= 64;
    }

    @Override
    public int workerScratch() {
        return workerScratch(shape, target.map().width());
    }

    static int workerScratch(ConvolutionShape shape, int inputWidth) {
        int cells = shape.filterHeight() * shape.filterWidth() * shape.inChannels();
        // The last window may be read a vector too far.
        return InputRows.size(shape, inputWidth) + SparseProduct.PIXELS * SparseProduct.width(cells) + Lanes.COUNT;
    }

    @Override
    public void run(Team team, Scratch scratch) {
        int height = target.map().height();
        int rows = Math.max(SMALLEST_BAND, Math.ceilDiv(height, 3 * team.threads()));
        team.forEach(
                Math.ceilDiv(height, rows),
                (band, worker) -> runBand(band * rows, Math.min((band + 1) * rows, height), scratch.of(worker)));
    }

    /** Computes the input rows [first, end). Inside, rows are counted from the first of padding. */
    private void runBand(int first, int end, float[] memory) {
        var rows = new InputRows(shape, target, memory);
        int stride = shape.strideHeight();
        int start = first + shape.paddingHeight();
        int stop = end + shape.paddingHeight();
        int firstY = Math.max(0, Math.ceilDiv(start + 1 - shape.filterHeight(), stride));
        int endY = Math.min(outputGradient.height(), Math.ceilDiv(stop, stride));
        int[] at = new int[SparseProduct.PIXELS];
        long[] bits = product.bits();
        int row = Math.min(start, firstY * stride);
        for (int y = firstY; y < endY; y++) {
            row = finish(rows, row, y * stride, start, stop);
            scatter(rows, y, at, bits, memory);
        }
        finish(rows, row, stop, start, stop);
    }

    /** Finishes rows up to one, and drops those before {@code start}, which another band computes. */
    private static int finish(InputRows rows, int row, int end, int start, int stop) {
        int next = row;
        for (; next < Math.min(end, stop); next++) {
            if (next >= start) {
                rows.write(next);
            }
            rows.clear(next);
        }
        return next;
    }

    private void scatter(InputRows rows, int y, int[] at, long[] bits, float[] memory) {
        int sumsAt = InputRows.size(shape, target.map().width());
        rows.turnTo(y);
        for (int x = 0; x < outputGradient.width(); x += SparseProduct.PIXELS) {
            int pixels = Math.min(SparseProduct.PIXELS, outputGradient.width() - x);
            for (int i = 0; i < pixels; i++) {
                at[i] = outputGradient.at(y, x + i);
            }
            product.multiply(HostBuffer.array(outputGradient), at, pixels, bits, memory, sumsAt);
            for (int i = 0; i < pixels; i++) {
                rows.addWindow(x + i, memory, sumsAt + i * product.width());
            }
        }
    }
}
