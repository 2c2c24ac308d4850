package reverie.kernels.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The innermost loops of the backward of max pooling with 3 x 3 windows: each window's gradient goes to its first maximum
 * in scan order.
 *
 * <p>That is the first maximum of the first row whose maximum is the greatest, so rows and columns can be taken one after
 * the other: a window's gradient goes to one of its three rows; what a row gets from the windows above each other is
 * added up; and only this sum goes to one of the three columns, which is the same for all those windows. Of three values
 * x, and of three rows' maxima likewise, the first greatest is
 *
 * <pre>
 *     the last     where x[2] &gt; max(x[0], x[1])
 *     the middle   else, where x[1] &gt; x[0]
 *     the first    else
 * </pre>
 *
 * <p>Windows come from the left to the right and from the top to the bottom. Each finishes the cells that no later one
 * sees, which are its first in both directions, as many as the stride is long. What it has for other cells it leaves to the
 * windows right of it and below it. So values are read and gradients written once, in the order in which they lie in
 * memory, which counts more than the arithmetic.
 */
final class FirstMaximum {

    /**
     * Where a row of windows reads and writes.
     *
     * @param top values of the first of the three rows that the windows see
     * @param gradients of the windows
     * @param cells input gradients in the first row that the windows see
     * @param nextCells the same in the second row, if the windows finish two
     * @param below what windows leave to the row of windows below; {@code belowNext} to the row below that, if there is
     *     a cell that both see
     * @param right two pixels: what a window leaves to the next one for its first unfinished column, and for its second;
     *     or, if windows finish two rows, for the one column in either row
     */
    record Rows(
            PixelRow top,
            PixelRow middle,
            PixelRow bottom,
            PixelRow gradients,
            PixelRow cells,
            PixelRow nextCells,
            PixelRow below,
            PixelRow belowNext,
            PixelRow right) {

        /** The same rows, but what is left below is counted from another window. */
        Rows belowFrom(int window) {
            return new Rows(
                    top,
                    middle,
                    bottom,
                    gradients,
                    cells,
                    nextCells,
                    below.from(window),
                    belowNext.from(window),
                    right);
        }
    }

    private FirstMaximum() {}

    /**
     * Windows that are one pixel apart; each finishes one cell.
     *
     * @param first number of the first window
     * @param inX its first column
     * @param windows how many of them
     * @param start first channel
     * @param end behind the last channel; whole vectors are computed
     * @param adds whether sums are added to what the cells hold: all lanes or none. Without a branch, because a vector of
     *     two origins would live in memory.
     */
    static void strideOne(Rows rows, int first, int inX, int windows, int start, int end, VectorMask<Float> adds) {
        float[] top = rows.top.values();
        float[] middle = rows.middle.values();
        float[] bottom = rows.bottom.values();
        float[] gradients = rows.gradients.values();
        float[] cells = rows.cells.values();
        float[] below = rows.below.values();
        float[] right = rows.right.values();
        int rightAt = rows.right.at(0);
        int rightNextAt = rows.right.at(1);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int window = 0; window < windows; window++) {
            int x = inX + window;
            int top0 = rows.top.at(x);
            int top1 = rows.top.at(x + 1);
            int top2 = rows.top.at(x + 2);
            int middle0 = rows.middle.at(x);
            int middle1 = rows.middle.at(x + 1);
            int middle2 = rows.middle.at(x + 2);
            int bottom0 = rows.bottom.at(x);
            int bottom1 = rows.bottom.at(x + 1);
            int bottom2 = rows.bottom.at(x + 2);
            int gradientAt = rows.gradients.at(first + window);
            int cellAt = rows.cells.at(x);
            int belowAt = rows.below.at(first + window);
            int belowNextAt = rows.belowNext.at(first + window);
            for (int c = start; c < end; c += COUNT) {
                FloatVector t0 = FloatVector.fromArray(SPECIES, top, top0 + c);
                FloatVector t1 = FloatVector.fromArray(SPECIES, top, top1 + c);
                FloatVector t2 = FloatVector.fromArray(SPECIES, top, top2 + c);
                VectorMask<Float> isMiddleColumn = t1.compare(GT, t0);
                FloatVector topMaximum = t0.blend(t1, isMiddleColumn);
                VectorMask<Float> isLastColumn = t2.compare(GT, topMaximum);
                topMaximum = topMaximum.blend(t2, isLastColumn);
                FloatVector m0 = FloatVector.fromArray(SPECIES, middle, middle0 + c);
                FloatVector m1 = FloatVector.fromArray(SPECIES, middle, middle1 + c);
                FloatVector m2 = FloatVector.fromArray(SPECIES, middle, middle2 + c);
                FloatVector middleMaximum = m0.blend(m1, m1.compare(GT, m0));
                middleMaximum = middleMaximum.blend(m2, m2.compare(GT, middleMaximum));
                FloatVector b0 = FloatVector.fromArray(SPECIES, bottom, bottom0 + c);
                FloatVector b1 = FloatVector.fromArray(SPECIES, bottom, bottom1 + c);
                FloatVector b2 = FloatVector.fromArray(SPECIES, bottom, bottom2 + c);
                FloatVector bottomMaximum = b0.blend(b1, b1.compare(GT, b0));
                bottomMaximum = bottomMaximum.blend(b2, b2.compare(GT, bottomMaximum));

                VectorMask<Float> isMiddleRow = middleMaximum.compare(GT, topMaximum);
                FloatVector maximum = topMaximum.blend(middleMaximum, isMiddleRow);
                VectorMask<Float> isLastRow = bottomMaximum.compare(GT, maximum);
                FloatVector gradient = FloatVector.fromArray(SPECIES, gradients, gradientAt + c);
                FloatVector upper = gradient.blend(zero, isLastRow);
                FloatVector forTop = FloatVector.fromArray(SPECIES, below, belowAt + c);
                FloatVector forMiddle = FloatVector.fromArray(SPECIES, below, belowNextAt + c);
                forTop = forTop.add(upper.blend(zero, isMiddleRow));
                forMiddle.add(zero.blend(upper, isMiddleRow)).intoArray(below, belowAt + c);
                zero.blend(gradient, isLastRow).intoArray(below, belowNextAt + c);

                FloatVector left = forTop.blend(zero, isLastColumn);
                FloatVector.fromArray(SPECIES, right, rightAt + c)
                        .add(left.blend(zero, isMiddleColumn))
                        .add(zero.blend(FloatVector.fromArray(SPECIES, cells, cellAt + c), adds))
                        .intoArray(cells, cellAt + c);
                FloatVector.fromArray(SPECIES, right, rightNextAt + c)
                        .add(zero.blend(left, isMiddleColumn))
                        .intoArray(right, rightAt + c);
                zero.blend(forTop, isLastColumn).intoArray(right, rightNextAt + c);
            }
        }
    }

    /** Windows that are two pixels apart; each finishes 2 x 2 cells. The arguments are those of {@link #strideOne}. */
    static void strideTwo(Rows rows, int first, int inX, int windows, int start, int end, VectorMask<Float> adds) {
        float[] top = rows.top.values();
        float[] middle = rows.middle.values();
        float[] bottom = rows.bottom.values();
        float[] gradients = rows.gradients.values();
        float[] cells = rows.cells.values();
        float[] nextCells = rows.nextCells.values();
        float[] below = rows.below.values();
        float[] right = rows.right.values();
        int topRightAt = rows.right.at(0);
        int middleRightAt = rows.right.at(1);
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int window = 0; window < windows; window++) {
            int x = inX + 2 * window;
            int top0 = rows.top.at(x);
            int top1 = rows.top.at(x + 1);
            int top2 = rows.top.at(x + 2);
            int middle0 = rows.middle.at(x);
            int middle1 = rows.middle.at(x + 1);
            int middle2 = rows.middle.at(x + 2);
            int bottom0 = rows.bottom.at(x);
            int bottom1 = rows.bottom.at(x + 1);
            int bottom2 = rows.bottom.at(x + 2);
            int gradientAt = rows.gradients.at(first + window);
            int cell0 = rows.cells.at(x);
            int cell1 = rows.cells.at(x + 1);
            int nextCell0 = rows.nextCells.at(x);
            int nextCell1 = rows.nextCells.at(x + 1);
            int belowAt = rows.below.at(first + window);
            for (int c = start; c < end; c += COUNT) {
                FloatVector t0 = FloatVector.fromArray(SPECIES, top, top0 + c);
                FloatVector t1 = FloatVector.fromArray(SPECIES, top, top1 + c);
                FloatVector t2 = FloatVector.fromArray(SPECIES, top, top2 + c);
                VectorMask<Float> topIsMiddle = t1.compare(GT, t0);
                FloatVector topMaximum = t0.blend(t1, topIsMiddle);
                VectorMask<Float> topIsLast = t2.compare(GT, topMaximum);
                topMaximum = topMaximum.blend(t2, topIsLast);
                FloatVector m0 = FloatVector.fromArray(SPECIES, middle, middle0 + c);
                FloatVector m1 = FloatVector.fromArray(SPECIES, middle, middle1 + c);
                FloatVector m2 = FloatVector.fromArray(SPECIES, middle, middle2 + c);
                VectorMask<Float> middleIsMiddle = m1.compare(GT, m0);
                FloatVector middleMaximum = m0.blend(m1, middleIsMiddle);
                VectorMask<Float> middleIsLast = m2.compare(GT, middleMaximum);
                middleMaximum = middleMaximum.blend(m2, middleIsLast);
                FloatVector b0 = FloatVector.fromArray(SPECIES, bottom, bottom0 + c);
                FloatVector b1 = FloatVector.fromArray(SPECIES, bottom, bottom1 + c);
                FloatVector b2 = FloatVector.fromArray(SPECIES, bottom, bottom2 + c);
                FloatVector bottomMaximum = b0.blend(b1, b1.compare(GT, b0));
                bottomMaximum = bottomMaximum.blend(b2, b2.compare(GT, bottomMaximum));

                VectorMask<Float> isMiddleRow = middleMaximum.compare(GT, topMaximum);
                FloatVector maximum = topMaximum.blend(middleMaximum, isMiddleRow);
                VectorMask<Float> isLastRow = bottomMaximum.compare(GT, maximum);
                FloatVector gradient = FloatVector.fromArray(SPECIES, gradients, gradientAt + c);
                FloatVector upper = gradient.blend(zero, isLastRow);
                FloatVector forTop = FloatVector.fromArray(SPECIES, below, belowAt + c);
                forTop = forTop.add(upper.blend(zero, isMiddleRow));
                FloatVector forMiddle = zero.blend(upper, isMiddleRow);
                zero.blend(gradient, isLastRow).intoArray(below, belowAt + c);

                FloatVector left = forTop.blend(zero, topIsLast);
                FloatVector.fromArray(SPECIES, right, topRightAt + c)
                        .add(left.blend(zero, topIsMiddle))
                        .add(zero.blend(FloatVector.fromArray(SPECIES, cells, cell0 + c), adds))
                        .intoArray(cells, cell0 + c);
                zero.blend(left, topIsMiddle)
                        .add(zero.blend(FloatVector.fromArray(SPECIES, cells, cell1 + c), adds))
                        .intoArray(cells, cell1 + c);
                zero.blend(forTop, topIsLast).intoArray(right, topRightAt + c);
                left = forMiddle.blend(zero, middleIsLast);
                FloatVector.fromArray(SPECIES, right, middleRightAt + c)
                        .add(left.blend(zero, middleIsMiddle))
                        .add(zero.blend(FloatVector.fromArray(SPECIES, nextCells, nextCell0 + c), adds))
                        .intoArray(nextCells, nextCell0 + c);
                zero.blend(left, middleIsMiddle)
                        .add(zero.blend(FloatVector.fromArray(SPECIES, nextCells, nextCell1 + c), adds))
                        .intoArray(nextCells, nextCell1 + c);
                zero.blend(forMiddle, middleIsLast).intoArray(right, middleRightAt + c);
            }
        }
    }
}
