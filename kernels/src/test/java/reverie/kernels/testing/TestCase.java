package reverie.kernels.testing;

import java.util.function.Function;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/**
 * An operation to try, on maps that it makes for itself.
 *
 * @param name what it is, with its sizes, for the test's name
 * @param terms how many products a value is summed from at most, which sets how exact a float can be
 */
public record TestCase(String name, int terms, Function<TestMaps, Trial> operations) {

    /**
     * A forward operation and the operation that carries its output gradient back.
     *
     * @param backward reads {@code outputGradient} and writes {@code inputGradient}
     */
    public record Trial(
            Operation forward,
            Operation backward,
            FeatureMap input,
            FeatureMap output,
            FeatureMap outputGradient,
            FeatureMap inputGradient,
            boolean accumulate) {}

    @Override
    public String toString() {
        return name;
    }
}
