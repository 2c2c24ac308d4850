package reverie.engine.evolution;

import java.util.random.RandomGenerator;

/**
 * Changes a number by a random share d of its range, small changes being likelier than large ones (Deb and Goyal 1996). The
 * density of d is (strength + 1) / 2 (1 - |d|)^strength on [-1, 1], so that the mean of |d| is 1 / (strength + 2). It is drawn
 * from an even u in [0, 1):
 *
 * <pre>
 *     d = (2 u)^(1 / (strength + 1)) - 1           where u is below 1/2
 *     d = 1 - (2 (1 - u))^(1 / (strength + 1))     elsewhere
 * </pre>
 *
 * @param low end of the range, in which the number stays
 * @param high the other end
 * @param strength at least 0; the greater, the smaller the changes
 */
public record PolynomialMutation(double low, double high, double strength) {

    public PolynomialMutation {
        if (!(low < high) || !(strength >= 0)) {
            throw new IllegalArgumentException(
                    "polynomial mutation of strength %s from %s to %s".formatted(strength, low, high));
        }
    }

    /** The number, changed. */
    public double mutate(double value, RandomGenerator random) {
        return Math.clamp(value + share(random.nextDouble()) * (high - low), low, high);
    }

    private double share(double even) {
        double exponent = 1 / (strength + 1);
        return even < 0.5 ? Math.pow(2 * even, exponent) - 1 : 1 - Math.pow(2 * (1 - even), exponent);
    }
}
