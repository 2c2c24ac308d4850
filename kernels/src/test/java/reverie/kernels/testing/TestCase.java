package reverie.kernels.testing;

import java.util.List;
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
     * Operations from an input to an output, and those that carry the output gradient back.
     *
     * @param backward read {@code outputGradient} and write {@code inputGradient}
     */
    public record Trial(
            List<Operation> forward,
            List<Operation> backward,
            FeatureMap input,
            FeatureMap output,
            FeatureMap outputGradient,
            FeatureMap inputGradient) {}

    @Override
    public String toString() {
        return name;
    }
}
