package reverie.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;

/** Where a pass adds up the gradients of its layers' weights and biases, from one backward to the next. */
public final class FilterGradients {

    /** The gradients of one layer, in the order of {@link reverie.kernels.Operation.ConvolutionFilterBackward}. */
    private record Maps(ConvolutionShape shape, FeatureMap weight, FeatureMap bias) {}

    private final Backend backend;
    private final Map<String, Maps> maps = new LinkedHashMap<>();

    FilterGradients(Backend backend, List<Node> nodes, NetworkShapes shapes) {
        this.backend = backend;
        for (Node node : nodes) {
            if (node.layer() instanceof WeightedLayer layer) {
                ConvolutionShape shape = layer.convolution(shapes.ofInput(node));
                int channels = Math.multiplyExact(shape.inChannelsPerGroup(), shape.outChannels());
                maps.put(
                        node.name(),
                        new Maps(
                                shape,
                                backend.allocateMap(shape.filterHeight(), shape.filterWidth(), channels),
                                backend.allocateMap(1, 1, shape.outChannels())));
            }
        }
    }

    /** The layers with weights that the pass runs through. */
    public Set<String> layers() {
        return Set.copyOf(maps.keySet());
    }

    /** The gradient of a layer's weights, out x (in / groups) x height x width like them. */
    public float[] weight(String layer) {
        Maps own = maps.get(layer);
        ConvolutionShape shape = own.shape();
        float[] summed = backend.read(own.weight());
        float[] ordered = new float[summed.length];
        int taps = shape.filterHeight() * shape.filterWidth();
        int to = 0;
        for (int out = 0; out < shape.outChannels(); out++) {
            for (int in = 0; in < shape.inChannelsPerGroup(); in++) {
                for (int tap = 0; tap < taps; tap++) {
                    ordered[to++] = summed[(tap * shape.inChannelsPerGroup() + in) * shape.outChannels() + out];
                }
            }
        }
        return ordered;
    }

    /** The gradient of a layer's bias. */
    public float[] bias(String layer) {
        return backend.read(maps.get(layer).bias());
    }

    /** Begins again from zero. */
    public void clear() {
        for (Maps own : maps.values()) {
            backend.write(new float[own.weight().size()], own.weight());
            backend.write(new float[own.bias().size()], own.bias());
        }
    }

    FeatureMap weightMap(String layer) {
        return maps.get(layer).weight();
    }

    FeatureMap biasMap(String layer) {
        return maps.get(layer).bias();
    }
}
