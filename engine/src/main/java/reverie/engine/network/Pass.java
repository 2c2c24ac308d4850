package reverie.engine.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>Only layers that a target depends on exist here. Where they lie, {@link PassMemory} decides.
 */
public final class Pass {

    private final Network network;
    private final Backend backend;
    private final NetworkShapes shapes;
    private final Set<String> targets;
    private final ReluRule rule;
    private final PassLayout layout;
    private final PassMemory memory;
    private final Optional<FilterGradients> filterGradients;
    private final Map<Set<String>, Program> forwards = new HashMap<>();
    private boolean hasActivations;
    private Backward lastBackward = new Backward(Set.of(), () -> {});

    /** A backward from some targets. Only the last is kept: a dream repeats it, a study moves on to other targets. */
    private record Backward(Set<String> wanted, Program program) {}

    Pass(
            Network network,
            int height,
            int width,
            Collection<String> targets,
            ReluRule rule,
            boolean trains,
            Arena arena) {
        this.network = network;
        this.backend = network.backend();
        this.targets = Set.copyOf(targets);
        this.rule = rule;
        this.shapes = new NetworkShapes(network.definition(), height, width);
        List<Node> needed = network.definition().schedule(targets);
        needed.forEach(node -> shapes.of(node.name()));
        this.layout = new PassLayout(needed, shapes, targets);
        this.memory = new PassMemory(arena, network.definition(), shapes, layout, this.targets, trains);
        this.filterGradients = trains ? Optional.of(new FilterGradients(backend, needed, shapes)) : Optional.empty();
    }

    public Backend backend() {
        return backend;
    }

    /** Takes its memory now, before smaller passes in the same arena take theirs. */
    public void reserve() {
        memory.reserve();
    }

    /** Where the picture goes in. */
    public FeatureMap input() {
        return memory.activation(network.definition().inputName());
    }

    /** The sums of d objective / d weight over all {@link #backwardFrom} since they were last cleared. */
    public FilterGradients filterGradients() {
        return filterGradients.orElseThrow(() -> new IllegalStateException("this pass does not train"));
    }

    /** d objective / d input, after {@link #backwardFrom}; not of a pass that trains. */
    public FeatureMap inputGradient() {
        return memory.lastingGradient(network.definition().inputName());
    }

    /**
     * The output of a target, after {@link #forwardTo} it.
     *
     * @throws IllegalArgumentException if it is not a target of this pass: its memory may be another layer's by now
     */
    public FeatureMap activation(String target) {
        return memory.activation(requireTarget(target));
    }

    /** d objective / d output of a target: to be written before {@link #backwardFrom} it. */
    public FeatureMap gradient(String target) {
        return memory.lastingGradient(requireTarget(target));
    }

    /** Runs every layer that the given targets depend on, and no other. */
    public void forwardTo(String... layers) {
        Set<String> wanted = requireTargets(layers);
        forwards.computeIfAbsent(wanted, this::compileForward).run();
        hasActivations = true;
    }

    /**
     * Carries the gradients of the given targets back to the input, adding up where paths meet. In a pass with one target
     * the memory of activations is used for gradients, so that a forward must be run before every backward.
     *
     * @throws IllegalStateException if it was not
     */
    public void backwardFrom(String... layers) {
        Set<String> wanted = requireTargets(layers);
        if (!hasActivations) {
            throw new IllegalStateException("no backward without a forward before it");
        }
        hasActivations = !memory.isShared();
        if (!lastBackward.wanted().equals(wanted)) {
            lastBackward = new Backward(wanted, compileBackward(wanted));
        }
        lastBackward.program().run();
    }

    private Program compileForward(Set<String> wanted) {
        List<Operation> operations = new ArrayList<>();
        for (Node node : network.definition().schedule(wanted)) {
            if (!layout.isSilent(node)) {
                operations.addAll(node.layer().forward(new NodeWiring(node, memory::lastingGradient, List.of())));
            }
        }
        return backend.compile(operations);
    }

    /**
     * The forward read upwards. What a gradient is first written with overwrites it, everything later is added; when it is
     * complete, the derivatives of the ReLUs that were computed together with convolutions are taken where it lies.
     */
    private Program compileBackward(Set<String> wanted) {
        List<Operation> operations = new ArrayList<>();
        PassMemory.Gradients gradients = memory.gradients(wanted);
        List<Node> nodes = network.definition().schedule(wanted);
        Map<String, String> lastWriters = layout.lastGradientWriters(nodes);
        Set<String> written = new HashSet<>();
        for (String target : wanted) {
            String value = layout.value(target);
            written.add(value);
            if (!lastWriters.containsKey(value)) {
                operations.addAll(reluBackwards(value, gradients));
            }
        }
        for (Node node : nodes.reversed()) {
            if (!layout.isSilent(node)) {
                List<String> inputs = node.inputs().stream().map(layout::value).toList();
                List<Boolean> accumulates =
                        inputs.stream().map(input -> !written.add(input)).toList();
                operations.addAll(backward(node, new NodeWiring(node, gradients, accumulates)));
                inputs.stream()
                        .distinct()
                        .filter(input -> node.name().equals(lastWriters.get(input)))
                        .forEach(input -> operations.addAll(reluBackwards(input, gradients)));
            }
        }
        return backend.compile(rule.backward(operations));
    }

    /** In training the gradient of the input is of no use to anybody, and the first layer's backward left out. */
    private List<Operation> backward(Node node, Wiring wiring) {
        List<Operation> operations = new ArrayList<>();
        if (filterGradients.isPresent() && node.layer() instanceof WeightedLayer layer) {
            operations.addAll(layer.filterBackward(wiring));
        }
        boolean isWanted = filterGradients.isEmpty()
                || !node.inputs().stream()
                        .allMatch(input ->
                                layout.value(input).equals(network.definition().inputName()));
        if (isWanted) {
            operations.addAll(node.layer().backward(wiring));
        }
        return operations;
    }

    private List<Operation> reluBackwards(String value, PassMemory.Gradients gradients) {
        return layout.rectified(value).stream()
                .<Operation>map(part -> Operation.ReluBackward.inPlace(memory.activation(part), gradients.of(part)))
                .toList();
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
        private final PassMemory.Gradients gradients;
        private final List<Boolean> accumulates;

        NodeWiring(Node node, PassMemory.Gradients gradients, List<Boolean> accumulates) {
            this.node = node;
            this.gradients = gradients;
            this.accumulates = accumulates;
        }

        @Override
        public int inputs() {
            return node.inputs().size();
        }

        @Override
        public FeatureMap input(int index) {
            return memory.activation(node.inputs().get(index));
        }

        @Override
        public FeatureMap output() {
            return memory.activation(node.name());
        }

        @Override
        public FeatureMap inputGradient(int index) {
            return gradients.of(node.inputs().get(index));
        }

        @Override
        public FeatureMap outputGradient() {
            return gradients.of(node.name());
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
                return network.filters(node, layer, shapes.ofInput(node));
            }
            throw new IllegalStateException(node.layer().type() + " has no filters");
        }

        @Override
        public FeatureMap filterGradient() {
            return filterGradients().weightMap(node.name());
        }

        @Override
        public FeatureMap biasGradient() {
            return filterGradients().biasMap(node.name());
        }
    }
}
