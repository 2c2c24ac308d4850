package reverie.cli.explain;

import java.io.IOException;
import java.util.List;
import reverie.cli.dream.ClassLabels;
import reverie.cli.page.Report;

/** What was found out, as a page and in lines. */
public final class ExplainReport {

    private final Explanation explanation;
    private final ClassLabels labels;

    public ExplainReport(Explanation explanation, ClassLabels labels) {
        this.explanation = explanation;
        this.labels = labels;
    }

    /**
     * The page.
     *
     * @param command what was typed
     */
    public Report page(String command) throws IOException {
        var layers = new LayerSections(explanation);
        var check = new CheckSection(explanation);
        return new Report(
                "%s in %s, explained".formatted(explanation.photoName(), explanation.layer()),
                "What %s computes of this photo on the way to `%s`, layer by layer, and what comes back to the pixels: %s."
                        .formatted(explanation.model().definition().name(), explanation.layer(), check.summary()),
                List.of(
                        layers.way(),
                        layers.kinds(),
                        layers.pictures(),
                        layers.numbers(),
                        check.section(),
                        new ClassSection(explanation, labels).section(),
                        new StripSection(explanation).section()),
                command,
                explanation.model().definition().name());
    }

    /** The same in short, for a terminal. */
    public List<String> lines() {
        return new ExplainSummary(explanation, labels).lines();
    }
}
