package reverie.engine.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.layer.WeightedLayer;

/**
 * The architecture of a network: which layers there are and which reads which. Immutable, without weights and without an
 * input size. Caffe lets layers overwrite their input in place; here every layer's output is a value of its own, named
 * after the layer, and a node's inputs are the names of the layers that it reads.
 */
public final class NetworkDefinition {

    /**
     * One layer in its place.
     *
     * @param name unique, verbatim from Caffe, for example {@code inception_4c/output}
     * @param inputs names of the layers that are read, in order
     */
    public record Node(String name, Layer layer, List<String> inputs) {

        public Node {
            inputs = List.copyOf(inputs);
        }
    }

    private final String name;
    private final List<Node> nodes;
    private final Map<String, Node> byName;

    private NetworkDefinition(String name, Map<String, Node> byName) {
        this.name = name;
        this.nodes = List.copyOf(byName.values());
        this.byName = Map.copyOf(byName);
    }

    /** The network's own name, as its author gave it. */
    public String name() {
        return name;
    }

    /** All layers; each stands after those it reads. The first is the input. */
    public List<Node> nodes() {
        return nodes;
    }

    public Optional<Node> find(String layer) {
        return Optional.ofNullable(byName.get(layer));
    }

    /**
     * The layer of that very name.
     *
     * @throws IllegalArgumentException if there is none; {@link LayerNames} suggests what may have been meant
     */
    public Node node(String layer) {
        return find(layer).orElseThrow(() -> new IllegalArgumentException("no layer '" + layer + "'"));
    }

    /** The name of the input layer. */
    public String inputName() {
        return nodes.getFirst().name();
    }

    /** The input size that the network was made for. */
    public Shape inputShape() {
        return ((InputLayer) nodes.getFirst().layer()).shape();
    }

    /**
     * The layer whose channels are the scores of the classes: what the last softmax reads, or the last layer of a network
     * that has none.
     */
    public String scores() {
        Node last = nodes.getLast();
        return last.layer() instanceof SoftmaxLayer ? last.inputs().getFirst() : last.name();
    }

    /** Whether the network ends in a classifier: its last layer is a softmax or an inner product. */
    public boolean knowsClasses() {
        Layer last = nodes.getLast().layer();
        return last instanceof SoftmaxLayer || last instanceof InnerProductLayer;
    }

    /**
     * The layers through which everything passes, in network order, without the input: those inside a module, beside which
     * there are others, are not among them.
     */
    public List<Node> trunk() {
        List<Node> trunk = new ArrayList<>();
        Set<String> open = new HashSet<>(); // what later layers still read
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            open.add(node.name());
            List<Node> later = nodes.subList(i + 1, nodes.size());
            open.removeIf(name -> !name.equals(node.name())
                    && later.stream().noneMatch(reader -> reader.inputs().contains(name)));
            if (open.size() == 1 && i > 0) {
                trunk.add(node);
            }
        }
        return trunk;
    }

    /**
     * The same network without a fixed input size (Long, Shelhamer and Darrell 2015): an inner product is the convolution
     * whose filter is as large as the input that it was trained on, and a convolution slides over larger ones. On a picture
     * of the network's own size nothing changes; on a larger one a classifier has a score for every place. The weights are
     * the same.
     */
    public NetworkDefinition fullyConvolutional() {
        NetworkShapes shapes = NetworkShapes.ofOwnInput(this);
        Map<String, Node> converted = new LinkedHashMap<>();
        for (Node node : nodes) {
            converted.put(node.name(), new Node(node.name(), convolutional(node, shapes), node.inputs()));
        }
        return new NetworkDefinition(name, converted);
    }

    private static Layer convolutional(Node node, NetworkShapes shapes) {
        if (node.layer() instanceof InnerProductLayer product) {
            Shape input = shapes.ofInput(node);
            return new ConvolutionLayer(
                    product.outChannels(), input.height(), input.width(), 1, 1, 0, 0, 1, 1, 1, product.hasBias());
        }
        return node.layer();
    }

    /** The layers that the targets depend on, themselves included, in network order. */
    public List<Node> ancestors(Collection<String> targets) {
        Set<String> needed = new HashSet<>();
        targets.forEach(target -> needed.add(node(target).name()));
        for (Node node : nodes.reversed()) {
            if (needed.contains(node.name())) {
                needed.addAll(node.inputs());
            }
        }
        return nodes.stream().filter(node -> needed.contains(node.name())).toList();
    }

    /**
     * The {@link #ancestors} in the order in which a pass runs them: network order, but layers with weights that read the
     * same values follow each other, so that a backend can read those values for all of them at once.
     */
    List<Node> schedule(Collection<String> targets) {
        List<Node> needed = ancestors(targets);
        Set<Node> order = new LinkedHashSet<>();
        for (Node node : needed) {
            order.add(node);
            if (node.layer() instanceof WeightedLayer) {
                needed.stream()
                        .filter(other -> other.layer() instanceof WeightedLayer
                                && other.inputs().equals(node.inputs()))
                        .forEach(order::add);
            }
        }
        return List.copyOf(order);
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Builds a definition from layers as Caffe lists them: in order, reading and writing blobs. */
    public static final class Builder {

        private final String name;
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final Map<String, String> blobWriters = new HashMap<>();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Adds a layer.
         *
         * @param bottoms blobs that it reads, each written by an earlier layer; the latest writer counts
         * @param tops blobs that it writes, all with the same value
         * @throws IllegalArgumentException if the name is taken, a bottom is unknown, or their number does not fit
         */
        public Builder add(String layerName, Layer layer, List<String> bottoms, List<String> tops) {
            if (nodes.containsKey(layerName)) {
                throw new IllegalArgumentException("two layers are named '" + layerName + "'");
            }
            if (nodes.isEmpty() != layer instanceof InputLayer) {
                throw new IllegalArgumentException(
                        "layer '%s': a network has one input, and it comes first".formatted(layerName));
            }
            requireInputCount(layerName, layer, bottoms.size());
            List<String> inputs = new ArrayList<>();
            for (String bottom : bottoms) {
                String writer = blobWriters.get(bottom);
                if (writer == null) {
                    throw new IllegalArgumentException(
                            "layer '%s' reads '%s', which no earlier layer writes".formatted(layerName, bottom));
                }
                inputs.add(writer);
            }
            nodes.put(layerName, new Node(layerName, layer, inputs));
            tops.forEach(top -> blobWriters.put(top, layerName));
            return this;
        }

        private static void requireInputCount(String layerName, Layer layer, int count) {
            boolean fits = switch (layer) {
                case InputLayer _ -> count == 0;
                case ConcatLayer _, SumLayer _ -> count >= 1;
                default -> count == 1;
            };
            if (!fits) {
                throw new IllegalArgumentException(
                        "layer '%s' (%s) cannot have %d inputs".formatted(layerName, layer.type(), count));
            }
        }

        /**
         * The finished definition.
         *
         * @throws IllegalArgumentException if it has no layers
         */
        public NetworkDefinition build() {
            if (nodes.size() < 2) {
                throw new IllegalArgumentException("network '" + name + "' has no layers");
            }
            return new NetworkDefinition(name, nodes);
        }
    }
}
