package reverie.cli.fool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.cli.report.Version;
import reverie.engine.fooling.Answer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What all results have in common that are written for programs. Probabilities are from 0 to 1. */
record ResultJson(FoolingLab lab) {

    private static final int TOP = 5;

    /** The file's text: what ran on which model, and what came of it, all by name. */
    String text(Map<String, Object> result) {
        Map<String, Object> all = new LinkedHashMap<>(result);
        all.put("reverie", Version.number());
        all.put("command", lab.command());
        all.put("model", lab.model().definition().name());
        all.put("model_sha256", lab.file().sha256());
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build()
                        .writeValueAsString(all)
                + "\n";
    }

    /** A class by its number and its name. */
    Map<String, Object> label(int index) {
        return Map.of("class", index, "label", lab.labels().name(index));
    }

    /** The likeliest classes, the likeliest first. */
    List<Map<String, Object>> answer(Answer answer) {
        return answer.ranking(TOP).stream()
                .map(index -> {
                    Map<String, Object> entry = new LinkedHashMap<>(label(index));
                    entry.put("probability", answer.probabilities()[index]);
                    return entry;
                })
                .toList();
    }
}
