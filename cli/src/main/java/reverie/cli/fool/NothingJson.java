package reverie.cli.fool;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import reverie.engine.fooling.nothing.cppn.Cppn;

/** What came of making a network see a class in nothing, for programs. Probabilities are from 0 to 1. */
record NothingJson(NothingOutcome outcome, FoolingLab lab, NothingFooling fooling) {

    /** The file's text. */
    String text() {
        var json = new ResultJson(lab);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("from", fooling.start().start().name().toLowerCase(Locale.ROOT));
        result.put("evolved", fooling.start().evolves());
        result.put("seed", fooling.target().seed());
        result.put("target", json.label(outcome.target()));
        result.put("confidence", outcome.confidence());
        result.put("fooled", outcome.fooled());
        result.put("probability", outcome.probability());
        result.put("asked", outcome.attempt().asked());
        result.put("after", json.answer(outcome.answer()));
        result.put(
                "treated",
                outcome.treated().stream()
                        .map(treated -> Map.of(
                                "treatment",
                                treated.treatment(),
                                "probability",
                                treated.answer().probabilities()[outcome.target()],
                                "after",
                                json.answer(treated.answer())))
                        .toList());
        result.put(
                "course",
                outcome.attempt().course().stream()
                        .map(point -> Map.of("asked", point.asked(), "probability", point.confidence()))
                        .toList());
        outcome.genome().ifPresent(elite -> result.put("genome", genome(elite.genome())));
        return json.text(result);
    }

    private static Map<String, Object> genome(Cppn cppn) {
        return Map.of(
                "nodes",
                cppn.nodes().stream()
                        .map(node -> Map.of(
                                "id",
                                node.id(),
                                "function",
                                node.function().name().toLowerCase(Locale.ROOT)))
                        .toList(),
                "links",
                cppn.links().stream()
                        .map(link -> Map.of("from", link.from(), "to", link.to(), "weight", link.weight()))
                        .toList());
    }
}
