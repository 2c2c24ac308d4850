package reverie.weights;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import reverie.engine.layer.LayerException;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;

/**
 * The parameters that a layer needs.
 *
 * @param weight out x (in / groups) x height x width
 * @param bias one value per output, if the layer has one
 */
record ParameterShapes(List<Integer> weight, Optional<List<Integer>> bias) {

    ParameterShapes {
        weight = List.copyOf(weight);
    }

    /**
     * What every layer with weights needs, in network order, at the input size that the network was made for.
     *
     * @throws IllegalArgumentException if the layers do not fit each other
     */
    static SequencedMap<String, ParameterShapes> of(NetworkDefinition definition) {
        SequencedMap<String, ParameterShapes> parameters = new LinkedHashMap<>();
        Map<String, Shape> shapes = new HashMap<>();
        for (Node node : definition.nodes()) {
            List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
            try {
                if (node.layer() instanceof WeightedLayer layer) {
                    parameters.put(node.name(), of(layer, inputs.getFirst()));
                }
                shapes.put(node.name(), node.layer().outputShape(inputs));
            } catch (LayerException | IllegalArgumentException | ArithmeticException e) {
                throw new IllegalArgumentException(
                        "layer '%s' of type %s: %s"
                                .formatted(node.name(), node.layer().type(), e.getMessage()),
                        e);
            }
        }
        return parameters;
    }

    private static ParameterShapes of(WeightedLayer layer, Shape input) {
        ConvolutionShape shape = layer.convolution(input);
        // Also makes sure that they can be counted.
        shape.weightCount();
        return new ParameterShapes(
                List.of(shape.outChannels(), shape.inChannelsPerGroup(), shape.filterHeight(), shape.filterWidth()),
                layer.hasBias() ? Optional.of(List.of(shape.outChannels())) : Optional.empty());
    }

    /** The shape of the last layer's output. */
    static Shape outputShape(NetworkDefinition definition) {
        Map<String, Shape> shapes = new HashMap<>();
        Shape last = definition.inputShape();
        for (Node node : definition.nodes()) {
            last = node.layer()
                    .outputShape(node.inputs().stream().map(shapes::get).toList());
            shapes.put(node.name(), last);
        }
        return last;
    }

    /** How many numbers these are. */
    long count() {
        return count(weight) + bias.map(ParameterShapes::count).orElse(0L);
    }

    private static long count(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
