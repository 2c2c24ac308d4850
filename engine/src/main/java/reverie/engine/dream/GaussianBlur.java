package reverie.engine.dream;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/**
 * Smooths a gradient: every pixel becomes a mean of its neighbours, weighted by exp(-d^2 / 2 sigma^2) of their distance d.
 * Small networks answer to single pixels, which looks like noise; what is left after smoothing are their figures.
 */
final class GaussianBlur {

    private final FeatureMap smooth;
    private final Program program;

    /**
     * Makes ready.
     *
     * @param gradient what will be smoothed, again and again; three channels
     * @param sigma in pixels, greater than 0
     */
    GaussianBlur(Backend backend, FeatureMap gradient, double sigma) {
        double[] bell = bell(sigma);
        double sum = DoubleStream.of(bell).reduce(0, Double::sum);
        var filters = ColourFilter.prepare(backend, 1, bell, sum * sum);
        this.smooth = backend.allocateMap(gradient.height(), gradient.width(), ColourFilter.COLOURS);
        this.program = backend.compile(List.of(new Operation.Convolution(filters, gradient, smooth, false)));
    }

    private static double[] bell(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        double[] bell = new double[2 * radius + 1];
        Arrays.setAll(bell, i -> Math.exp(-(i - radius) * (i - radius) / (2 * sigma * sigma)));
        return bell;
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
