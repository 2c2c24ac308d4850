package reverie.cli.tour;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reverie.cli.dream.LayerChoice;
import reverie.cli.report.UsageException;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;

/** The layers that a tour stops at. */
public final class TourLayers {

    private TourLayers() {}

    /**
     * The layers that are meant, in network order.
     *
     * @param text {@code main} for those that stand between or around modules, {@code all}, or names and patterns with commas
     * @throws UsageException if there are none
     */
    public static List<String> of(NetworkDefinition definition, String text) {
        Predicate<Node> isWanted = switch (text) {
            case "all" -> TourLayers::isItself;
            case "main" -> new MainLayers(definition);
            default -> named(definition, text);
        };
        List<String> layers = definition.nodes().stream()
                .filter(node -> !(node.layer() instanceof InputLayer))
                .filter(isWanted)
                .map(Node::name)
                .toList();
        if (layers.isEmpty()) {
            throw new UsageException("'%s' names no layer to dream at ('reverie layers' lists all)".formatted(text));
        }
        return layers;
    }

    /** Dropout, for one, is its input. */
    private static boolean isItself(Node node) {
        return !(node.layer() instanceof IdentityLayer);
    }

    private static Predicate<Node> named(NetworkDefinition definition, String text) {
        Set<String> names = Stream.of(text.split(",", -1))
                .flatMap(name -> LayerChoice.all(definition, name.strip()).stream())
                .collect(Collectors.toSet());
        return node -> names.contains(node.name());
    }

    /** What everything passes through, but not what only bends it: ReLUs, and the softmax behind the scores. */
    private record MainLayers(Set<Node> trunk) implements Predicate<Node> {

        MainLayers(NetworkDefinition definition) {
            this(Set.copyOf(definition.trunk()));
        }

        @Override
        public boolean test(Node node) {
            return trunk.contains(node)
                    && isItself(node)
                    && !(node.layer() instanceof ReluLayer)
                    && !(node.layer() instanceof SoftmaxLayer);
        }
    }
}
