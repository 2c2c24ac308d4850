package reverie.engine.study;

import java.util.List;
import java.util.Optional;
import reverie.engine.layer.LayerException;
import reverie.engine.network.MemoryForecast;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Pass;
import reverie.engine.network.ReluRule;
import reverie.engine.objective.Objective;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/**
 * A pass that can be looked into: it keeps the output of every layer on the way to a target, and after a backward the whole
 * derivative of the objective by it. Nothing is computed together with something else and no memory is shared, so it takes
 * several times the memory of a {@link Pass} to the target alone; what it computes is the same.
 */
public final class OpenPass {

    private final Backend backend;
    private final String target;
    private final String inputName;
    private final List<Node> nodes;
    private final String[] names;
    private final Pass pass;

    /**
     * @param target the layer whose output is differentiated, by full name; not the input
     * @throws LayerException if it cannot run at this size
     */
    public OpenPass(Network network, int height, int width, String target, ReluRule rule) {
        this.backend = network.backend();
        this.target = target;
        this.inputName = network.definition().inputName();
        this.nodes = way(network.definition(), target);
        this.names = nodes.stream().map(Node::name).toArray(String[]::new);
        this.pass = network.prepare(height, width, List.of(names), rule);
    }

    /**
     * How many bytes such a pass takes, weights included, or nothing if no array could be as long.
     *
     * @throws LayerException if the target cannot run at this size
     */
    public static Optional<MemoryForecast> forecast(
            NetworkDefinition definition, Backend backend, int height, int width, String target) {
        List<String> names = way(definition, target).stream().map(Node::name).toList();
        return MemoryForecast.of(definition, backend, height, width, names);
    }

    /** The layers on the way from the input, which is not among them, to a target, in network order. */
    public static List<Node> way(NetworkDefinition definition, String target) {
        List<Node> way = definition.ancestors(List.of(target)).stream()
                .filter(node -> !node.name().equals(definition.inputName()))
                .toList();
        if (way.isEmpty()) {
            throw new LayerException("there is nothing on the way to %s, the input".formatted(target));
        }
        return way;
    }

    /** The layers that can be looked at, in network order; the last is the target. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * Computes all layers.
     *
     * @param input as the network sees it, height x width x channels
     */
    public void forward(float[] input) {
        backend.write(input, pass.input());
        pass.forwardTo(names);
    }

    /** What an objective at the target says, after a forward. */
    public double value(Objective objective) {
        return objective.value(backend, pass.activation(target)).value();
    }

    /**
     * Computes the derivatives of an objective at the target by every layer's output and by the input, after a forward.
     *
     * @return the objective
     */
    public double backward(Objective objective) {
        for (String name : names) {
            FeatureMap gradient = pass.gradient(name);
            backend.write(new float[gradient.size()], gradient); // what comes back is added to nothing
        }
        Reading value = objective.differentiate(backend, pass.activation(target), pass.gradient(target));
        pass.backwardFrom(names);
        return value.value();
    }

    /** The output of a layer or the input, height x width x channels, after a forward. */
    public float[] activation(String layer) {
        return backend.read(layer.equals(inputName) ? pass.input() : pass.activation(layer));
    }

    /** The derivative of the objective by the output of a layer or by the input, of the same shape, after a backward. */
    public float[] gradient(String layer) {
        return backend.read(layer.equals(inputName) ? pass.inputGradient() : pass.gradient(layer));
    }
}
