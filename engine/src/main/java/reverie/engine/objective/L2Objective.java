package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.Operation;
import reverie.kernels.Reading;

/**
 * Half the sum of squares, 1/2 sum(a^2): whatever the layer sees, it shall see more of it. The derivative by a is a, so
 * the seed gradient is the activation itself.
 */
public record L2Objective() implements Objective {

    @Override
    public Reading value(Backend backend, LayerView seen) {
        return backend.sumOfSquares(seen.map()).times(0.5);
    }

    @Override
    public Reading differentiate(Backend backend, LayerView seen, Seed seed) {
        backend.run(new Operation.Scale(seen.map(), seed.factor(), seed.gradient(), seed.accumulate()));
        return value(backend, seen);
    }

    @Override
    public long count(LayerView seen) {
        return seen.cells() * seen.map().channels();
    }
}
