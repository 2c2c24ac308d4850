package reverie.kernels.reference;

import reverie.kernels.LrnShape;
import reverie.kernels.Operation;

/**
 * Local response normalisation across channels. With s = k + alpha / n * sum of x^2 over the n channels around,
 *
 * <pre>
 *     y = x * s^-beta
 *     dx = dy * s^-beta - 2 alpha beta / n * x * sum over the n channels around of dy * y / s
 * </pre>
 *
 * The second term is there because x stands in the s of every channel that has x among its neighbours.
 */
final class ReferenceLrn {

    private ReferenceLrn() {}

    static void forward(Operation.Lrn op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> {
            double scale = scale(op.shape(), input, y, x, c);
            output.set(y, x, c, input.get(y, x, c) * Math.pow(scale, -op.shape().beta()));
        });
    }

    static void backward(Operation.LrnBackward op) {
        LrnShape shape = op.forward().shape();
        var input = new MapAccess(op.forward().input());
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        double factor = 2.0 * shape.alpha() * shape.beta() / shape.localSize();
        inputGradient.forEach((y, x, c) -> {
            double sum = 0;
            for (int n = first(shape, c); n <= last(shape, c, input.channels); n++) {
                double scale = scale(shape, input, y, x, n);
                double value = input.get(y, x, n) * Math.pow(scale, -shape.beta());
                sum += outputGradient.get(y, x, n) * value / scale;
            }
            double own = outputGradient.get(y, x, c) * Math.pow(scale(shape, input, y, x, c), -shape.beta());
            inputGradient.put(y, x, c, own - factor * input.get(y, x, c) * sum, op.accumulate());
        });
    }

    private static double scale(LrnShape shape, MapAccess input, int y, int x, int c) {
        double squares = 0;
        for (int n = first(shape, c); n <= last(shape, c, input.channels); n++) {
            squares += (double) input.get(y, x, n) * input.get(y, x, n);
        }
        return shape.k() + shape.alpha() / shape.localSize() * squares;
    }

    private static int first(LrnShape shape, int channel) {
        return Math.max(0, channel - shape.reach());
    }

    private static int last(LrnShape shape, int channel, int channels) {
        return Math.min(channels - 1, channel + shape.reach());
    }
}
