package reverie.kernels.reference;

import reverie.kernels.Operation;

/** Softmax over the channels of each pixel. */
final class ReferenceSoftmax {

    private ReferenceSoftmax() {}

    /** y = exp(x) / sum of exp(x); the greatest x is subtracted from all first, so that nothing overflows. */
    static void forward(Operation.Softmax op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        for (int y = 0; y < input.height; y++) {
            for (int x = 0; x < input.width; x++) {
                double greatest = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < input.channels; c++) {
                    greatest = Math.max(greatest, input.get(y, x, c));
                }
                double sum = 0;
                for (int c = 0; c < input.channels; c++) {
                    sum += Math.exp(input.get(y, x, c) - greatest);
                }
                for (int c = 0; c < input.channels; c++) {
                    output.set(y, x, c, Math.exp(input.get(y, x, c) - greatest) / sum);
                }
            }
        }
    }

    /** dx = y * (dy - sum of dy * y): raising one score lowers every other probability. */
    static void backward(Operation.SoftmaxBackward op) {
        var output = new MapAccess(op.forward().output());
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        for (int y = 0; y < output.height; y++) {
            for (int x = 0; x < output.width; x++) {
                double mean = 0;
                for (int c = 0; c < output.channels; c++) {
                    mean += (double) outputGradient.get(y, x, c) * output.get(y, x, c);
                }
                for (int c = 0; c < output.channels; c++) {
                    double gradient = output.get(y, x, c) * (outputGradient.get(y, x, c) - mean);
                    inputGradient.put(y, x, c, gradient, op.accumulate());
                }
            }
        }
    }
}
