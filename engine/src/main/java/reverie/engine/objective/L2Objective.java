package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/**
 * Half the sum of squares, 1/2 sum(a^2): whatever the layer sees, it shall see more of it. The derivative by a is a, so
 * the seed gradient is the activation itself.
 */
public record L2Objective() implements Objective {

    @Override
    public double value(Backend backend, FeatureMap activation) {
        return backend.sumOfSquares(activation) / 2;
    }

    @Override
    public void writeGradient(Backend backend, FeatureMap activation, FeatureMap gradient) {
        backend.run(new Operation.Scale(activation, 1, gradient, false));
    }
}
