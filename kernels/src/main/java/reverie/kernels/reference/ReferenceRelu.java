package reverie.kernels.reference;

import reverie.kernels.Operation;

/** Rectified linear unit. */
final class ReferenceRelu {

    private ReferenceRelu() {}

    /** y = max(0, x). */
    static void forward(Operation.Relu op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> output.set(y, x, c, Math.max(0, input.get(y, x, c))));
    }

    /** dx = dy where y > 0, else 0. */
    static void backward(Operation.ReluBackward op) {
        var output = new MapAccess(op.forward().output());
        var outputGradient = new MapAccess(op.outputGradient());
        var inputGradient = new MapAccess(op.inputGradient());
        inputGradient.forEach((y, x, c) ->
                inputGradient.put(y, x, c, output.get(y, x, c) > 0 ? outputGradient.get(y, x, c) : 0, op.accumulate()));
    }
}
