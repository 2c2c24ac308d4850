package reverie.engine.dream;

import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;

/** A filter that is the product of a line of numbers with itself, for each colour by itself. */
final class ColourFilter {

    /** Channels of a picture. */
    static final int COLOURS = 3;

    private ColourFilter() {}

    /**
     * Prepares one: the weight of tap (i, j) is line[i] line[j] / divisor, and zero between different colours.
     *
     * @param stride of the convolution, which keeps the size otherwise
     * @param line of odd length
     */
    static Filters prepare(Backend backend, int stride, double[] line, double divisor) {
        int side = line.length;
        float[] weights = new float[COLOURS * COLOURS * side * side];
        for (int colour = 0; colour < COLOURS; colour++) {
            int filter = (colour * COLOURS + colour) * side * side;
            for (int tap = 0; tap < side * side; tap++) {
                weights[filter + tap] = (float) (line[tap / side] * line[tap % side] / divisor);
            }
        }
        var shape = ConvolutionShape.square(COLOURS, COLOURS, side, stride, side / 2);
        return backend.prepare(shape, weights, new float[COLOURS]);
    }
}
