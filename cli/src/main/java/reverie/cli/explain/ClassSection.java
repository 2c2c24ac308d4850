package reverie.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import reverie.cli.dream.ClassLabels;
import reverie.cli.page.Block;
import reverie.cli.page.ReportFigure;
import reverie.cli.page.ReportSection;
import reverie.engine.study.GradCam;
import reverie.engine.study.Saliency;

/** What speaks for a class, as a section of the page. */
final class ClassSection {

    private static final String HEADING = "What in the photo speaks for a class?";

    private final Explanation explanation;
    private final ClassLabels labels;

    ClassSection(Explanation explanation, ClassLabels labels) {
        this.explanation = explanation;
        this.labels = labels;
    }

    ReportSection section() throws IOException {
        Optional<ClassView> classes = explanation.classes();
        return classes.isPresent()
                ? section(classes.get())
                : ReportSection.of(HEADING, Block.prose(explanation.noClasses().orElse("There is no classifier.")));
    }

    private ReportSection section(ClassView view) throws IOException {
        String name = labels.shortName(view.chosen());
        Saliency saliency = view.saliency();
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.prose("%s What follows is about %s, whose score before the softmax is %s."
                .formatted(
                        view.isWhole()
                                ? "The classifier looks at the whole photo, as it is here."
                                : "The classifier looks at the middle of the photo, at the size that it was made for.",
                        name,
                        Numbers.of(saliency.score()))));
        blocks.add(Block.table("The likeliest classes", List.of("class", "probability"), rows(view)));
        List<ReportFigure> figures = new ArrayList<>();
        figures.add(ReportFigure.of(
                Overlay.enlarged(view.picture()), "What the classifier was shown", "What the classifier was shown."));
        figures.add(overlay(
                view,
                saliency.gradient(),
                "Gradient (Simonyan et al. 2013): the pixels with which the score of %s would change most, up or down."
                        .formatted(name)));
        figures.add(overlay(
                view,
                saliency.guided(),
                "Guided backpropagation (Springenberg et al. 2014): as before, but at every ReLU what speaks against is left"
                        + " out."));
        if (saliency.gradCam().isPresent()) {
            GradCam map = saliency.gradCam().get();
            figures.add(ReportFigure.of(
                    Overlay.of(view.picture(), new Plane(map.height(), map.width(), map.cells())),
                    "Grad-CAM for %s laid over the photo".formatted(name),
                    "Grad-CAM (Selvaraju et al. 2017): where `%s`, %d × %d cells, sees what speaks for %s."
                            .formatted(map.layer(), map.height(), map.width(), name)));
        }
        blocks.add(Block.figures(figures));
        blocks.add(Block.formula("""
                gradient: s(x, y) = max over colours of |∂S/∂pixel|
                guided: dx = max(0, dy) where y > 0, else 0, at every ReLU
                Grad-CAM: max(0, Σₖ αₖ Aₖ) with αₖ = the mean of ∂S/∂Aₖ over all cells"""));
        blocks.add(Block.prose("""
                The three answer different questions. The gradient is exact, and noisy: it says how the score changes with a pixel, not \
                what the score is made of. Guided backpropagation is no gradient of anything: it shows the shapes that the network found \
                at all, much the same for every class (Adebayo et al. 2018). Grad-CAM knows the class and the place, and no detail: its \
                cells are as large as those of the layer."""));
        return new ReportSection(HEADING, blocks);
    }

    private List<List<String>> rows(ClassView view) {
        List<Integer> listed = new ArrayList<>(view.likeliest());
        if (!listed.contains(view.chosen())) {
            listed.add(view.chosen());
        }
        return listed.stream()
                .map(index ->
                        List.of(labels.name(index), String.format(Locale.ROOT, "%.4f", view.probabilities()[index])))
                .toList();
    }

    private ReportFigure overlay(ClassView view, float[] gradient, String caption) throws IOException {
        var strengths = new Plane(view.picture().height(), view.picture().width(), Saliency.strengths(gradient));
        return ReportFigure.of(
                Overlay.of(view.picture(), strengths),
                "%s laid over the photo".formatted(caption.substring(0, caption.indexOf(' '))),
                caption);
    }
}
