package reverie.engine.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.layer.Wiring;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/**
 * A network at work on one input size: the memory for its activations and gradients, and the programs that fill them.
 * Write the {@link #input}, go {@link #forwardTo} a layer, put the derivative of an objective into its {@link #gradient},
 * go {@link #backwardFrom} it, and read the {@link #inputGradient}.
 *
 * <p>Only layers that a target depends on exist here. Memory for gradients is taken when they are first asked for.
 */
public final class Pass {

    private final Network network;
    private final Backend backend;
    private final NetworkShapes shapes;
    private final Set<String> targets;
    private final PassLayout layout;
    private final Map<String, FeatureMap> activations = new HashMap<>();
    private final Map<String, FeatureMap> gradients = new HashMap<>();
    private final Map<Set<String>, Program> forwards = new HashMap<>();
    private final Map<Set<String>, Program> backwards = new HashMap<>();

    Pass(Network network, int height, int width, Collection<String> targets) {
        this.network = network;
        this.backend = network.backend();
        this.targets = Set.copyOf(targets);
        this.shapes = new NetworkShapes(network.definition(), height, width);
        List<Node> needed = network.definition().ancestors(targets);
        needed.forEach(node -> shapes.of(node.name()));
        this.layout = new PassLayout(needed, shapes, targets);
    }

    public Backend backend() {
        return backend;
    }

    /** Where the picture goes in. */
    public FeatureMap input() {
        return map(network.definition().inputName(), activations);
    }

    /** d objective / d input, after {@link #backwardFrom}. */
    public FeatureMap inputGradient() {
        return map(network.definition().inputName(), gradients);
    }

    /**
     * The output of a target, after {@link #forwardTo} it.
     *
     * @throws IllegalArgumentException if it is not a target of this pass: its memory may be another layer's by now
     */
    public FeatureMap activation(String target) {
        return map(requireTarget(target), activations);
    }

    /** d objective / d output of a target: to be written before {@link #backwardFrom} it. */
    public FeatureMap gradient(String target) {
        return map(requireTarget(target), gradients);
    }

    /** Runs every layer that the given targets depend on, and no other. */
    public void forwardTo(String... layers) {
        Set<String> wanted = requireTargets(layers);
        forwards.computeIfAbsent(wanted, this::compileForward).run();
    }

    /** Carries the gradients of the given targets back to the input, adding up where paths meet. */
    public void backwardFrom(String... layers) {
        Set<String> wanted = requireTargets(layers);
        backwards.computeIfAbsent(wanted, this::compileBackward).run();
    }

    private Program compileForward(Set<String> wanted) {
        List<Operation> operations = new ArrayList<>();
        for (Node node : network.definition().ancestors(wanted)) {
            if (!layout.isSilent(node)) {
                operations.addAll(node.layer().forward(new NodeWiring(node, List.of())));
            }
        }
        return backend.compile(operations);
    }

    /** The forward read upwards. What a gradient is first written with overwrites it, everything later is added. */
    private Program compileBackward(Set<String> wanted) {
        List<Operation> operations = new ArrayList<>();
        Set<String> written = new HashSet<>();
        wanted.forEach(target -> written.add(layout.value(target)));
        for (Node node : network.definition().ancestors(wanted).reversed()) {
            if (!layout.isSilent(node)) {
                List<Boolean> accumulates = node.inputs().stream()
                        .map(input -> !written.add(layout.value(input)))
                        .toList();
                operations.addAll(node.layer().backward(new NodeWiring(node, accumulates)));
            }
        }
        return backend.compile(operations);
    }

    /** The memory of a layer's output or its gradient; both are laid out alike. */
    private FeatureMap map(String layer, Map<String, FeatureMap> maps) {
        String value = layout.value(layer);
        FeatureMap known = maps.get(value);
        if (known != null) {
            return known;
        }
        Shape shape = shapes.of(value);
        PassLayout.Band band = layout.band(value);
        FeatureMap created = band == null
                ? backend.allocateMap(shape.height(), shape.width(), shape.channels())
                : map(band.concatenation(), maps).channels(band.firstChannel(), shape.channels());
        maps.put(value, created);
        return created;
    }

    private Set<String> requireTargets(String... layers) {
        for (String layer : layers) {
            requireTarget(layer);
        }
        return Set.of(layers);
    }

    private String requireTarget(String layer) {
        if (!targets.contains(layer)) {
            throw new IllegalArgumentException("layer '%s' is not a target of this pass".formatted(layer));
        }
        return layer;
    }

    /** A layer's place in this pass. */
    private final class NodeWiring implements Wiring {

        private final Node node;
        private final List<Boolean> accumulates;

        NodeWiring(Node node, List<Boolean> accumulates) {
            this.node = node;
            this.accumulates = accumulates;
        }

        @Override
        public int inputs() {
            return node.inputs().size();
        }

        @Override
        public FeatureMap input(int index) {
            return map(node.inputs().get(index), activations);
        }

        @Override
        public FeatureMap output() {
            return map(node.name(), activations);
        }

        @Override
        public FeatureMap inputGradient(int index) {
            return map(node.inputs().get(index), gradients);
        }

        @Override
        public FeatureMap outputGradient() {
            return map(node.name(), gradients);
        }

        @Override
        public boolean accumulates(int index) {
            return accumulates.get(index);
        }

        @Override
        public boolean fusesRelu() {
            return layout.fusesRelu(node);
        }

        @Override
        public Filters filters() {
            if (node.layer() instanceof WeightedLayer layer) {
                return network.filters(node, layer, shapes.of(node.inputs().getFirst()));
            }
            throw new IllegalStateException(node.layer().type() + " has no filters");
        }
    }
}
