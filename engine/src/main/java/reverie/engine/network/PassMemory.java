package reverie.engine.network;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reverie.engine.network.Lifetimes.Slot;
import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;

/**
 * The memory of a pass. What others write or read between the programs has memory of its own: the input, the targets, and
 * the gradients of both. All else lies where {@link Lifetimes} let it.
 *
 * <p>A pass with one target is a forward and a backward over the same layers, again and again: its activations and
 * gradients share one arena, and the backward uses up what the forward left. A pass with several targets keeps its
 * activations, since nobody knows in which order backwards will follow; only the gradients of one backward share memory.
 */
final class PassMemory {

    private final Arena memory;
    private final NetworkDefinition definition;
    private final NetworkShapes shapes;
    private final PassLayout layout;
    private final List<String> targets;
    private final boolean trains;
    private final Map<Slot, FeatureMap> lasting = new HashMap<>();
    private Map<Slot, FeatureMap> arena = Map.of();

    PassMemory(
            Arena memory,
            NetworkDefinition definition,
            NetworkShapes shapes,
            PassLayout layout,
            Collection<String> targets,
            boolean trains) {
        this.memory = memory;
        this.definition = definition;
        this.shapes = shapes;
        this.layout = layout;
        this.targets = List.copyOf(targets);
        this.trains = trains;
    }

    /** Whether a backward may overwrite what a forward has left. */
    boolean isShared() {
        return targets.size() == 1;
    }

    /** The memory of a layer's output. */
    FeatureMap activation(String layer) {
        return isShared() ? shared(layer, false) : map(layer, false, lasting);
    }

    /** The memory of the gradient of the input or of a target, which lasts. */
    FeatureMap lastingGradient(String layer) {
        return map(layer, true, lasting);
    }

    /**
     * The memory of all gradients of a backward from the given targets.
     *
     * @return from layer to gradient
     */
    Gradients gradients(Set<String> wanted) {
        if (isShared()) {
            return layer -> shared(layer, true);
        }
        Map<Slot, FeatureMap> maps = new HashMap<>();
        for (String value : lastingValues(wanted)) {
            maps.put(new Slot(value, true), lastingGradient(value));
        }
        maps.putAll(allocate(new ArenaPlan<>(lifetimes(wanted).gradientBlocks(shapes, lastingValues(wanted)))));
        return layer -> map(layer, true, maps);
    }

    /** Where each layer's gradient lies. */
    interface Gradients {
        FeatureMap of(String layer);
    }

    private FeatureMap shared(String layer, boolean gradient) {
        Set<String> own = lastingValues(targets);
        if (own.contains(layout.root(layout.value(layer)))) {
            return map(layer, gradient, lasting);
        }
        reserve();
        return map(layer, gradient, arena);
    }

    /** Takes the memory of a pass with one target. */
    void reserve() {
        if (isShared() && arena.isEmpty()) {
            arena = allocate(new ArenaPlan<>(lifetimes(targets).blocks(shapes, lastingValues(targets))));
            for (String own : List.of(definition.inputName(), targets.getFirst())) {
                activation(own);
                lastingGradient(own);
            }
        }
    }

    private Lifetimes lifetimes(Collection<String> wanted) {
        return new Lifetimes(definition.schedule(wanted), layout, trains);
    }

    private Set<String> lastingValues(Collection<String> wanted) {
        Set<String> values = new HashSet<>();
        values.add(definition.inputName());
        wanted.forEach(target -> values.add(layout.value(target)));
        return values;
    }

    private Map<Slot, FeatureMap> allocate(ArenaPlan<Slot> plan) {
        List<Buffer> arrays = memory.buffers(plan.arrays());
        Map<Slot, FeatureMap> maps = new HashMap<>();
        for (Slot slot : plan.names()) {
            Shape shape = shapes.of(slot.value());
            maps.put(
                    slot,
                    new FeatureMap(
                            arrays.get(plan.array(slot)),
                            plan.offsetInArray(slot),
                            shape.height(),
                            shape.width(),
                            shape.channels(),
                            shape.channels()));
        }
        return maps;
    }

    /** A map that is known, a band of one, or one of its own. Outputs and their gradients are laid out alike. */
    private FeatureMap map(String layer, boolean gradient, Map<Slot, FeatureMap> maps) {
        String value = layout.value(layer);
        Slot slot = new Slot(value, gradient);
        FeatureMap known = maps.get(slot);
        if (known != null) {
            return known;
        }
        Shape shape = shapes.of(value);
        PassLayout.Band band = layout.band(value);
        FeatureMap created = band == null
                ? memory.map(slot, shape)
                : map(band.concatenation(), gradient, maps).channels(band.firstChannel(), shape.channels());
        maps.put(slot, created);
        return created;
    }
}
