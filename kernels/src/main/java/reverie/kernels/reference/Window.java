package reverie.kernels.reference;

import reverie.kernels.PoolingShape;

/**
 * The part of a pooling window that lies inside the input, rows [top, bottom) and columns [left, right), and how many
 * cells the window has when it is clipped to the padded input only, which is what an average divides by.
 */
record Window(int top, int bottom, int left, int right, int paddedSize) {

    static Window of(PoolingShape shape, int inputHeight, int inputWidth, int outY, int outX) {
        int top = outY * shape.strideHeight() - shape.paddingHeight();
        int left = outX * shape.strideWidth() - shape.paddingWidth();
        int bottom = Math.min(top + shape.windowHeight(), inputHeight + shape.paddingHeight());
        int right = Math.min(left + shape.windowWidth(), inputWidth + shape.paddingWidth());
        return new Window(
                Math.max(top, 0),
                Math.min(bottom, inputHeight),
                Math.max(left, 0),
                Math.min(right, inputWidth),
                (bottom - top) * (right - left));
    }
}
