package reverie.engine.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * Decides, for the layers of one pass, which share memory and which share an operation. Every layer's output is a value;
 * but a dropout's value is its input's; a convolution that nobody but a ReLU looks at is computed together with it and has
 * no value of its own; and a value that nobody but a concatenation reads lies in its band of the concatenation.
 */
final class PassLayout {

    /** The band of a concatenation's channels in which a value lies. */
    record Band(String concatenation, int firstChannel) {}

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, List<Node>> readers = new HashMap<>();
    private final Set<String> observed = new HashSet<>();
    private final Map<String, String> fusedInto = new HashMap<>(); // convolution -> its ReLU
    private final Map<String, Band> bands = new HashMap<>();

    /** @param needed the layers of the pass, in the order in which they run */
    PassLayout(List<Node> needed, NetworkShapes shapes, Collection<String> targets) {
        needed.forEach(node -> nodes.put(node.name(), node));
        for (Node node : needed) {
            if (!(node.layer() instanceof IdentityLayer)) {
                for (String input : node.inputs()) {
                    readers.computeIfAbsent(original(input), name -> new ArrayList<>())
                            .add(node);
                }
            }
        }
        targets.forEach(target -> observed.add(original(target)));
        needed.forEach(this::fuse);
        needed.forEach(node -> place(node, shapes));
    }

    private void fuse(Node node) {
        if (node.layer() instanceof ReluLayer) {
            String producer = original(node.inputs().getFirst());
            if (nodes.get(producer).layer() instanceof WeightedLayer && hasOneReader(producer)) {
                fusedInto.put(producer, node.name());
            }
        }
    }

    private void place(Node node, NetworkShapes shapes) {
        if (!(node.layer() instanceof ConcatLayer)) {
            return;
        }
        int channel = 0;
        for (String input : node.inputs()) {
            String value = value(input);
            boolean isInput = nodes.get(value).inputs().isEmpty();
            if (hasOneReader(value) && !isInput) {
                bands.put(value, new Band(node.name(), channel));
            }
            channel += shapes.of(input).channels();
        }
    }

    /** Whether one layer reads a value, once, and nobody wants to see it. */
    private boolean hasOneReader(String value) {
        return !observed.contains(value)
                && readers.getOrDefault(value, List.of()).size() == 1;
    }

    /** The layer whose output this layer's is, through any number of identities. */
    private String original(String layer) {
        Node node = nodes.get(layer);
        return node.layer() instanceof IdentityLayer ? original(node.inputs().getFirst()) : layer;
    }

    /** The name of the value that holds a layer's output. */
    String value(String layer) {
        String original = original(layer);
        return fusedInto.getOrDefault(original, original);
    }

    /** Whether this layer's operation computes the ReLU behind it too. */
    boolean fusesRelu(Node node) {
        return fusedInto.containsKey(node.name());
    }

    /** Whether this layer's work is done by the operation of another layer, or there is none. */
    boolean isSilent(Node node) {
        return node.layer() instanceof IdentityLayer || fusedInto.containsValue(node.name());
    }

    /**
     * For every value the layer whose backward completes its gradient: the first to read the value.
     * Bands are complete with what they lie in.
     *
     * @param nodes the layers of a backward, in the order in which they run forward
     */
    Map<String, String> lastGradientWriters(List<Node> nodes) {
        Map<String, String> writers = new HashMap<>();
        for (Node node : nodes) {
            if (!isSilent(node)) {
                node.inputs().stream()
                        .map(this::value)
                        .filter(value -> band(value) == null)
                        .forEach(value -> writers.putIfAbsent(value, node.name()));
            }
        }
        return writers;
    }

    /**
     * The parts of a value that ReLUs computed together with their convolutions: all of it, some of the bands in it, or
     * nothing.
     */
    List<String> rectified(String value) {
        if (fusedInto.containsValue(value)) {
            return List.of(value);
        }
        Node node = nodes.get(value);
        if (!(node.layer() instanceof ConcatLayer)) {
            return List.of();
        }
        List<String> inputs = node.inputs().stream().map(this::value).toList();
        List<String> bandsOfThis = inputs.stream()
                .filter(input -> bands.containsKey(input)
                        && bands.get(input).concatenation().equals(value))
                .toList();
        List<String> parts =
                bandsOfThis.stream().flatMap(band -> rectified(band).stream()).toList();
        boolean whole = parts.equals(inputs);
        return whole ? List.of(value) : parts;
    }

    /** The band in which a value lies, or null if it has memory of its own. */
    Band band(String value) {
        return bands.get(value);
    }

    /** Whether a layer's output is a value that does not lie inside another one. */
    boolean hasOwnMemory(Node node) {
        return value(node.name()).equals(node.name()) && !bands.containsKey(node.name());
    }

    /** The value in whose memory a value lies in the end: its own, or that of the outermost concatenation. */
    String root(String value) {
        Band band = bands.get(value);
        return band == null ? value : root(band.concatenation());
    }
}
