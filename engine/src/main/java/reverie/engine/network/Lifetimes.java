package reverie.engine.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * From when to when the memory of a pass is needed. Moments are numbered: layer i of n runs forward at moment i and
 * backward at moment 2n - 1 - i. An activation is needed from its layer's forward to its last reader, which may be a
 * backward; a gradient from its first writer, which is the value's last reader, until the value's own layer has passed it
 * on. What lies in bands of one map is needed as long as any of them.
 */
final class Lifetimes {

    /** The memory of a value, or of its gradient. */
    record Slot(String value, boolean gradient) {}

    private record Span(int first, int last) {
        Span with(int moment) {
            return new Span(Math.min(first, moment), Math.max(last, moment));
        }
    }

    private final Map<Slot, Span> spans = new LinkedHashMap<>();

    /**
     * @param nodes the layers of the pass, in the order in which they run
     * @param trains whether the backward computes gradients of weights, for which it reads the inputs of layers with weights
     */
    Lifetimes(List<Node> nodes, PassLayout layout, boolean trains) {
        Map<String, String> lastGradientWriters = layout.lastGradientWriters(nodes);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (layout.isSilent(node)) {
                continue;
            }
            int forward = i;
            int backward = 2 * nodes.size() - 1 - i;
            String output = layout.root(layout.value(node.name()));
            extend(output, false, forward);
            extend(output, true, backward);
            if (node.layer().backwardReadsOutput()) {
                extend(output, false, backward);
            }
            for (String name : node.inputs()) {
                String input = layout.root(layout.value(name));
                extend(input, false, forward);
                extend(input, true, backward);
                // ReLUs that were computed with convolutions take their derivatives when the gradient is complete.
                boolean rectifies = node.name().equals(lastGradientWriters.get(input))
                        && !layout.rectified(input).isEmpty();
                boolean learns = trains && node.layer() instanceof WeightedLayer;
                if (node.layer().backwardReadsInput() || rectifies || learns) {
                    extend(input, false, backward);
                }
            }
        }
    }

    private void extend(String value, boolean gradient, int moment) {
        spans.merge(new Slot(value, gradient), new Span(moment, moment), (span, _) -> span.with(moment));
    }

    /**
     * Blocks for activations and gradients that share their memory.
     *
     * @param lasting values that have memory of their own
     */
    List<ArenaPlan.Block<Slot>> blocks(NetworkShapes shapes, Set<String> lasting) {
        return blocks(shapes, lasting, true);
    }

    /** Blocks for gradients alone. */
    List<ArenaPlan.Block<Slot>> gradientBlocks(NetworkShapes shapes, Set<String> lasting) {
        return blocks(shapes, lasting, false);
    }

    private List<ArenaPlan.Block<Slot>> blocks(NetworkShapes shapes, Set<String> lasting, boolean activations) {
        List<ArenaPlan.Block<Slot>> blocks = new ArrayList<>();
        spans.forEach((slot, span) -> {
            if (!lasting.contains(slot.value()) && (slot.gradient() || activations)) {
                long size = shapes.of(slot.value()).size();
                blocks.add(new ArenaPlan.Block<>(slot, size, span.first(), span.last()));
            }
        });
        return blocks;
    }
}
