package reverie.cli.fool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reverie.cli.dream.ClassLabels;
import reverie.cli.report.Version;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.RandomChanges;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What came of fooling a network, for programs. Changes are in grey levels, probabilities from 0 to 1. */
record FoolingJson(FoolingOutcome outcome, FoolingLab lab, FoolingOptions options) {

    private static final int TOP = 5;

    /** The file's text. */
    String text() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("reverie", Version.number());
        all.put("command", lab.command());
        all.put("model", lab.model().definition().name());
        all.put("model_sha256", lab.file().sha256());
        all.put("method", options.method().name().toLowerCase(Locale.ROOT));
        outcome.target().ifPresent(target -> all.put("target", label(target)));
        all.put("fooled", outcome.fooled());
        all.put("asked", outcome.hunt().asked());
        all.put("before", answer(outcome.beforeAnswer()));
        all.put("after", answer(outcome.afterAnswer()));
        all.put("change", change());
        all.put(
                "treated",
                outcome.treated().stream()
                        .map(treated -> Map.of(
                                "treatment", treated.name(),
                                "before", answer(treated.before()),
                                "after", answer(treated.after())))
                        .toList());
        all.put("random_changes", controls());
        all.put(
                "tried",
                outcome.hunt().trials().stream()
                        .map(trial -> Map.of(
                                "setting", trial.setting(),
                                "loss", trial.loss(),
                                "l2", trial.change(),
                                "fooled", trial.fooled()))
                        .toList());
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

    private Map<String, Object> change() {
        var difference = outcome.difference();
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("mean_absolute", difference.meanAbsolute());
        change.put("l2", difference.l2());
        change.put("greatest", difference.greatest());
        // Infinite where nothing has changed, which JSON cannot say.
        change.put("psnr_db", difference.l2() > 0 ? difference.peakSignalToNoise() : null);
        return change;
    }

    private Map<String, Object> controls() {
        RandomChanges controls = outcome.controls();
        RandomChanges.Interval share = controls.flippedShare();
        return Map.of(
                "tried", controls.tried(),
                "changed_answer", controls.flipped(),
                "fooled", controls.fooled(),
                "changed_answer_95_percent", List.of(share.least(), share.most()));
    }
}
