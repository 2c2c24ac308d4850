package reverie.kernels.vector;

import static jdk.incubator.vector.VectorOperators.GT;
import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The greatest of 3 x 3 pixels, channel by channel. A window that has fewer, or loses some at an edge, names some of its
 * pixels more than once, which changes no maximum; so there is one loop for all, straight and without masks.
 */
final class MaximumOfNine {

    private MaximumOfNine() {}

    /**
     * Finds the maxima of a pixel.
     *
     * @param rows where the three rows of the window start
     * @param columns where its three columns lie in a row
     * @param start first channel
     * @param end behind the last channel, whole vectors from the start
     */
    static void pixel(float[] input, int[] rows, int[] columns, float[] output, int outputAt, int start, int end) {
        int at0 = rows[0] + columns[0];
        int at1 = rows[0] + columns[1];
        int at2 = rows[0] + columns[2];
        int at3 = rows[1] + columns[0];
        int at4 = rows[1] + columns[1];
        int at5 = rows[1] + columns[2];
        int at6 = rows[2] + columns[0];
        int at7 = rows[2] + columns[1];
        int at8 = rows[2] + columns[2];
        for (int c = start; c < end; c += COUNT) {
            FloatVector left = FloatVector.fromArray(SPECIES, input, at0 + c);
            FloatVector centre = FloatVector.fromArray(SPECIES, input, at1 + c);
            FloatVector right = FloatVector.fromArray(SPECIES, input, at2 + c);
            left = greater(left, FloatVector.fromArray(SPECIES, input, at3 + c));
            centre = greater(centre, FloatVector.fromArray(SPECIES, input, at4 + c));
            right = greater(right, FloatVector.fromArray(SPECIES, input, at5 + c));
            left = greater(left, FloatVector.fromArray(SPECIES, input, at6 + c));
            centre = greater(centre, FloatVector.fromArray(SPECIES, input, at7 + c));
            right = greater(right, FloatVector.fromArray(SPECIES, input, at8 + c));
            greater(greater(left, centre), right).intoArray(output, outputAt + c);
        }
    }

    /**
     * The greater of two. {@code FloatVector.max} also looks for NaN and signed zeros, which takes more than twice as long.
     * Here NaN is no greater than anything, as in Caffe, so a single one may get lost; but all of NaN stays NaN.
     */
    private static FloatVector greater(FloatVector a, FloatVector b) {
        return a.blend(b, b.compare(GT, a));
    }
}
