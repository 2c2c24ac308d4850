package reverie.kernels.reference;

import reverie.kernels.Operation;

/** The operations that look at one value at a time, or only move it. */
final class ReferencePixels {

    private ReferencePixels() {}

    /** y = factor * x, or y += factor * x. */
    static void scale(Operation.Scale op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> output.put(y, x, c, (double) op.factor() * input.get(y, x, c), op.accumulate()));
    }

    /** y = x, kept inside [low, high]. */
    static void clip(Operation.Clip op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        output.forEach((y, x, c) -> output.set(
                y,
                x,
                c,
                Math.clamp(input.get(y, x, c), op.low().get(c), op.high().get(c))));
    }

    /** Every value moves down and right, and comes in again on the other side. */
    static void roll(Operation.Roll op) {
        var input = new MapAccess(op.input());
        var output = new MapAccess(op.output());
        input.forEach((y, x, c) -> {
            int toY = Math.floorMod(y + op.down(), output.height);
            int toX = Math.floorMod(x + op.right(), output.width);
            output.set(toY, toX, c, input.get(y, x, c));
        });
    }
}
