package reverie.engine.network;

import java.util.List;
import java.util.Optional;
import reverie.engine.layer.LayerException;
import reverie.kernels.Backend;
import reverie.kernels.MemoryNeeds;

/**
 * How many bytes a step to a layer and back will take, before they are taken: found by planning the very pass that will
 * take them.
 *
 * @param maps the outputs of the layers on the way and their gradients, as far as they are needed at the same time
 * @param weights as the backend keeps them
 * @param scratch what the backend needs while it computes
 */
public record MemoryForecast(long maps, long weights, long scratch) {

    /**
     * The forecast for a picture of this size.
     *
     * @param layers where the gradient starts
     * @return empty if something would be longer than a buffer can be
     * @throws LayerException if a layer cannot run at this size
     */
    public static Optional<MemoryForecast> of(
            NetworkDefinition definition, Backend backend, int height, int width, List<String> layers) {
        var plan = new PlanningBackend(backend.longestBuffer());
        try {
            Pass pass = Network.planned(definition, plan).prepare(height, width, layers);
            String[] all = layers.toArray(String[]::new);
            pass.input();
            pass.forwardTo(all);
            layers.forEach(pass::gradient);
            pass.backwardFrom(all);
            pass.inputGradient();
        } catch (ArithmeticException e) { // a length that no buffer has
            return Optional.empty();
        }
        MemoryNeeds needs = backend.memoryNeeds(plan.operations());
        return Optional.of(new MemoryForecast(plan.allocated(), needs.filters(), needs.scratch()));
    }

    /** All of it. */
    public long bytes() {
        return maps + weights + scratch;
    }
}
