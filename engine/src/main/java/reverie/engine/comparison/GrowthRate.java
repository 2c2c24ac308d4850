package reverie.engine.comparison;

import java.util.List;
import java.util.Optional;

/**
 * How fast two dreams part: distance(k) = distance(0) 2^(rate k) over the steps k, in which the rate is fitted. Times ln 2 it
 * is what is called a (finite-time, largest) Lyapunov exponent, per step.
 *
 * <p>The fit is a straight line through log2 of the distances by least squares. Two pictures cannot part further than their
 * grey levels reach, and where they come near that, growth ends; so only the steps before the first one count at which the
 * distance is more than a tenth of the greatest.
 *
 * @param doublingsPerStep the rate; 0.5 means that the distance doubles every two steps
 * @param steps how many steps it was fitted in, from the first one at which there was a distance
 * @param fit the share of the variance of log2 distance that the line explains (R squared), from 0 to 1
 */
public record GrowthRate(double doublingsPerStep, int steps, double fit) {

    private static final double SATURATED = 0.1;
    private static final int FEWEST_STEPS = 3;

    /**
     * The rate at which distances grow.
     *
     * @param distances one for each step, in any unit
     * @return nothing if fewer than three steps count
     */
    public static Optional<GrowthRate> of(List<Double> distances) {
        double saturated = SATURATED
                * distances.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        List<Double> logarithms = distances.stream()
                .dropWhile(distance -> distance == 0)
                .takeWhile(distance -> distance > 0 && distance <= saturated)
                .map(distance -> Math.log(distance) / Math.log(2))
                .toList();
        return logarithms.size() < FEWEST_STEPS ? Optional.empty() : Optional.of(line(logarithms));
    }

    /** Least squares: the slope is cov(k, y) / var(k), and R^2 = cov(k, y)^2 / (var(k) var(y)). */
    private static GrowthRate line(List<Double> values) {
        double meanValue = values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
        double meanStep = (values.size() - 1) / 2.0;
        double covariance = 0;
        double stepVariance = 0;
        double valueVariance = 0;
        for (int k = 0; k < values.size(); k++) {
            double step = k - meanStep;
            double value = values.get(k) - meanValue;
            covariance += step * value;
            stepVariance += step * step;
            valueVariance += value * value;
        }
        double fit = valueVariance == 0 ? 1 : covariance * covariance / (stepVariance * valueVariance);
        return new GrowthRate(covariance / stepVariance, values.size(), fit);
    }

    /** How many steps the distance takes to double; infinite or negative where it does not grow. */
    public double stepsToDouble() {
        return 1 / doublingsPerStep;
    }

    /** How many times as large the distance is after each step: 2^rate. */
    public double factor() {
        return Math.pow(2, doublingsPerStep);
    }

    /** The natural exponent, per step: distance(k) = distance(0) e^(exponent k). */
    public double exponent() {
        return doublingsPerStep * Math.log(2);
    }
}
