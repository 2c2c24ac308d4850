package reverie.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.VectorMask;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;

/**
 * Rows of windows of a {@link MaxPoolingBackward}, one after the other. Windows are taken until every cell of the input is
 * finished, even where they stand behind the last output and have no gradient.
 *
 * <p>Rows outside the map are pixels that stand for all. Windows that reach over the left or right edge, and the channels
 * that do not fill a vector, are copied, computed, and copied back.
 */
final class MaxPoolingBand {

    /** Pixels of scratch memory beside the two rows below: 2 on the right, and for a copied window 9 + 1 + 4. */
    private static final int PIXELS = 2 + 9 + 1 + 4;

    private final FeatureMap values;
    private final FeatureMap gradients;
    private final FeatureMap cells;
    private final int stride;
    private final int above;
    private final int before;
    private final VectorMask<Float> adds;
    private final int windowsAcross;
    private final int width;

    private final PixelRow nothing; // a value that is no maximum
    private final PixelRow noGradient;
    private final PixelRow dropped; // what is computed for cells that do not exist
    private final PixelRow below;
    private final PixelRow belowNext;
    private final PixelRow right;
    private final FirstMaximum.Rows copy;

    /** How many floats of scratch memory a band needs. */
    static int scratch(Operation.MaxPoolingBackward op) {
        return (2 * windowsAcross(op) + PIXELS)
                * Lanes.roundUp(op.inputGradient().channels());
    }

    private static int windowsAcross(Operation.MaxPoolingBackward op) {
        PoolingShape shape = op.forward().shape();
        return Math.ceilDiv(op.inputGradient().width() + shape.paddingWidth(), shape.strideWidth());
    }

    /** @param scratch holds zeros from {@code at} on */
    MaxPoolingBand(Operation.MaxPoolingBackward op, float[] scratch, int at) {
        PoolingShape shape = op.forward().shape();
        this.values = op.forward().input();
        this.gradients = op.outputGradient();
        this.cells = op.inputGradient();
        this.stride = shape.strideHeight();
        this.above = shape.paddingHeight();
        this.before = shape.paddingWidth();
        this.adds = Lanes.first(op.accumulate() ? Lanes.COUNT : 0);
        this.windowsAcross = windowsAcross(op);
        this.width = Lanes.roundUp(cells.channels());
        float[] lowest = new float[width];
        Arrays.fill(lowest, Float.NEGATIVE_INFINITY);
        this.nothing = PixelRow.repeat(lowest);
        this.noGradient = PixelRow.repeat(new float[width]);
        this.dropped = PixelRow.repeat(new float[width]);
        this.below = new PixelRow(scratch, at, width);
        this.belowNext = below.from(windowsAcross);
        this.right = belowNext.from(windowsAcross);
        PixelRow free = right.from(2);
        this.copy = new FirstMaximum.Rows(
                free, free.from(3), free.from(6), free.from(9), free.from(10), free.from(12), below, belowNext, right);
    }

    /** Computes what a row of windows leaves to those below. */
    void prepare(int y) {
        run(y, dropped, dropped);
    }

    /** Finishes the cells of a row of windows. */
    void run(int y) {
        int inY = y * stride - above;
        run(y, cells(inY), stride == 1 ? dropped : cells(inY + 1));
    }

    private boolean exists(int inY) {
        return inY >= 0 && inY < cells.height();
    }

    private PixelRow cells(int inY) {
        return exists(inY) ? PixelRow.of(cells, inY) : dropped;
    }

    private PixelRow values(int inY) {
        return exists(inY) ? PixelRow.of(values, inY) : nothing;
    }

    private void run(int y, PixelRow firstCells, PixelRow nextCells) {
        int inY = y * stride - above;
        var rows = new FirstMaximum.Rows(
                values(inY),
                values(inY + 1),
                values(inY + 2),
                y < gradients.height() ? PixelRow.of(gradients, y) : noGradient,
                firstCells,
                nextCells,
                below,
                belowNext,
                right);
        Arrays.fill(right.values(), right.at(0), right.at(2), 0);
        int channels = cells.channels();
        int whole = channels / Lanes.COUNT * Lanes.COUNT;
        int firstInner = Math.min(Math.ceilDiv(before, stride), windowsAcross);
        int endInner = Math.max(firstInner, Math.floorDiv(cells.width() - 3 + before, stride) + 1);
        copyAndRun(rows, 0, firstInner, 0);
        run(rows, firstInner, firstInner * stride - before, endInner - firstInner, 0, whole);
        if (whole < channels) {
            copyAndRun(rows, firstInner, endInner, whole);
        }
        copyAndRun(rows, endInner, windowsAcross, 0);
    }

    private void run(FirstMaximum.Rows rows, int first, int inX, int windows, int start, int end) {
        if (stride == 1) {
            FirstMaximum.strideOne(rows, first, inX, windows, start, end, adds);
        } else {
            FirstMaximum.strideTwo(rows, first, inX, windows, start, end, adds);
        }
    }

    /** Windows [first, end), from a channel on. */
    private void copyAndRun(FirstMaximum.Rows rows, int first, int end, int channel) {
        int count = cells.channels() - channel;
        for (int x = first; x < end; x++) {
            int inX = x * stride - before;
            for (int i = 0; i < 3; i++) {
                boolean inside = inX + i >= 0 && inX + i < cells.width();
                (inside ? rows.top() : nothing).copy(inX + i, copy.top(), i, channel, count);
                (inside ? rows.middle() : nothing).copy(inX + i, copy.middle(), i, channel, count);
                (inside ? rows.bottom() : nothing).copy(inX + i, copy.bottom(), i, channel, count);
            }
            (x < gradients.width() ? rows.gradients() : noGradient).copy(x, copy.gradients(), 0, channel, count);
            for (int i = 0; i < stride; i++) {
                if (inX + i >= 0 && inX + i < cells.width()) {
                    rows.cells().copy(inX + i, copy.cells(), i, channel, count);
                    rows.nextCells().copy(inX + i, copy.nextCells(), i, channel, count);
                }
            }
            run(copy.belowFrom(x), 0, 0, 1, channel, channel + count);
            for (int i = 0; i < stride; i++) {
                if (inX + i >= 0 && inX + i < cells.width()) {
                    copy.cells().copy(i, rows.cells(), inX + i, channel, count);
                    copy.nextCells().copy(i, rows.nextCells(), inX + i, channel, count);
                }
            }
        }
    }
}
