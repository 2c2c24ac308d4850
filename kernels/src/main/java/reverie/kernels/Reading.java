package reverie.kernels;

/**
 * A number that a backend computes, perhaps later than it was asked to: whoever wants to see it waits until the device has
 * got so far.
 */
@FunctionalInterface
public interface Reading {

    /** The number. */
    double value();

    /** A number that is known. */
    static Reading of(double value) {
        return () -> value;
    }

    /** This number times another. */
    default Reading times(double factor) {
        return () -> value() * factor;
    }

    /** The sum of two. */
    default Reading plus(Reading other) {
        return () -> value() + other.value();
    }
}
