package reverie.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import reverie.cli.page.Block;
import reverie.cli.page.ReportFigure;
import reverie.cli.page.ReportSection;
import reverie.cli.plot.Axis;
import reverie.cli.plot.LinePlot;
import reverie.cli.plot.Series;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.study.CheckedDerivative;
import reverie.engine.study.CheckedDerivative.Verdict;
import reverie.engine.study.Difference;
import reverie.engine.study.GradientCheck;

/** The comparison with finite differences, as a section of the page. */
final class CheckSection {

    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final Explanation explanation;

    CheckSection(Explanation explanation) {
        this.explanation = explanation;
    }

    /** What was checked, in a few words. */
    String name(CheckedDerivative check) {
        return check.place().map(this::name).orElse("all pixels, along the gradient");
    }

    private String name(GradientCheck.Place place) {
        boolean isRgb = explanation.model().dreamPreprocessing().channelOrder() == ChannelOrder.RGB;
        String colour = COLOURS.get(isRgb ? place.channel() : 2 - place.channel());
        return "%s of pixel %d,%d".formatted(colour, place.x(), place.y());
    }

    /** What came out, in a sentence. */
    static String verdict(CheckedDerivative check) {
        Difference best = check.differences().get(check.best());
        return switch (check.verdict()) {
            case AGREES -> "agrees";
            case DISAGREES -> "DISAGREES: the backward is wrong here";
            case KINKED ->
                "cannot be told: %d ReLUs and %d maxima switch between the two pictures"
                        .formatted(best.kinks().relus(), best.kinks().maxima());
            case LOST_IN_ROUNDING -> "cannot be told: the derivative is smaller than what rounding hides";
        };
    }

    /** All checks in a line. */
    String summary() {
        List<CheckedDerivative> checks = explanation.checks();
        long agree = count(Verdict.AGREES);
        long wrong = count(Verdict.DISAGREES);
        if (checks.isEmpty()) {
            return "nothing to check";
        }
        String rest = checks.size() == agree + wrong
                ? ""
                : ", %d cannot be told by differences".formatted(checks.size() - agree - wrong);
        return "%d of %d derivatives agree with finite differences%s%s"
                .formatted(agree, checks.size(), wrong > 0 ? ", %d DISAGREE".formatted(wrong) : "", rest);
    }

    private long count(Verdict verdict) {
        return explanation.checks().stream()
                .filter(check -> check.verdict() == verdict)
                .count();
    }

    ReportSection section() throws IOException {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.prose("""
                The backward claims a derivative for every pixel. Whether it is right can be seen without knowing anything of \
                backwards: make a pixel a little brighter and a little darker by the step h, run the network twice, and see by how \
                much f differs."""));
        blocks.add(Block.formula("D(h) = (f(x + h) − f(x − h)) / 2h"));
        blocks.add(Block.prose("""
                That is never exact. With a large step f is no straight line: by Taylor's formula D(h) is off by a part that shrinks \
                with the square of the step. With a small step the two values of f are nearly equal, and what float32 has rounded off \
                is divided by ever less."""));
        blocks.add(Block.formula("cut off ≈ h²/6 · f‴(x)\nrounded off ≈ σ / (√2 h) with σ² = Σ (c · u · y · ∂f/∂y)²"));
        blocks.add(Block.prose("""
                u = 2⁻²⁴ is the rounding of a float32. The sum goes over all values y of all layers that change with the pixel, the \
                others being equal to the last bit in both runs; c² = n/6 for a value that is a sum of n products. The derivatives \
                ∂f/∂y are those of the same backward: to follow rounding errors is what reverse differentiation was invented for \
                (Linnainmaa 1970). So the error over the step is a V: it falls with 1/h, and then rises with h². The best step lies at \
                its bottom, and even there a few digits agree, not seven.

                ReLUs and max pooling put kinks into f. Where one lies between the two pictures, a ReLU that is open for one and closed \
                for the other, or a window with another winner, D(h) is the mean of two slopes, and the backward has the one at x itself. \
                Each is right. One kink can spoil a single pixel's difference at every step but the smallest; over all pixels at once \
                there are thousands, whose error grows evenly with h. So the last check moves all pixels together, along the gradient \
                itself: the largest effect that so small a change can have, and rounding is nothing beside it."""));
        List<List<String>> rows = explanation.checks().stream().map(this::row).toList();
        blocks.add(Block.table(
                "The backward and the difference at the step that ought to tell most, with the error that it may have",
                List.of(
                        "derivative by",
                        "backward",
                        "difference",
                        "step",
                        "off by",
                        "may be off by",
                        "kinks",
                        "verdict"),
                rows));
        places().ifPresent(blocks::add);
        for (CheckedDerivative check : explanation.checks()) {
            blocks.add(Block.plot(plot(check)));
        }
        return new ReportSection("Is the gradient right?", blocks);
    }

    private List<String> row(CheckedDerivative check) {
        int best = check.best();
        Difference difference = check.differences().get(best);
        return List.of(
                name(check),
                Numbers.of(check.analytic()),
                Numbers.of(difference.numeric()),
                Numbers.of(difference.step()),
                Numbers.of(check.error(best)),
                Numbers.of(check.allowed(best)),
                String.valueOf(difference.kinks().count()),
                verdict(check));
    }

    private Optional<Block> places() throws IOException {
        List<GradientCheck.Place> places = explanation.checks().stream()
                .flatMap(check -> check.place().stream())
                .toList();
        if (places.isEmpty()) {
            return Optional.empty();
        }
        String names = String.join(
                ", ", places.stream().map(place -> place.x() + "," + place.y()).toList());
        return Optional.of(Block.figures(List.of(ReportFigure.of(
                marked(explanation.photo(), places),
                "The photo with rings around the checked pixels %s".formatted(names),
                "Checked pixels: %s.".formatted(names)))));
    }

    /** The photo with a ring around each place, light and dark, so that it shows on any ground. */
    private static Image marked(Image photo, List<GradientCheck.Place> places) {
        double radius = Math.max(4, Math.max(photo.height(), photo.width()) / 40.0);
        float[] rgb = photo.rgb().clone();
        for (int i = 0; i < rgb.length; i += 3) {
            int x = i / 3 % photo.width();
            int y = i / 3 / photo.width();
            for (GradientCheck.Place place : places) {
                double off = Math.hypot(x - place.x(), y - place.y()) - radius;
                if (Math.abs(off) < 2) {
                    float light = off < 0 ? 255 : 0;
                    rgb[i] = light;
                    rgb[i + 1] = light;
                    rgb[i + 2] = light;
                }
            }
        }
        return new Image(photo.height(), photo.width(), rgb);
    }

    private LinePlot plot(CheckedDerivative check) {
        List<Difference> differences = check.differences();
        return LinePlot.of(
                        "Error of the difference: " + name(check),
                        Axis.logarithmic("step h, grey levels"),
                        Axis.logarithmic("size of the error"))
                .with(Series.line("found", points(differences, check::error)))
                .with(Series.line(
                        "of rounding, expected",
                        points(differences, i -> differences.get(i).rounding())))
                .with(Series.line("of the step, expected", points(differences, check::truncation)))
                .withReference(Math.max(Math.abs(check.analytic()), Double.MIN_NORMAL), "the derivative itself")
                .describedAs("Verdict: %s.".formatted(verdict(check)));
    }

    private static List<Series.Point> points(List<Difference> differences, IntToDoubleFunction value) {
        return IntStream.range(0, differences.size())
                .mapToObj(i -> new Series.Point(differences.get(i).step(), value.applyAsDouble(i)))
                .toList();
    }
}
