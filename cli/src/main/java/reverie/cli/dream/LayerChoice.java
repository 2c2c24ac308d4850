package reverie.cli.dream;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import reverie.cli.report.UsageException;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.network.LayerNames;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;

/** Finds the layers that users mean. */
public final class LayerChoice {

    /** Where the original notebook dreamt. */
    private static final String USUAL = "inception_4c/output";

    private LayerChoice() {}

    /**
     * The full name of the layer that a user means.
     *
     * @throws UsageException if there is none, with the nearest ones
     */
    public static String one(NetworkDefinition definition, String name) {
        return LayerNames.resolve(definition, name)
                .orElseThrow(() -> new UsageException("no layer '%s'; did you mean %s? ('reverie layers' lists all)"
                        .formatted(
                                name,
                                String.join(
                                        ", ",
                                        LayerNames.nearest(definition, name).stream()
                                                .map(found -> "'" + found + "'")
                                                .toList()))));
    }

    /**
     * All layers that a user means by a name, or by a pattern where * stands for any characters and ? for one; in network
     * order, without the input.
     *
     * @throws UsageException if there is none
     */
    public static List<String> all(NetworkDefinition definition, String nameOrPattern) {
        if (!nameOrPattern.contains("*") && !nameOrPattern.contains("?")) {
            return List.of(one(definition, nameOrPattern));
        }
        Pattern pattern = pattern(nameOrPattern);
        List<String> found = definition.nodes().stream()
                .map(Node::name)
                .filter(name -> !name.equals(definition.inputName()))
                .filter(name -> pattern.matcher(name).matches())
                .toList();
        if (found.isEmpty()) {
            throw new UsageException("no layer matches '%s' ('reverie layers' lists all)".formatted(nameOrPattern));
        }
        return found;
    }

    private static Pattern pattern(String stars) {
        String expression = stars.chars()
                .mapToObj(c -> switch (c) {
                    case '*' -> ".*";
                    case '?' -> ".";
                    default -> Pattern.quote(Character.toString(c));
                })
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    /** The layer to dream at where nobody says: the notebook's, or a module's output some way above the middle. */
    public static String usual(NetworkDefinition definition) {
        if (definition.find(USUAL).isPresent()) {
            return USUAL;
        }
        var nodes = definition.nodes();
        var modules = nodes.stream()
                .filter(node -> node.layer() instanceof ConcatLayer)
                .toList();
        var candidates = modules.isEmpty() ? nodes : modules;
        return candidates.get(candidates.size() * 3 / 5).name();
    }
}
