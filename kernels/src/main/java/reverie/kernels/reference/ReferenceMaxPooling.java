package reverie.kernels.reference;

import reverie.kernels.Operation;

/** Maximum of a window. */
final class ReferenceMaxPooling {

    private ReferenceMaxPooling() {}

    /** y = the greatest x in the window. */
    static void forward(Operation.MaxPooling op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> {
            Window window = Window.of(op.shape(), input.height, input.width, y, x);
            float maximum = Float.NEGATIVE_INFINITY;
            for (int inY = window.top(); inY < window.bottom(); inY++) {
                for (int inX = window.left(); inX < window.right(); inX++) {
                    maximum = Math.max(maximum, input.get(inY, inX, c));
                }
            }
            output.set(y, x, c, maximum);
        });
    }

    /** The whole of dy goes to the first x, in scan order, that was the greatest of its window. */
    static void backward(Operation.MaxPoolingBackward op) {
        var input = new MapAccess(op.forward().input());
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        double[] sums = new double[inputGradient.height * inputGradient.width * inputGradient.channels];
        outputGradient.forEach((y, x, c) -> {
            Window window = Window.of(op.forward().shape(), input.height, input.width, y, x);
            int firstY = window.top();
            int firstX = window.left();
            for (int inY = window.top(); inY < window.bottom(); inY++) {
                for (int inX = window.left(); inX < window.right(); inX++) {
                    if (input.get(inY, inX, c) > input.get(firstY, firstX, c)) {
                        firstY = inY;
                        firstX = inX;
                    }
                }
            }
            sums[(firstY * input.width + firstX) * input.channels + c] += outputGradient.get(y, x, c);
        });
        inputGradient.forEach((y, x, c) -> inputGradient.put(
                y, x, c, sums[(y * inputGradient.width + x) * inputGradient.channels + c], op.accumulate()));
    }
}
