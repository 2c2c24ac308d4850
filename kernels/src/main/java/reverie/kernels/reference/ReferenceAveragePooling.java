package reverie.kernels.reference;

import reverie.kernels.Operation;

/** Average of a window. */
final class ReferenceAveragePooling {

    private ReferenceAveragePooling() {}

    /** y = sum of x in the window / size of the window. */
    static void forward(Operation.AveragePooling op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> {
            Window window = Window.of(op.shape(), input.height, input.width, y, x);
            double sum = 0;
            for (int inY = window.top(); inY < window.bottom(); inY++) {
                for (int inX = window.left(); inX < window.right(); inX++) {
                    sum += input.get(inY, inX, c);
                }
            }
            output.set(y, x, c, sum / window.paddedSize());
        });
    }

    /** Every x of a window has the same share of dy: dx = sum over its windows of dy / size of the window. */
    static void backward(Operation.AveragePoolingBackward op) {
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        double[] sums = new double[inputGradient.height * inputGradient.width * inputGradient.channels];
        outputGradient.forEach((y, x, c) -> {
            Window window = Window.of(op.forward().shape(), inputGradient.height, inputGradient.width, y, x);
            double share = (double) outputGradient.get(y, x, c) / window.paddedSize();
            for (int inY = window.top(); inY < window.bottom(); inY++) {
                for (int inX = window.left(); inX < window.right(); inX++) {
                    sums[(inY * inputGradient.width + inX) * inputGradient.channels + c] += share;
                }
            }
        });
        inputGradient.forEach((y, x, c) -> inputGradient.put(
                y, x, c, sums[(y * inputGradient.width + x) * inputGradient.channels + c], op.accumulate()));
    }
}
