package reverie.engine.network;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import reverie.engine.network.NetworkDefinition.Node;

/** Finds the layer that somebody means: by its name, by a short form of it, or by the nearest names there are. */
public final class LayerNames {

    private static final int SUGGESTIONS = 3;

    private LayerNames() {}

    /**
     * The full name of a layer. Besides the name itself, an inception module's output is known by the module's name and
     * number: {@code inception_4c}, {@code 4c}, {@code mixed4c}; and any layer by its name in another letter case.
     */
    public static Optional<String> resolve(NetworkDefinition definition, String name) {
        String module = name.replaceFirst("^(inception_?|mixed_?)(?=\\d)", "");
        return Stream.of(name, name + "/output", "inception_" + module + "/output")
                .flatMap(candidate -> definition.nodes().stream()
                        .map(Node::name)
                        .filter(candidate::equalsIgnoreCase)
                        .sorted(Comparator.comparing(found -> !found.equals(candidate))))
                .findFirst();
    }

    /** The layers whose names are nearest to a name that does not exist, nearest first. */
    public static List<String> nearest(NetworkDefinition definition, String name) {
        return definition.nodes().stream()
                .map(Node::name)
                .sorted(Comparator.comparing((String candidate) -> !contains(candidate, name))
                        .thenComparingInt(candidate -> Spelling.distance(candidate, name)))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Whoever writes the beginning of a name means it, however long the rest is. */
    private static boolean contains(String candidate, String name) {
        return !name.isBlank()
                && candidate.toLowerCase(Locale.ROOT).contains(name.strip().toLowerCase(Locale.ROOT));
    }
}
