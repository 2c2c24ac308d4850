package reverie.cli.film;

import reverie.cli.picture.Bitmaps;
import reverie.engine.image.Image;

/**
 * How often the colours of a picture occur, in cells of 8 x 8 x 8 values. Sums over all cells up to one make the sum over any
 * box of cells a matter of eight values.
 */
final class ColourCube {

    private static final int SIDE = 33; // 32 cells, and a layer of zeros before them
    private static final int CELLS = SIDE * SIDE * SIDE;
    private static final int[] STRIDES = {SIDE * SIDE, SIDE, 1}; // red, green, blue

    /** Per cell the number of pixels, and the sums of their red, green and blue. */
    private final double[][] cells = new double[4][CELLS];

    /** The same, and the sum of squares, of all cells up to this one along each axis. */
    private final double[][] sums = new double[5][CELLS];

    ColourCube(Image image) {
        for (int i = 0; i < image.rgb().length; i += 3) {
            int cell = 0;
            double squares = 0;
            int[] values = new int[3];
            for (int channel = 0; channel < 3; channel++) {
                int value = Byte.toUnsignedInt(Bitmaps.toByte(image.rgb()[i + channel]));
                values[channel] = value;
                cell += STRIDES[channel] * (1 + (value >> 3));
                squares += (double) value * value;
            }
            cells[0][cell]++;
            for (int channel = 0; channel < 3; channel++) {
                cells[1 + channel][cell] += values[channel];
            }
            sums[4][cell] += squares;
        }
        for (int kind = 0; kind < 5; kind++) {
            if (kind < 4) {
                System.arraycopy(cells[kind], 0, sums[kind], 0, CELLS);
            }
            for (int stride : STRIDES) {
                for (int cell = stride; cell < CELLS; cell++) {
                    // Sums must not run on from the end of one row of cells into the next.
                    if (cell / stride % SIDE != 0) {
                        sums[kind][cell] += sums[kind][cell - stride];
                    }
                }
            }
        }
    }

    /** A box of cells: {@code low} exclusive and {@code high} inclusive, along red, green and blue. */
    private record Box(int[] low, int[] high, double spread) {}

    /**
     * Cuts the cube into boxes and gives their means.
     *
     * @param colours receives red, green and blue of each
     * @param most the number of boxes, if there are as many colours
     * @return how many colours there are
     */
    int cut(float[] colours, int most) {
        Box[] boxes = new Box[most];
        boxes[0] = box(new int[3], new int[] {SIDE - 1, SIDE - 1, SIDE - 1});
        int count = 1;
        while (count < most) {
            int widest = 0;
            for (int i = 1; i < count; i++) {
                if (boxes[i].spread > boxes[widest].spread) {
                    widest = i;
                }
            }
            Box[] parts = boxes[widest].spread > 0 ? split(boxes[widest]) : null;
            if (parts == null) {
                if (boxes[widest].spread <= 0) {
                    break;
                }
                boxes[widest] = new Box(boxes[widest].low, boxes[widest].high, 0); // one cell; it stays whole
            } else {
                boxes[widest] = parts[0];
                boxes[count++] = parts[1];
            }
        }
        for (int i = 0; i < count; i++) {
            double pixels = sum(0, boxes[i].low, boxes[i].high);
            for (int channel = 0; channel < 3; channel++) {
                colours[3 * i + channel] = (float) (sum(1 + channel, boxes[i].low, boxes[i].high) / pixels);
            }
        }
        return count;
    }

    private Box box(int[] low, int[] high) {
        return new Box(low, high, sum(4, low, high) - meanPart(low, high));
    }

    /** The squared sum of the colours over their number: what the mean explains of the sum of squares. */
    private double meanPart(int[] low, int[] high) {
        double pixels = sum(0, low, high);
        double squares = 0;
        for (int channel = 0; channel < 3; channel++) {
            double sum = sum(1 + channel, low, high);
            squares += sum * sum;
        }
        return pixels == 0 ? 0 : squares / pixels;
    }

    /** The two boxes whose means explain most; null if all pixels are in one layer along each axis. */
    private Box[] split(Box box) {
        double best = -1;
        int bestAxis = 0;
        int bestCut = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int cut = box.low[axis] + 1; cut < box.high[axis]; cut++) {
                int[] middleHigh = with(box.high, axis, cut);
                int[] middleLow = with(box.low, axis, cut);
                if (sum(0, box.low, middleHigh) > 0 && sum(0, middleLow, box.high) > 0) {
                    double explained = meanPart(box.low, middleHigh) + meanPart(middleLow, box.high);
                    if (explained > best) {
                        best = explained;
                        bestAxis = axis;
                        bestCut = cut;
                    }
                }
            }
        }
        if (best < 0) {
            return null;
        }
        return new Box[] {
            box(box.low, with(box.high, bestAxis, bestCut)), box(with(box.low, bestAxis, bestCut), box.high)
        };
    }

    private static int[] with(int[] corner, int axis, int value) {
        int[] changed = corner.clone();
        changed[axis] = value;
        return changed;
    }

    /** The sum over a box, by inclusion and exclusion of its corners. */
    private double sum(int kind, int[] low, int[] high) {
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            int cell = 0;
            for (int axis = 0; axis < 3; axis++) {
                cell += STRIDES[axis] * ((corner >> axis & 1) == 0 ? high[axis] : low[axis]);
            }
            sum += Integer.bitCount(corner) % 2 == 0 ? sums[kind][cell] : -sums[kind][cell];
        }
        return sum;
    }

    /** Moves each colour to the mean of the cells that are nearest to it; one that has none stays. */
    void moveToMeans(float[] colours, int size) {
        double[] totals = new double[4 * size];
        for (int cell = 0; cell < CELLS; cell++) {
            double pixels = cells[0][cell];
            if (pixels > 0) {
                int nearest = Palette.nearestOf(
                        colours, size, (float) (cells[1][cell] / pixels), (float) (cells[2][cell] / pixels), (float)
                                (cells[3][cell] / pixels));
                for (int kind = 0; kind < 4; kind++) {
                    totals[4 * nearest + kind] += cells[kind][cell];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            if (totals[4 * i] > 0) {
                for (int channel = 0; channel < 3; channel++) {
                    colours[3 * i + channel] = (float) (totals[4 * i + 1 + channel] / totals[4 * i]);
                }
            }
        }
    }
}
