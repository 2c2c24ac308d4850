package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Products of pixels with a matrix, for pixels whose channels are mostly zero: which are not is looked up first, and only
 * their rows of the matrix are added up, in ascending order. Leaving out a product with zero changes no sum.
 *
 * <p>The matrix is cut into panels of columns. A panel's sums stay in registers, and the panel itself in the nearest cache
 * while all pixels go by.
 */
final class SparseProduct implements Packing {

    /** How many pixels go by at once: what they and their sums take fits into a second-level cache. */
    static final int PIXELS = 128;

    /**
     * Vectors in a panel: at most 80 columns, of which 64 rows are 20 KB; and enough sums to hide the latency of a fused
     * multiply-add, of which a processor begins one per cycle if vectors have 512 bits, and two if they are shorter.
     */
    private static final int VECTORS = COUNT > 8 ? 5 : 10;

    private static final int WIDTH = VECTORS * COUNT;

    /** An element of the matrix. */
    interface Element {
        float at(int row, int column);
    }

    private final int depth;
    private final int panels;
    private final int words;
    private final int columns;
    private final Element element;
    private final float[] matrix;

    SparseProduct(int rows, int columns, Element element) {
        this.depth = rows;
        this.panels = Math.ceilDiv(columns, WIDTH);
        this.words = Math.ceilDiv(rows, Long.SIZE);
        this.columns = columns;
        this.element = element;
        this.matrix = new float[Math.multiplyExact(width(), rows)];
        pack();
    }

    @Override
    public void pack() {
        for (int row = 0; row < depth; row++) {
            for (int column = 0; column < columns; column++) {
                matrix[(column / WIDTH * depth + row) * WIDTH + column % WIDTH] = element.at(row, column);
            }
        }
    }

    /** Floats from the sums of a pixel to those of the next: the columns, filled up to whole panels. */
    int width() {
        return panels * WIDTH;
    }

    static int width(int columns) {
        return Math.ceilDiv(columns, WIDTH) * WIDTH;
    }

    /** Room for a bit per channel of all pixels that go by at once, which says whether it is not zero. */
    long[] bits() {
        return new long[PIXELS * words];
    }

    /**
     * Multiplies.
     *
     * @param at where the pixels' channels start, as many as the matrix has rows
     * @param pixels how many, at most {@link #PIXELS}
     * @param bits from {@link #bits}, of any content
     */
    void multiply(float[] values, int[] at, int pixels, long[] bits, float[] sums, int sumsAt) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            findNonZeros(values, at[pixel], bits, pixel * words);
        }
        for (int panel = 0; panel < panels; panel++) {
            if (VECTORS == 5) {
                fiveVectors(values, at, bits, pixels, panel, sums, sumsAt);
            } else {
                tenVectors(values, at, bits, pixels, panel, sums, sumsAt);
            }
        }
    }

    private void findNonZeros(float[] values, int at, long[] bits, int bitsAt) {
        int whole = depth / COUNT * COUNT;
        for (int word = 0; word < words; word++) {
            int first = word * Long.SIZE;
            int end = Math.min(depth, first + Long.SIZE);
            long found = 0;
            for (int i = first; i < Math.min(whole, end); i += COUNT) {
                FloatVector some = FloatVector.fromArray(SPECIES, values, at + i);
                found |= some.compare(VectorOperators.NE, 0).toLong() << (i - first);
            }
            for (int i = Math.max(whole, first); i < end; i++) {
                found |= values[at + i] == 0 ? 0 : 1L << (i - first);
            }
            bits[bitsAt + word] = found;
        }
    }

    private void fiveVectors(
            float[] values, int[] at, long[] nonZeros, int pixels, int panel, float[] sums, int sumsAt) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            FloatVector a0 = FloatVector.zero(SPECIES);
            FloatVector a1 = FloatVector.zero(SPECIES);
            FloatVector a2 = FloatVector.zero(SPECIES);
            FloatVector a3 = FloatVector.zero(SPECIES);
            FloatVector a4 = FloatVector.zero(SPECIES);
            for (int word = 0; word < words; word++) {
                int first = at[pixel] + word * Long.SIZE;
                int firstRow = (panel * depth + word * Long.SIZE) * WIDTH;
                for (long left = nonZeros[pixel * words + word]; left != 0; left &= left - 1) {
                    int channel = Long.numberOfTrailingZeros(left);
                    FloatVector x = FloatVector.broadcast(SPECIES, values[first + channel]);
                    int row = firstRow + channel * WIDTH;
                    a0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row), a0);
                    a1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + COUNT), a1);
                    a2 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 2 * COUNT), a2);
                    a3 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 3 * COUNT), a3);
                    a4 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 4 * COUNT), a4);
                }
            }
            int to = sumsAt + pixel * width() + panel * WIDTH;
            a0.intoArray(sums, to);
            a1.intoArray(sums, to + COUNT);
            a2.intoArray(sums, to + 2 * COUNT);
            a3.intoArray(sums, to + 3 * COUNT);
            a4.intoArray(sums, to + 4 * COUNT);
        }
    }

    private void tenVectors(
            float[] values, int[] at, long[] nonZeros, int pixels, int panel, float[] sums, int sumsAt) {
        for (int pixel = 0; pixel < pixels; pixel++) {
            FloatVector a0 = FloatVector.zero(SPECIES);
            FloatVector a1 = FloatVector.zero(SPECIES);
            FloatVector a2 = FloatVector.zero(SPECIES);
            FloatVector a3 = FloatVector.zero(SPECIES);
            FloatVector a4 = FloatVector.zero(SPECIES);
            FloatVector a5 = FloatVector.zero(SPECIES);
            FloatVector a6 = FloatVector.zero(SPECIES);
            FloatVector a7 = FloatVector.zero(SPECIES);
            FloatVector a8 = FloatVector.zero(SPECIES);
            FloatVector a9 = FloatVector.zero(SPECIES);
            for (int word = 0; word < words; word++) {
                int first = at[pixel] + word * Long.SIZE;
                int firstRow = (panel * depth + word * Long.SIZE) * WIDTH;
                for (long left = nonZeros[pixel * words + word]; left != 0; left &= left - 1) {
                    int channel = Long.numberOfTrailingZeros(left);
                    FloatVector x = FloatVector.broadcast(SPECIES, values[first + channel]);
                    int row = firstRow + channel * WIDTH;
                    a0 = x.fma(FloatVector.fromArray(SPECIES, matrix, row), a0);
                    a1 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + COUNT), a1);
                    a2 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 2 * COUNT), a2);
                    a3 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 3 * COUNT), a3);
                    a4 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 4 * COUNT), a4);
                    a5 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 5 * COUNT), a5);
                    a6 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 6 * COUNT), a6);
                    a7 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 7 * COUNT), a7);
                    a8 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 8 * COUNT), a8);
                    a9 = x.fma(FloatVector.fromArray(SPECIES, matrix, row + 9 * COUNT), a9);
                }
            }
            int to = sumsAt + pixel * width() + panel * WIDTH;
            a0.intoArray(sums, to);
            a1.intoArray(sums, to + COUNT);
            a2.intoArray(sums, to + 2 * COUNT);
            a3.intoArray(sums, to + 3 * COUNT);
            a4.intoArray(sums, to + 4 * COUNT);
            a5.intoArray(sums, to + 5 * COUNT);
            a6.intoArray(sums, to + 6 * COUNT);
            a7.intoArray(sums, to + 7 * COUNT);
            a8.intoArray(sums, to + 8 * COUNT);
            a9.intoArray(sums, to + 9 * COUNT);
        }
    }
}
