package reverie.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/**
 * The rows of an input gradient that the windows of one row of outputs reach, padding included, as a ring: rows are counted
 * from the first of padding, and a row takes the place of the one a window's height before it.
 */
final class InputRows {

    private final ConvolutionShape shape;
    private final GradientTarget target;
    private final float[] values;
    private final int length; // of a row; the last window may be read a vector too far
    private final int run; // floats in a row of a window
    private final VectorMask<Float> rest;
    private final boolean plain;
    private final int[] reached; // where the rows start that windows reach now

    /** Floats that the rows take. */
    static int size(ConvolutionShape shape, int inputWidth) {
        return Math.multiplyExact(shape.filterHeight(), length(shape, inputWidth));
    }

    private static int length(ConvolutionShape shape, int inputWidth) {
        int windows = (shape.outputWidth(inputWidth) - 1) * shape.strideWidth() + shape.filterWidth();
        return Lanes.roundUp(Math.max(windows, inputWidth + shape.paddingWidth()) * shape.inChannels()) + Lanes.COUNT;
    }

    /** @param values at least as long as {@link #size} says */
    InputRows(ConvolutionShape shape, GradientTarget target, float[] values) {
        this.shape = shape;
        this.target = target;
        this.values = values;
        this.length = length(shape, target.map().width());
        this.run = shape.filterWidth() * shape.inChannels();
        this.rest = Lanes.first(run % Lanes.COUNT);
        this.plain = target.map().isDense()
                && !target.accumulate()
                && target.reluOutput().isEmpty();
        this.reached = new int[shape.filterHeight()];
        Arrays.fill(values, 0, shape.filterHeight() * length, 0);
    }

    /** Turns to the rows that the windows of a row of outputs reach. */
    void turnTo(int outY) {
        for (int row = 0; row < reached.length; row++) {
            reached[row] = at(outY * shape.strideHeight() + row);
        }
    }

    /** Adds a window's cells, row by row, where the output at a column has its window. */
    void addWindow(int outX, float[] window, int windowAt) {
        int whole = run - run % Lanes.COUNT;
        int column = outX * shape.strideWidth() * shape.inChannels();
        for (int row = 0; row < reached.length; row++) {
            int from = windowAt + row * run;
            int to = reached[row] + column;
            for (int i = 0; i < whole; i += Lanes.COUNT) {
                sum(window, from + i, to + i).intoArray(values, to + i);
            }
            if (whole < run) {
                // Behind the window's row lies its next one, which does not belong here.
                FloatVector before = FloatVector.fromArray(Lanes.SPECIES, values, to + whole);
                before.blend(sum(window, from + whole, to + whole), rest).intoArray(values, to + whole);
            }
        }
    }

    private FloatVector sum(float[] window, int from, int to) {
        return FloatVector.fromArray(Lanes.SPECIES, values, to).add(FloatVector.fromArray(Lanes.SPECIES, window, from));
    }

    private int at(int row) {
        return row % shape.filterHeight() * length;
    }

    /** Writes a finished row to the input gradient. */
    void write(int row) {
        FeatureMap map = target.map();
        int channels = map.channels();
        int y = row - shape.paddingHeight();
        int first = at(row) + shape.paddingWidth() * channels;
        if (plain) {
            System.arraycopy(values, first, HostBuffer.array(map), map.at(y, 0), map.rowStride());
            return;
        }
        for (int x = 0; x < map.width(); x++) {
            GradientRows.putPixel(target, y, x, values, first + x * channels);
        }
    }

    /** Makes room for the row that takes this one's place. */
    void clear(int row) {
        Arrays.fill(values, at(row), at(row) + length, 0);
    }
}
