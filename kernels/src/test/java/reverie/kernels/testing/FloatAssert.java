package reverie.kernels.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import reverie.kernels.RelativeError;

/** Comparisons of many floats that name the first that differs. NaN and infinity never pass. */
public final class FloatAssert {

    private FloatAssert() {}

    /** Every value must be within {@code absolute + relative * |expected|}. */
    public static void assertClose(String what, float[] expected, float[] actual, double absolute, double relative) {
        assertEquals(expected.length, actual.length, what + ": length");
        for (int i = 0; i < expected.length; i++) {
            double bound = absolute + relative * Math.abs(expected[i]);
            // Written so that a NaN on either side fails.
            if (!(Math.abs((double) actual[i] - expected[i]) <= bound)) {
                fail("%s: value %d is %s, must be %s within %.2g".formatted(what, i, actual[i], expected[i], bound));
            }
        }
    }

    /** |actual - expected| / |expected|, in the Euclidean norm; NaN if any value is. */
    public static double relativeError(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length, "length");
        return RelativeError.of(expected, actual);
    }

    /** The cosine of the angle between two vectors; NaN if any value is. */
    public static double cosine(float[] first, float[] second) {
        assertEquals(first.length, second.length, "length");
        double product = 0;
        double firstSquares = 0;
        double secondSquares = 0;
        for (int i = 0; i < first.length; i++) {
            product += (double) first[i] * second[i];
            firstSquares += Math.pow(first[i], 2);
            secondSquares += Math.pow(second[i], 2);
        }
        return product / Math.sqrt(firstSquares * secondSquares);
    }
}
