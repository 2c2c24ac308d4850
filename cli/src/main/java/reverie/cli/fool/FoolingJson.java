package reverie.cli.fool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import reverie.engine.fooling.RandomChanges;

/** What came of fooling a network, for programs. Changes are in grey levels, probabilities from 0 to 1. */
record FoolingJson(FoolingOutcome outcome, FoolingLab lab, FoolingOptions options) {

    /** The file's text. */
    String text() {
        var json = new ResultJson(lab);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("method", options.method().name().toLowerCase(Locale.ROOT));
        outcome.target().ifPresent(target -> result.put("target", json.label(target)));
        result.put("fooled", outcome.fooled());
        result.put("asked", outcome.hunt().asked());
        result.put("before", json.answer(outcome.beforeAnswer()));
        result.put("after", json.answer(outcome.afterAnswer()));
        result.put("change", change());
        result.put(
                "treated",
                outcome.treated().stream()
                        .map(treated -> Map.of(
                                "treatment", treated.name(),
                                "before", json.answer(treated.before()),
                                "after", json.answer(treated.after())))
                        .toList());
        result.put("random_changes", controls());
        result.put(
                "tried",
                outcome.hunt().trials().stream()
                        .map(trial -> Map.of(
                                "setting", trial.setting(),
                                "loss", trial.loss(),
                                "l2", trial.change(),
                                "fooled", trial.fooled()))
                        .toList());
        return json.text(result);
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
