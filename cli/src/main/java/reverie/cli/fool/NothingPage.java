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
import reverie.engine.fooling.nothing.Attempt;
import reverie.engine.fooling.nothing.cppn.Cppn;
import reverie.engine.fooling.nothing.cppn.CppnPainter;

/** The page about a network that was to see a class in nothing. */
record NothingPage(NothingOutcome outcome, NothingText text, NothingFooling fooling, FoolingLab lab, Path picture) {

    private static final int TOP = 5;
    private static final int MOST_STAGES = 8;
    private static final int ENLARGEMENT = 3;

    Report report() throws IOException {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(result());
        sections.add(course());
        sections.add(method());
        if (outcome.genome().isPresent()) {
            sections.add(genome(outcome.genome().get().genome()));
        }
        sections.add(treatments());
        return new Report(
                "%s from nothing".formatted(text.wanted()),
                "To people the picture shows nothing. The network sees %s in it%s."
                        .formatted(
                                text.afterwards(outcome.answer()),
                                outcome.fooled()
                                        ? ""
                                        : "; it was to be %s sure of %s, and was not brought to it within what was allowed"
                                                .formatted(NothingText.percent(outcome.confidence()), text.wanted())),
                sections,
                lab.command(),
                lab.model().definition().name());
    }

    private ReportSection result() throws IOException {
        var best = outcome.attempt().best();
        return ReportSection.of(
                "The picture, and what the network says",
                Block.figures(List.of(ReportFigure.ofPixels(
                                best.picture(),
                                look(),
                                "The network sees %s.".formatted(text.afterwards(best.answer())))
                        .linkedTo(picture))),
                Block.table(
                        "The %d likeliest of %d classes"
                                .formatted(
                                        Math.min(TOP, lab.labels().count()),
                                        lab.labels().count()),
                        List.of("class", "probability"),
                        outcome.answer().ranking(TOP).stream()
                                .map(index -> List.of(
                                        lab.labels().shortName(index),
                                        NothingText.percent(outcome.answer().probabilities()[index])))
                                .toList()),
                Block.formula("p(class) = exp(score of the class) / Σ exp(score)"),
                Block.prose(
                        "The last layer of the network gives a score to each class; the softmax, this formula, makes probabilities of them. They add up to 1 whatever the picture is: no class means “nothing”, and a network that was never shown nothing has not learnt to say so. How sure it is says how much more one class fits than the others, not that the picture looks like what it was trained on.\n\nThe verdict is that on the file `%s`, read again from the disk; `reverie classify` of it says the same. Its %d x %d pixels are whole grey levels from 0 to 255."
                                .formatted(
                                        picture.getFileName(),
                                        best.picture().width(),
                                        best.picture().height())));
    }

    private String look() {
        return switch (fooling.start().start()) {
            case NOISE -> "Coloured noise.";
            case GREY -> "Faint coloured speckles on grey.";
            case CPPN -> "An abstract pattern of coloured shapes.";
        };
    }

    private ReportSection course() throws IOException {
        List<Attempt.Candidate> stages = stages();
        List<ReportFigure> figures = new ArrayList<>();
        for (Attempt.Candidate stage : stages) {
            figures.add(ReportFigure.ofPixels(
                    stage.picture(),
                    "The best picture after asking %s.".formatted(NothingText.times(stage.asked())),
                    "Asked %s: %s %s."
                            .formatted(
                                    NothingText.times(stage.asked()),
                                    text.wanted(),
                                    NothingText.percent(stage.confidence()))));
        }
        return ReportSection.of(
                "How it came about",
                Block.figures(figures),
                Block.prose(
                        "Each is the best picture so far, by the probability of %s. The curve shows that probability; its axis counts in powers of ten, so that the long way up from one in a thousand can be seen beside the last bit to certainty. The network was asked %s, of at most %d."
                                .formatted(
                                        text.wanted(),
                                        NothingText.times(outcome.attempt().asked()),
                                        fooling.budget())),
                Block.plot(plot()));
    }

    /** At most so many, the first and the last among them. */
    private List<Attempt.Candidate> stages() {
        List<Attempt.Candidate> all = outcome.attempt().stages();
        List<Attempt.Candidate> some = new ArrayList<>();
        int count = Math.min(MOST_STAGES, all.size());
        for (int i = 0; i < count; i++) {
            some.add(all.get(count == 1 ? 0 : i * (all.size() - 1) / (count - 1)));
        }
        return some;
    }

    private LinePlot plot() {
        List<Series.Point> points = new ArrayList<>();
        for (Attempt.Point point : outcome.attempt().course()) {
            if (!points.isEmpty()) {
                // Until then the best was what it was: the curve is a staircase.
                points.add(new Series.Point(point.asked(), points.getLast().y()));
            }
            points.add(new Series.Point(point.asked(), point.confidence()));
        }
        Axis asked = fooling.start().evolves() ? Axis.logarithmic("times asked") : Axis.linear("times asked");
        LinePlot plot = LinePlot.of(
                        "How sure the network is of %s".formatted(text.wanted()),
                        asked,
                        Axis.logarithmic("probability").including(1))
                .with(Series.line("best picture so far", points))
                .describedAs("It goes from %s to %s."
                        .formatted(
                                NothingText.percent(
                                        outcome.attempt().course().getFirst().confidence()),
                                NothingText.percent(outcome.probability())));
        // A logarithmic axis has no place for 0, which is below everything anyway.
        return outcome.confidence() > 0 ? plot.withReference(outcome.confidence(), "wanted") : plot;
    }

    private ReportSection method() {
        List<Block> blocks = new ArrayList<>();
        if (!fooling.start().evolves()) {
            blocks.add(Block.formula("x ← clip(x + g / mean |g|),   g = ∂ ln p / ∂x"));
            blocks.add(Block.prose(
                    "It begins with %s. The backward pass says of every value of the picture how the probability p of %s would grow with it; all values then go that way at once, by one grey level on average, and stay between black and white. This is how dreams are made, too. But a dream keeps to what is in a photo, and has jitter, octaves and smoothing, all of which make it look like something; here nothing does, and the shortest way to certainty looks like nothing."
                            .formatted(beginning(), text.wanted())));
        } else if (outcome.genome().isPresent()) {
            blocks.add(Block.formula("(hue, saturation, brightness) = f(x, y, r)"));
            blocks.add(Block.prose(
                    "Nobody looks into the network here: it is only asked. Each picture is painted by a small network of its own, a compositional pattern-producing network, which computes the colour of a pixel from where it is. Children of such networks have slightly other weights, and now and then a node, a link or a function more. A hundred begin without hidden nodes; then the best so far for each of the %d classes is kept (MAP-Elites), and nine of ten children descend from the best for %s, the tenth from the best for any class: what does well at one thing has often become good at another."
                            .formatted(lab.labels().count(), text.wanted())));
        } else {
            blocks.add(Block.formula("child = parent, each value changed with probability 0.1 · 2^(−children / 1000)"));
            blocks.add(Block.prose(
                    "Nobody looks into the network here: it is only asked. It begins with %s. Every value of the picture is a gene; a child has some of them changed, mostly by a little (polynomial mutation), and takes its parent's place if the network is at least as sure of %s. Blind steps in so many dimensions get on slowly: Nguyen, Yosinski and Clune let millions of pictures be judged."
                            .formatted(beginning(), text.wanted())));
        }
        blocks.add(Block.prose(
                "After Nguyen, Yosinski and Clune 2015, “Deep neural networks are easily fooled”. Only pictures in whole grey levels are judged. All that is drawn by lot follows from `--seed %d`: the same command makes the same picture on the same kind of processor."
                        .formatted(fooling.target().seed())));
        return new ReportSection("How it was made", blocks);
    }

    private String beginning() {
        return fooling.start().start() == NothingOptions.Start.NOISE
                ? "noise, every value drawn by lot from 0 to 255"
                : "a flat grey, every value 128";
    }

    private ReportSection genome(Cppn cppn) throws IOException {
        var genome = new GenomeText(cppn);
        var image = outcome.attempt().best().picture();
        return ReportSection.of(
                "The network that paints it",
                Block.prose(
                        "It has %d hidden nodes, 3 outputs and %d links; its functions are %s. x and y go from −1 to 1 across the picture, r is the distance from its middle, 1 in the corners. Since it computes colours from coordinates, it can paint the same picture at any size."
                                .formatted(cppn.hidden(), cppn.links().size(), genome.functions())),
                Block.figures(List.of(ReportFigure.ofPixels(
                        new CppnPainter(cppn).paint(ENLARGEMENT * image.height(), ENLARGEMENT * image.width()),
                        "The same pattern, finer.",
                        "The same, painted %d times as large.".formatted(ENLARGEMENT)))),
                genome.table(),
                Block.formula(
                        "sine: sin(3πs)   gaussian: 2 exp(−(2.5 s)²) − 1   sigmoid: 2 / (1 + exp(−5 s)) − 1   linear: s"));
    }

    private ReportSection treatments() {
        return ReportSection.of(
                "Does it last?",
                Block.prose(
                        "Pictures are compressed and scaled on their way through the world. What stands in single pixels is lost by that; what stands in large shapes is not."),
                Block.table(
                        "The answer after each treatment",
                        List.of("treatment", "the network sees", text.wanted()),
                        outcome.treated().stream()
                                .map(treated -> List.of(
                                        treated.treatment(),
                                        text.answer(treated.answer()),
                                        NothingText.percent(treated.answer().probabilities()[outcome.target()])))
                                .toList()));
    }
}
