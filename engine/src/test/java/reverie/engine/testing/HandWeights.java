package reverie.engine.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import reverie.engine.network.Tensor;
import reverie.engine.network.Weights;

/**
 * Weights that a test writes down, so that what a network says can be worked out by hand. The layers have no biases.
 *
 * @param byLayer out x (in / groups) x height x width
 */
public record HandWeights(Map<String, float[]> byLayer) implements Weights {

    @Override
    public Optional<Tensor> weight(String layer) {
        return Optional.ofNullable(byLayer.get(layer)).map(values -> new Tensor(List.of(values.length), values));
    }

    @Override
    public Optional<Tensor> bias(String layer) {
        return Optional.empty();
    }
}
