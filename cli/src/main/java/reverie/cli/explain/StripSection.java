package reverie.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reverie.cli.explain.Explanation.DreamtStage;
import reverie.cli.page.Block;
import reverie.cli.page.ReportFigure;
import reverie.cli.page.ReportSection;

/** From plain gradient ascent to a dream, as a section of the page. */
final class StripSection {

    private static final String HEADING = "From gradient ascent to a dream";

    private final Explanation explanation;

    StripSection(Explanation explanation) {
        this.explanation = explanation;
    }

    ReportSection section() throws IOException {
        if (explanation.strip().isEmpty()) {
            return ReportSection.of(
                    HEADING,
                    Block.prose(
                            "There are no dreams here: the work was ended early, or nothing responds to this photo."));
        }
        List<ReportFigure> figures = new ArrayList<>();
        for (DreamtStage dreamt : explanation.strip()) {
            figures.add(ReportFigure.of(
                    dreamt.picture(),
                    "The dream, %s".formatted(dreamt.stage().name().toLowerCase(Locale.ROOT)),
                    "%s: %s. %s (%s.)"
                            .formatted(
                                    dreamt.stage().name(),
                                    dreamt.stage().line(),
                                    dreamt.stage().text(),
                                    dreamt.growth())));
        }
        return ReportSection.of(
                HEADING,
                Block.prose("""
                        The same photo, the same layer, the same number of steps; each picture has one ingredient more than the one before. \
                        The step size of those without normalisation is chosen so that the first step from the photo changes a pixel by as \
                        much, on average, as every step of the last one does, and then stays what it is. Beside each picture \
                        stands how much the objective has grown: the picture that pleases the network most need not be the \
                        one that shows us most."""),
                Block.formula(
                        "fixed: pixels += η g with η = s / mean |g(photo)|\nnormalised: pixels += s g / mean |g|, anew each time"),
                Block.figures(figures));
    }
}
