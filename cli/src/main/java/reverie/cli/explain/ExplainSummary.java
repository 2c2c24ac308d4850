package reverie.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reverie.cli.dream.ClassLabels;
import reverie.engine.study.CheckedDerivative;

/** What was found out, in lines for a terminal. */
final class ExplainSummary {

    private final Explanation explanation;
    private final ClassLabels labels;

    ExplainSummary(Explanation explanation, ClassLabels labels) {
        this.explanation = explanation;
        this.labels = labels;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(row("layer", "type", "output", "sees", "multiply-adds", "mean", "zeros", "gradient"));
        for (LayerStudy layer : explanation.layers()) {
            lines.add(row(
                    layer.node().name(),
                    layer.node().layer().type(),
                    layer.shape(),
                    layer.field().height(),
                    layer.multiplyAdds() == 0 ? "" : String.format(Locale.ROOT, "%,d", layer.multiplyAdds()),
                    number(layer.values().mean()),
                    Numbers.percent(layer.values().zeros()),
                    number(layer.gradients().meanAbsolute())));
        }
        var section = new CheckSection(explanation);
        for (CheckedDerivative check : explanation.checks()) {
            int best = check.best();
            lines.add("derivative by %s: backward %s, difference %s (step %s): %s"
                    .formatted(
                            section.name(check),
                            number(check.analytic()),
                            number(check.differences().get(best).numeric()),
                            number(check.differences().get(best).step()),
                            CheckSection.verdict(check)));
        }
        lines.add(section.summary());
        explanation
                .classes()
                .ifPresent(view -> view.likeliest()
                        .forEach(index -> lines.add(String.format(
                                Locale.ROOT, "%.4f  %s", view.probabilities()[index], labels.name(index)))));
        explanation.noClasses().ifPresent(lines::add);
        explanation
                .strip()
                .forEach(dreamt -> lines.add("%s: %s; %s"
                        .formatted(dreamt.stage().name(), dreamt.stage().line(), dreamt.growth())));
        return lines;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    private static String row(Object... cells) {
        return "%-32s  %-12s  %-16s  %5s  %13s  %10s  %5s  %10s"
                .formatted(cells)
                .stripTrailing();
    }
}
