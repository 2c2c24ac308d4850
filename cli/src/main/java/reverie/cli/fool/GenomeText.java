package reverie.cli.fool;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reverie.cli.page.Block;
import reverie.engine.fooling.nothing.cppn.Cppn;
import reverie.engine.fooling.nothing.cppn.Cppn.Link;
import reverie.engine.fooling.nothing.cppn.Cppn.Node;
import reverie.engine.fooling.nothing.cppn.NodeFunction;

/** A pattern-producing network, written down for people: a formula for each node. */
record GenomeText(Cppn cppn) {

    private static final List<String> INPUTS = List.of("x", "y", "r", "1");
    private static final List<String> OUTPUTS = List.of("hue", "saturation", "brightness");

    /** How many there are of each kind: {@code 4 sine, 2 linear}. */
    String functions() {
        return Stream.of(NodeFunction.values())
                .map(function -> {
                    long count = cppn.nodes().stream()
                            .filter(node -> node.function() == function)
                            .count();
                    return count == 0 ? "" : "%d %s".formatted(count, name(function));
                })
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** A row for each node, in the order in which they are computed. */
    Block table() {
        return Block.table(
                "The genome: every node, and the sum s that its function is taken of",
                List.of("node", "function", "s"),
                cppn.nodes().stream()
                        .map(node -> List.of(name(node.id()), name(node.function()), sum(node)))
                        .toList());
    }

    private String sum(Node node) {
        String sum = cppn.links().stream()
                .filter(link -> link.to() == node.id())
                .map(this::term)
                .collect(Collectors.joining(" "))
                .replaceFirst("^\\+ ", "");
        return sum.isEmpty() ? "0" : sum;
    }

    private String term(Link link) {
        String size = String.format(Locale.ROOT, "%.2f", Math.abs(link.weight()));
        String factor = name(link.from());
        return "%s %s".formatted(link.weight() < 0 ? "−" : "+", factor.equals("1") ? size : size + " " + factor);
    }

    private String name(int id) {
        if (id < INPUTS.size()) {
            return INPUTS.get(id);
        }
        int place = IntStream.range(0, cppn.nodes().size())
                .filter(i -> cppn.nodes().get(i).id() == id)
                .findFirst()
                .orElseThrow();
        return place < cppn.hidden() ? "n" + (place + 1) : OUTPUTS.get(place - cppn.hidden());
    }

    private static String name(NodeFunction function) {
        return function.name().toLowerCase(Locale.ROOT);
    }
}
