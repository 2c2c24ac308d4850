package reverie.kernels;

/** The checks that shapes share. */
final class Shapes {

    private Shapes() {}

    static void requirePositive(String operation, String what, int first, int second) {
        if (first < 1 || second < 1) {
            throw new IllegalArgumentException(
                    "%s: %s must be at least 1, not %d and %d".formatted(operation, what, first, second));
        }
    }

    static void requireNotNegative(String operation, String what, int first, int second) {
        if (first < 0 || second < 0) {
            throw new IllegalArgumentException(
                    "%s: %s must not be negative: %d and %d".formatted(operation, what, first, second));
        }
    }

    static void requireSameShape(String operation, FeatureMap first, FeatureMap second) {
        if (!first.hasShapeOf(second)) {
            throw new IllegalArgumentException(
                    "%s: %s does not fit %s".formatted(operation, first.shape(), second.shape()));
        }
    }
}
