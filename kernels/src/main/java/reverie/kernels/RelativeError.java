package reverie.kernels;

/** How far a result is from the one that was expected. */
public final class RelativeError {

    private RelativeError() {}

    /** |actual - expected| / |expected|, in the Euclidean norm; NaN if any value is, or if nothing was expected. */
    public static double of(float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            throw new IllegalArgumentException("%d values, expected %d".formatted(actual.length, expected.length));
        }
        double difference = 0;
        double norm = 0;
        for (int i = 0; i < expected.length; i++) {
            double d = (double) actual[i] - expected[i];
            difference += d * d;
            norm += (double) expected[i] * expected[i];
        }
        return Math.sqrt(difference / norm);
    }
}
