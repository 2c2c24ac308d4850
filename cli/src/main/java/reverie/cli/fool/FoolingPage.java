package reverie.cli.fool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import reverie.cli.page.Block;
import reverie.cli.page.Report;
import reverie.cli.page.ReportFigure;
import reverie.cli.page.ReportSection;
import reverie.cli.plot.Axis;
import reverie.cli.plot.LinePlot;
import reverie.cli.plot.Series;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.Hunt;
import reverie.engine.image.Image;

/** The page about a network that was fooled, or was not. */
record FoolingPage(FoolingOutcome outcome, FoolingText text, FoolingOptions options, FoolingLab lab, Path picture) {

    private static final float GREY = 128;
    private static final int TOP = 5;

    Report report() throws IOException {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(pictures());
        sections.add(answers());
        sections.add(size());
        sections.add(method());
        if (outcome.controls().tried() > 0) {
            sections.add(controls());
        }
        sections.add(treatments());
        String before = text.answer(outcome.beforeAnswer());
        return outcome.fooled()
                ? new Report(
                        "“%s”, says the network"
                                .formatted(text.labels()
                                        .shortName(outcome.afterAnswer().top())),
                        "In the photo the network sees %s. The values of its pixels were changed by %s grey levels of 255 on average, and now it sees %s."
                                .formatted(
                                        before,
                                        FoolingText.number(
                                                "%.2f", outcome.difference().meanAbsolute()),
                                        text.answer(outcome.afterAnswer())),
                        sections,
                        lab.command(),
                        lab.model().definition().name())
                : new Report(
                        "Not fooled",
                        "In the photo the network sees %s. It was to see %s, and was not brought to it within what was allowed; what is shown here is the best attempt, after which it sees %s."
                                .formatted(before, text.wanted(), text.answer(outcome.afterAnswer())),
                        sections,
                        lab.command(),
                        lab.model().definition().name());
    }

    private ReportSection pictures() throws IOException {
        int factor = enlargement();
        Image before = outcome.before();
        ReportFigure after = ReportFigure.ofPixels(
                outcome.after(),
                "The changed photo, which looks the same or nearly so.",
                "After: %s.".formatted(text.answer(outcome.afterAnswer())));
        return ReportSection.of(
                "The pictures",
                Block.figures(List.of(
                        ReportFigure.ofPixels(
                                before,
                                "The photo, cut and scaled to the network's size.",
                                "Before: %s.".formatted(text.answer(outcome.beforeAnswer()))),
                        ReportFigure.ofPixels(
                                enlarged(factor),
                                "The change, many times as strong, on grey.",
                                "The change, %d times as strong, about middle grey; what goes beyond black and white is cut."
                                        .formatted(factor)),
                        outcome.fooled() ? after.linkedTo(picture) : after)),
                Block.prose(
                        "All three are shown as the network gets them: %d x %d pixels, in whole grey levels from 0 to 255."
                                        .formatted(before.width(), before.height())
                                + (outcome.fooled()
                                        ? " The verdict is that on the file `%s`, read again from the disk; `reverie classify` of it says the same."
                                                .formatted(picture.getFileName())
                                        : "")));
    }

    /** How often a change goes into half the range that is so large that few are larger: four times the root mean square. */
    private int enlargement() {
        double large = 4 * outcome.difference().rootMeanSquare();
        return large > 0 ? (int) Math.max(1, (GREY - 1) / large) : 1;
    }

    private Image enlarged(int factor) {
        float[] rgb = new float[outcome.before().rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            float change = outcome.after().rgb()[i] - outcome.before().rgb()[i];
            rgb[i] = Math.clamp(GREY + factor * change, 0, 255);
        }
        return new Image(outcome.before().height(), outcome.before().width(), rgb);
    }

    private ReportSection answers() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.prose(
                "The last layer of the network gives a score to each of its %d classes; the softmax makes probabilities of them."
                        .formatted(text.labels().count())));
        blocks.add(top("Before", outcome.beforeAnswer(), outcome.afterAnswer(), "afterwards"));
        blocks.add(top("After", outcome.afterAnswer(), outcome.beforeAnswer(), "before"));
        return new ReportSection("What the network says", blocks);
    }

    private Block top(String caption, Answer answer, Answer other, String otherTime) {
        return Block.table(
                "%s: the %d likeliest classes"
                        .formatted(caption, Math.min(TOP, text.labels().count())),
                List.of("class", "probability", otherTime),
                answer.ranking(TOP).stream()
                        .map(index -> List.of(
                                text.labels().shortName(index), probability(answer, index), probability(other, index)))
                        .toList());
    }

    private static String probability(Answer answer, int index) {
        return FoolingText.number("%.2f %%", 100 * answer.probabilities()[index]);
    }

    private ReportSection size() {
        var difference = outcome.difference();
        return ReportSection.of(
                "How large the change is",
                Block.table(
                        "The change r, over all pixels and colours, in grey levels of 255",
                        List.of("measure", "value", "formula"),
                        List.of(
                                List.of(
                                        "mean change",
                                        FoolingText.number("%.3f", difference.meanAbsolute()),
                                        "mean of |r|"),
                                List.of(
                                        "greatest change (L-infinity)",
                                        FoolingText.number("%.0f", difference.greatest()),
                                        "max |r|"),
                                List.of("length (L2)", FoolingText.number("%.1f", difference.l2()), "√ Σ r²"),
                                List.of(
                                        "PSNR, in dB",
                                        difference.peakSignalToNoiseText(),
                                        "20 log₁₀(255 / √ mean of r²)"))),
                Block.prose(
                        "People hardly notice changes of one or two grey levels; a PSNR above 40 dB is taken for the same picture."));
    }

    private ReportSection method() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.prose("The change was looked for by %s (%s)."
                .formatted(options.method().title(), options.method().source())));
        blocks.addAll(explanation());
        blocks.add(Block.prose(
                "The loss is −ln P, where P is the probability of what is wanted: 0 where the network is certain of it. Its gradient by every value of the picture is what the network's backward pass gives, the same that dreams climb. Only pictures rounded to whole grey levels are judged. The network was asked %d times of at most %d."
                        .formatted(outcome.hunt().asked(), options.budget())));
        blocks.add(trials());
        if (outcome.hunt().steps().size() > 1) {
            blocks.add(
                    Block.plot(
                            LinePlot.of(
                                            "The loss",
                                            Axis.linear("times asked"),
                                            Axis.linear("−ln P").including(0))
                                    .with(Series.line(
                                            "loss",
                                            outcome.hunt().steps().stream()
                                                    .map(step -> new Series.Point(step.asked(), step.loss()))
                                                    .toList()))
                                    .describedAs(
                                            "It falls where the search leans towards the answer, and rises where it asks for a smaller change.")));
            blocks.add(Block.plot(LinePlot.of(
                            "The length of the change",
                            Axis.linear("times asked"),
                            Axis.linear("L2 norm in grey levels").including(0))
                    .with(Series.line(
                            "before rounding",
                            outcome.hunt().steps().stream()
                                    .map(step -> new Series.Point(step.asked(), step.change()))
                                    .toList()))
                    .withReference(outcome.difference().l2(), outcome.fooled() ? "what was taken" : "the best attempt")
                    .describedAs("Every point is a picture that was tried.")));
        }
        return new ReportSection("How it was found", blocks);
    }

    private List<Block> explanation() {
        return switch (options.method()) {
            case LBFGS ->
                List.of(
                        Block.formula("c |r|² + loss(x + r)  →  least,   0 ≤ x + r ≤ 1"),
                        Block.prose(
                                "x is the photo with its values from 0 to 1, and r the change. The greater c, the smaller the change; so the greatest c is looked for whose r still fools the network. What is least for one c, L-BFGS finds: steps along the gradient, bent by what earlier steps have taught of the curvature, and stopped at black and white. At last values go to the next whole levels, and back where the network does not need them."));
            case FGSM ->
                List.of(
                        Block.formula("x' = x − ε sign(∂ loss / ∂x)"),
                        Block.prose(
                                "One gradient, and one step that is equally long for every value: ε grey levels. ε goes up by one until the network is fooled."));
            case PGD ->
                List.of(
                        Block.formula("x ← clip(x − ε/4 · sign(∂ loss / ∂x))"),
                        Block.prose(
                                "Many steps along the gradient's sign; after each, every value is clipped to within ε of the photo's and to within black and white. The smallest whole ε that fools the network is looked for."));
        };
    }

    private Block trials() {
        String setting = options.method().setting();
        return Block.table(
                "Every %s that was tried, and where it led after rounding".formatted(setting),
                List.of(setting, "loss", "L2 norm", "fooled"),
                outcome.hunt().trials().stream().map(FoolingPage::row).toList());
    }

    private static List<String> row(Hunt.Trial trial) {
        return List.of(
                Math.rint(trial.setting()) == trial.setting()
                        ? FoolingText.number("%.0f", trial.setting())
                        : FoolingText.number("%.4g", trial.setting()),
                FoolingText.number("%.3f", trial.loss()),
                FoolingText.number("%.1f", trial.change()),
                trial.fooled() ? "yes" : "no");
    }

    private ReportSection controls() {
        return ReportSection.of(
                "Is it the change, or only that there is one?",
                Block.prose(
                        "A network that gave way to any change of this size would not have been fooled, but be fickle. So the very values of the change were dealt out to other places of the picture, each up or down by lot: L2 norm, mean and greatest change stay exactly the same, only where they are is left to chance. "
                                + sentence(text.controls())
                                + " What fools is the direction, not the size."
                                        .repeat(outcome.fooled() && few() ? 1 : 0)));
    }

    /** Whether so few random changes do what the found one does that nobody would put it down to chance. */
    private boolean few() {
        return outcome.controls().flippedShare().most() < 0.05;
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private ReportSection treatments() {
        return ReportSection.of(
                "Does it last?",
                Block.prose(
                        "Pictures are compressed and scaled on their way through the world. A change that is just large enough seldom lives through that; `--confidence 0.99` asks for a larger one."),
                Block.table(
                        "The answer after each treatment",
                        List.of("treatment", "photo", "changed photo"),
                        outcome.treated().stream()
                                .map(treated -> List.of(
                                        treated.name(), text.answer(treated.before()), text.answer(treated.after())))
                                .toList()));
    }
}
