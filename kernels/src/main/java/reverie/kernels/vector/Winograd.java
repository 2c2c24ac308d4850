package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import reverie.kernels.plan.AxisTaps;

/**
 * The minimal filtering algorithms F(m, r) of Winograd: m neighbouring outputs of a filter with r taps from m + r - 1
 * inputs, with m + r - 1 multiplications instead of m r. In matrices, with d the inputs and g the filter,
 *
 * <pre>
 *     y = A<sup>T</sup> ((G g) * (B<sup>T</sup> d))
 * </pre>
 *
 * where * multiplies element by element. Applied to rows and then to columns it computes m x m outputs with (m + r -
 * 1)<sup>2</sup> multiplications; summed over channels those are matrix products, see {@link WinogradConvolution}.
 *
 * <p>The idea: input and filter are taken as polynomials, evaluated at m + r - 2 points and at infinity, multiplied there,
 * and the product is interpolated. The usual points 0, 1, -1, 2, -2 lose precision by their high powers; 0,
 * &plusmn;&radic;2/2, &plusmn;&radic;2 keep every power near 1 (docs/numerics.md has what was measured). Pairs of opposite
 * points share their even and odd parts, which halves the additions.
 *
 * <p>The methods transform "lines": positions one step apart, each of which holds {@code length} neighbouring floats, a
 * multiple of the vector's lanes.
 */
enum Winograd {
    /** Four outputs of three taps: 36 multiplications for 144. */
    F4_3(4, 3) {
        @Override
        void output(float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int length) {
            for (int i = 0; i < length; i += COUNT) {
                int at = fromAt + i;
                FloatVector m1 = FloatVector.fromArray(SPECIES, from, at + fromStep);
                FloatVector m2 = FloatVector.fromArray(SPECIES, from, at + 2 * fromStep);
                FloatVector m3 = FloatVector.fromArray(SPECIES, from, at + 3 * fromStep);
                FloatVector m4 = FloatVector.fromArray(SPECIES, from, at + 4 * fromStep);
                FloatVector even1 = m1.add(m2);
                FloatVector odd1 = m1.sub(m2);
                FloatVector even2 = m3.add(m4);
                FloatVector odd2 = m3.sub(m4);
                FloatVector m0 = FloatVector.fromArray(SPECIES, from, at);
                FloatVector m5 = FloatVector.fromArray(SPECIES, from, at + 5 * fromStep);
                m0.add(even1).add(even2).intoArray(to, toAt + i);
                odd2.mul(ROOT).add(odd1.mul(ROOT / 2)).intoArray(to, toAt + toStep + i);
                even2.mul(2).add(even1.mul(0.5f)).intoArray(to, toAt + 2 * toStep + i);
                odd2.mul(2 * ROOT).add(odd1.mul(ROOT / 4)).add(m5).intoArray(to, toAt + 3 * toStep + i);
            }
        }
    },

    /** Two outputs of five taps: 36 multiplications for 100. */
    F2_5(2, 5) {
        @Override
        void output(float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int length) {
            for (int i = 0; i < length; i += COUNT) {
                int at = fromAt + i;
                FloatVector m1 = FloatVector.fromArray(SPECIES, from, at + fromStep);
                FloatVector m2 = FloatVector.fromArray(SPECIES, from, at + 2 * fromStep);
                FloatVector m3 = FloatVector.fromArray(SPECIES, from, at + 3 * fromStep);
                FloatVector m4 = FloatVector.fromArray(SPECIES, from, at + 4 * fromStep);
                FloatVector m0 = FloatVector.fromArray(SPECIES, from, at);
                FloatVector m5 = FloatVector.fromArray(SPECIES, from, at + 5 * fromStep);
                m0.add(m1.add(m2)).add(m3.add(m4)).intoArray(to, toAt + i);
                m3.sub(m4).mul(ROOT).add(m1.sub(m2).mul(ROOT / 2)).add(m5).intoArray(to, toAt + toStep + i);
            }
        }
    };

    private static final float ROOT = (float) Math.sqrt(2);

    private final int outputs;
    private final int taps;

    Winograd(int outputs, int taps) {
        this.outputs = outputs;
        this.taps = taps;
    }

    /** With fewer source channels the transforms take longer than the multiplications that they save. */
    private static final int FEWEST_CHANNELS = 12;

    /** The algorithm for a sum over taps, if there is one that saves time. */
    static Optional<Winograd> suiting(AxisTaps rows, AxisTaps columns, int sourceChannels) {
        boolean dense = rows.isDenseWindow() && columns.isDenseWindow();
        int taps = rows.taps().length;
        if (!dense || columns.taps().length != taps || sourceChannels < FEWEST_CHANNELS) {
            return Optional.empty();
        }
        return switch (taps) {
            case 3 -> Optional.of(F4_3);
            case 5 -> Optional.of(F2_5);
            default -> Optional.empty();
        };
    }

    /** m. */
    int outputs() {
        return outputs;
    }

    /** r. */
    int taps() {
        return taps;
    }

    /** m + r - 1, which is 6: how many inputs are read, and how many products are made. */
    int size() {
        return outputs + taps - 1;
    }

    /** A<sup>T</sup> m: a line of {@link #size} products to {@link #outputs} outputs. */
    abstract void output(float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int length);

    /** B<sup>T</sup> d: a line of {@link #size} inputs to as many factors. The points are the same for all, and so is B. */
    static void input(float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int length) {
        for (int i = 0; i < length; i += COUNT) {
            int at = fromAt + i;
            FloatVector d1 = FloatVector.fromArray(SPECIES, from, at + fromStep);
            FloatVector d2 = FloatVector.fromArray(SPECIES, from, at + 2 * fromStep);
            FloatVector d3 = FloatVector.fromArray(SPECIES, from, at + 3 * fromStep);
            FloatVector d4 = FloatVector.fromArray(SPECIES, from, at + 4 * fromStep);
            FloatVector even1 = d4.sub(d2.mul(2));
            FloatVector odd1 = d3.mul(ROOT / 2).sub(d1.mul(ROOT));
            FloatVector even2 = d4.sub(d2.mul(0.5f));
            FloatVector odd2 = d3.mul(ROOT).sub(d1.mul(ROOT / 2));
            FloatVector d0 = FloatVector.fromArray(SPECIES, from, at);
            FloatVector d5 = FloatVector.fromArray(SPECIES, from, at + 5 * fromStep);
            d0.add(d4).sub(d2.mul(2.5f)).intoArray(to, toAt + i);
            even1.add(odd1).intoArray(to, toAt + toStep + i);
            even1.sub(odd1).intoArray(to, toAt + 2 * toStep + i);
            even2.add(odd2).intoArray(to, toAt + 3 * toStep + i);
            even2.sub(odd2).intoArray(to, toAt + 4 * toStep + i);
            d1.add(d5).sub(d3.mul(2.5f)).intoArray(to, toAt + 5 * toStep + i);
        }
    }

    /**
     * G, size x taps: row p is 1, p, p<sup>2</sup> ... divided by the product of p's distances to the other points; the
     * last row, for infinity, takes the last tap.
     */
    double[][] filterMatrix() {
        double root = Math.sqrt(2);
        double[] points = {0, root / 2, -root / 2, root, -root};
        double[][] matrix = new double[points.length + 1][taps];
        for (int row = 0; row < points.length; row++) {
            double distances = 1;
            for (int other = 0; other < points.length; other++) {
                distances *= other == row ? 1 : points[row] - points[other];
            }
            for (int tap = 0; tap < taps; tap++) {
                matrix[row][tap] = Math.pow(points[row], tap) / distances;
            }
        }
        matrix[points.length][taps - 1] = 1;
        return matrix;
    }
}
