package reverie.kernels;

/**
 * The geometry of a pooling, as Caffe defines it.
 *
 * @param rounding what happens to a last window that would reach over the edge: kept ({@code UP}, Caffe's default) or
 *     dropped
 */
public record PoolingShape(
        int windowHeight,
        int windowWidth,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        Rounding rounding) {

    /** How the output size is rounded to a whole number. */
    public enum Rounding {
        UP,
        DOWN
    }

    public PoolingShape {
        Shapes.requirePositive("pooling", "window", windowHeight, windowWidth);
        Shapes.requirePositive("pooling", "stride", strideHeight, strideWidth);
        Shapes.requireNotNegative("pooling", "padding", paddingHeight, paddingWidth);
        if (paddingHeight >= windowHeight || paddingWidth >= windowWidth) {
            throw new IllegalArgumentException("pooling: padding %d x %d must be smaller than the window %d x %d"
                    .formatted(paddingHeight, paddingWidth, windowHeight, windowWidth));
        }
    }

    /** A square window that rounds up: the common case. */
    public static PoolingShape square(int window, int stride, int padding) {
        return new PoolingShape(window, window, stride, stride, padding, padding, Rounding.UP);
    }

    /** One window over the whole input. */
    public static PoolingShape global(int inputHeight, int inputWidth) {
        return new PoolingShape(inputHeight, inputWidth, 1, 1, 0, 0, Rounding.UP);
    }

    /** Rows of the output; less than 1 if the window does not fit. */
    public int outputHeight(int inputHeight) {
        return outputSize(inputHeight, windowHeight, strideHeight, paddingHeight);
    }

    /** Columns of the output; less than 1 if the window does not fit. */
    public int outputWidth(int inputWidth) {
        return outputSize(inputWidth, windowWidth, strideWidth, paddingWidth);
    }

    /**
     * ceil((input + 2 padding - window) / stride) + 1, or floor; and a last window that would start at or beyond input +
     * padding is dropped, since it sees nothing. Caffe asks the last question only where there is padding; without, it can
     * only matter for strides longer than the window, where Caffe takes the maximum of no values.
     */
    private int outputSize(int input, int window, int stride, int padding) {
        int span = input + 2 * padding - window;
        int size = (rounding == Rounding.UP ? Math.ceilDiv(span, stride) : Math.floorDiv(span, stride)) + 1;
        if ((size - 1) * stride >= input + padding) {
            size--;
        }
        return size;
    }

    @Override
    public String toString() {
        return "pooling %dx%d stride %dx%d padding %dx%d rounding %s"
                .formatted(windowHeight, windowWidth, strideHeight, strideWidth, paddingHeight, paddingWidth, rounding);
    }
}
