package reverie.engine.dream;

import java.util.List;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/**
 * Smooths a gradient: every pixel becomes a mean of its neighbours, weighted by exp(-d^2 / 2 sigma^2) of their distance d.
 * Small networks answer to single pixels, which looks like noise; what is left after smoothing are their figures.
 */
final class GaussianBlur {

    private static final int COLOURS = 3;

    private final FeatureMap smooth;
    private final Program program;

    /**
     * Makes ready.
     *
     * @param gradient what will be smoothed, again and again; three channels
     * @param sigma in pixels, greater than 0
     */
    GaussianBlur(Backend backend, FeatureMap gradient, double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        var shape = ConvolutionShape.square(COLOURS, COLOURS, 2 * radius + 1, 1, radius);
        this.smooth = backend.allocateMap(gradient.height(), gradient.width(), COLOURS);
        var filters = backend.prepare(shape, weights(radius, sigma), new float[COLOURS]);
        this.program = backend.compile(List.of(new Operation.Convolution(filters, gradient, smooth, false)));
    }

    /** Every colour for itself: filters between different ones are zero. */
    private static float[] weights(int radius, double sigma) {
        int side = 2 * radius + 1;
        double[] bell = new double[side];
        double sum = 0;
        for (int i = 0; i < side; i++) {
            bell[i] = Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma));
            sum += bell[i];
        }
        float[] weights = new float[COLOURS * COLOURS * side * side];
        for (int colour = 0; colour < COLOURS; colour++) {
            int filter = (colour * COLOURS + colour) * side * side;
            for (int tap = 0; tap < side * side; tap++) {
                weights[filter + tap] = (float) (bell[tap / side] * bell[tap % side] / (sum * sum));
            }
        }
        return weights;
    }

    /** Smooths what the gradient's map holds now. */
    void run() {
        program.run();
    }

    /** Where the result lies. */
    FeatureMap smoothed() {
        return smooth;
    }
}
