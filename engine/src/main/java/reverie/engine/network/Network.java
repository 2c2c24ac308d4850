package reverie.engine.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reverie.engine.layer.LayerException;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;

/**
 * A network on a backend: a definition and its weights, ready to run at any input size that its layers can take. Weights
 * are read and brought into the backend's order when a pass first needs them, so a dream of a low layer never touches
 * those above.
 */
public final class Network {

    /** Makes a layer's filters when they are first needed. */
    private interface Preparation {
        Filters filters(Backend backend, String name, WeightedLayer layer, ConvolutionShape shape);
    }

    /** Filters that have a shape and no values. */
    private record PlannedFilters(String layer, ConvolutionShape shape) implements Filters {

        @Override
        public void refresh() {
            // No values, no others.
        }
    }

    private final NetworkDefinition definition;
    private final Backend backend;
    private final Preparation preparation;
    private final Map<String, Filters> filters = new HashMap<>();

    public Network(NetworkDefinition definition, Weights weights, Backend backend) {
        this(definition, backend, (on, name, layer, shape) -> prepareFilters(weights, on, name, layer, shape));
    }

    private Network(NetworkDefinition definition, Backend backend, Preparation preparation) {
        this.definition = definition;
        this.backend = backend;
        this.preparation = preparation;
    }

    /** A network without weights, whose passes can be made ready, but compute nothing. */
    static Network planned(NetworkDefinition definition, PlanningBackend backend) {
        return new Network(definition, backend, (_, name, _, shape) -> new PlannedFilters(name, shape));
    }

    /** The same on another backend. */
    public Network on(Backend other) {
        return new Network(definition, other, preparation);
    }

    public NetworkDefinition definition() {
        return definition;
    }

    public Backend backend() {
        return backend;
    }

    /**
     * Makes ready to run from an input of this size to the given layers, and back.
     *
     * @param targets the layers whose activations are to be seen, by full name
     * @throws LayerException if one of them cannot run at this size
     * @throws IllegalArgumentException if there is no such layer
     */
    public Pass prepare(int height, int width, Collection<String> targets) {
        return prepare(height, width, targets, ReluRule.DERIVATIVE);
    }

    /** The same, with a backward that treats ReLUs in its own way. */
    public Pass prepare(int height, int width, Collection<String> targets, ReluRule rule) {
        return new Pass(this, height, width, targets, rule, false, new Arena(backend));
    }

    /** The same in the memory of passes that are not used any more. */
    public Pass prepare(int height, int width, Collection<String> targets, Arena arena) {
        return new Pass(this, height, width, targets, ReluRule.DERIVATIVE, false, arena);
    }

    /** Makes ready to run to one layer. */
    public Pass prepare(int height, int width, String target) {
        return prepare(height, width, List.of(target));
    }

    /**
     * Makes ready to train: a pass whose backward adds up the gradients of weights instead of going on to the input.
     *
     * @param target the layer from which gradients come, by full name
     */
    public Pass prepareTraining(int height, int width, String target) {
        return new Pass(this, height, width, List.of(target), ReluRule.DERIVATIVE, true, new Arena(backend));
    }

    /** The weights have other values now than when they were last read; see {@link Filters#refresh}. */
    public void refreshFilters() {
        filters.values().forEach(Filters::refresh);
    }

    /** The filters of a layer with weights, for an input of this shape. */
    Filters filters(Node node, WeightedLayer layer, Shape input) {
        return filters.computeIfAbsent(
                node.name(), name -> preparation.filters(backend, name, layer, layer.convolution(input)));
    }

    private static Filters prepareFilters(
            Weights weights, Backend backend, String name, WeightedLayer layer, ConvolutionShape shape) {
        Tensor weight =
                weights.weight(name).orElseThrow(() -> new LayerException("layer %s has no weights".formatted(name)));
        if (weight.values().length != shape.weightCount()) {
            throw new LayerException("layer %s has weights %s, its place in the network needs %d x %d x %d x %d"
                    .formatted(
                            name,
                            weight.shape(),
                            shape.outChannels(),
                            shape.inChannelsPerGroup(),
                            shape.filterHeight(),
                            shape.filterWidth()));
        }
        float[] bias = layer.hasBias()
                ? weights.bias(name)
                        .orElseThrow(() -> new LayerException("layer %s has no bias".formatted(name)))
                        .values()
                : new float[shape.outChannels()];
        if (bias.length != shape.outChannels()) {
            throw new LayerException(
                    "layer %s has %d biases for %d outputs".formatted(name, bias.length, shape.outChannels()));
        }
        return backend.prepare(shape, weight.values(), bias);
    }
}
