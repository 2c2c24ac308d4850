package reverie.cli.fool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reverie.cli.dream.ClassLabels;
import reverie.cli.report.Version;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.nothing.cppn.Cppn;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came of making a network see a class in nothing, for programs. Probabilities are from 0 to 1. */
record NothingJson(NothingOutcome outcome, FoolingLab lab, NothingFooling fooling) {

    private static final int TOP = 5;

    /** The file's text. */
    String text() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("reverie", Version.number());
        all.put("command", lab.command());
        all.put("model", lab.model().definition().name());
        all.put("model_sha256", lab.file().sha256());
        all.put("from", fooling.start().start().name().toLowerCase(Locale.ROOT));
        all.put("evolved", fooling.start().evolves());
        all.put("seed", fooling.target().seed());
        all.put("target", label(outcome.target()));
        all.put("confidence", outcome.confidence());
        all.put("fooled", outcome.fooled());
        all.put("probability", outcome.probability());
        all.put("asked", outcome.attempt().asked());
        all.put("after", answer(outcome.answer()));
        all.put(
                "treated",
                outcome.treated().stream()
                        .map(treated -> Map.of(
                                "treatment",
                                treated.treatment(),
                                "probability",
                                treated.answer().probabilities()[outcome.target()],
                                "after",
                                answer(treated.answer())))
                        .toList());
        all.put(
                "course",
                outcome.attempt().course().stream()
                        .map(point -> Map.of("asked", point.asked(), "probability", point.confidence()))
                        .toList());
        outcome.genome().ifPresent(elite -> all.put("genome", genome(elite.genome())));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writeValueAsString(all)
                + "\n";
    }

    private Map<String, Object> label(int index) {
        ClassLabels labels = lab.labels();
        return Map.of("class", index, "label", labels.name(index));
    }

    private List<Map<String, Object>> answer(Answer answer) {
        return answer.ranking(TOP).stream()
                .map(index -> {
                    Map<String, Object> entry = new LinkedHashMap<>(label(index));
                    entry.put("probability", answer.probabilities()[index]);
                    return entry;
                })
                .toList();
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
