package reverie.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import reverie.cli.page.Block;
import reverie.cli.page.LayerLabel;
import reverie.cli.page.Report;
import reverie.cli.page.ReportSection;
import reverie.cli.plot.Axis;
import reverie.cli.plot.LinePlot;
import reverie.cli.plot.Series;
import reverie.engine.image.ImageDifference;

/** The report as a page. */
final class ComparisonPage {

    /** More lines than this cannot be told apart. */
    private static final int MOST_CURVES = 8;

    private final Findings findings;

    ComparisonPage(Findings findings) {
        this.findings = findings;
    }

    Report report(String command) {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(inShort());
        sections.add(ReportSection.of(
                "The photo and its dream", Block.figures(findings.pictures()), Block.prose(ownDream())));
        sections.add(table());
        undone().ifPresent(sections::add);
        growth().ifPresent(sections::add);
        strengths().ifPresent(sections::add);
        sections.add(layers());
        seeds().ifPresent(sections::add);
        sections.addAll(changes());
        return new Report(
                "How much does a dream of %s change?".formatted(findings.photo().fileName()),
                "The photo was changed a little in %d ways, and dreamt on each time. If the photo changes slightly, how much does its dream change? %s, seed %d, %d octaves of %d steps."
                        .formatted(
                                findings.compared().size(),
                                capital(findings.objective()),
                                findings.recipe().spec().seed(),
                                findings.recipe().spec().settings().octaves(),
                                findings.recipe().spec().settings().iterations()),
                sections,
                command,
                findings.recipe().model().name());
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private ReportSection inShort() {
        String early = findings.compared().size() < findings.planned()
                ? "This was ended after %d of %d changes.\n\n"
                        .formatted(findings.compared().size(), findings.planned())
                : "";
        return ReportSection.of(
                "In short", Block.prose(early + String.join("\n\n", new InShort(findings).sentences())));
    }

    private String ownDream() {
        ImageDifference difference = findings.dream().difference();
        return "The dream differs from its own photo by an RMSE of %s grey levels (SSIM %.3f). So much is dreamt at all: two dreams that had nothing but the photo in common would be about √2 times as far from each other, %s."
                .formatted(
                        Numbers.text(difference.rootMeanSquare()),
                        difference.structuralSimilarity(),
                        Numbers.text(Math.sqrt(2) * difference.rootMeanSquare()));
    }

    private ReportSection table() {
        List<String> header = new ArrayList<>(List.of(
                "change",
                "RMSE of the photos",
                "RMSE of the dreams",
                "times",
                "PSNR of the dreams, dB",
                "SSIM of the dreams",
                "dreamt alike"));
        OptionalDouble seed = findings.seedDistance();
        if (seed.isPresent()) {
            header.add("of another seed");
        }
        if (findings.classes() > 0) {
            header.add("%d likeliest classes, photos".formatted(findings.classes()));
            header.add("and dreams");
        }
        List<List<String>> rows = findings.compared().stream()
                .map(compared -> row(compared, seed))
                .toList();
        List<Block> blocks = new ArrayList<>(
                List.of(
                        Block.table(
                                "Each change of the photo, and what became of the dream. RMSE is in grey levels, from 0 to 255.",
                                header,
                                rows),
                        Block.formula(
                                "RMSE = √( Σ (a − b)² / n ),   PSNR = 20 log₁₀ (255 / RMSE),   times = RMSE of dreams / RMSE of photos"),
                        Block.prose(
                                "RMSE, the root of the mean squared difference, says by how many grey levels two pictures differ in a typical value, in the same place. PSNR is the same on a logarithmic scale: 6 dB less is twice the difference; ∞ is none. SSIM, after Wang and others 2004, compares means, contrasts and patterns in small windows, as eyes do: 1 is the same picture, near 0 nothing in common. `times` is how often the difference of the photos goes into that of the dreams."),
                        Block.formula(
                                "dreamt alike = Σ (d − d̄)(d′ − d̄′) / √( Σ (d − d̄)² · Σ (d′ − d̄′)² ),   d = dream − photo"),
                        Block.prose(
                                "Two dreams of nearly the same photo are alike for the photo's sake alone. `dreamt alike` takes the photos away first: it is the correlation of what each dream has put into its own photo. 1 is the same figures in the same places, 0 is nothing in common.")));
        if (seed.isPresent()) {
            blocks.add(
                    Block.prose(
                            "`of another seed` divides the difference of the dreams by that of dreams of the unchanged photo with other seeds. At 1 the change did no more than chance would have; far below 1 the two dreams are really alike."));
        }
        if (findings.classes() > 0) {
            blocks.add(Block.prose(
                    "The last two columns say how many of the %d likeliest classes the network finds in both pictures, first of the photos, then of the dreams."
                            .formatted(findings.classes())));
        }
        return new ReportSection("Change by change, in numbers", blocks);
    }

    private List<String> row(ComparedDream compared, OptionalDouble seed) {
        ImageDifference dreams = compared.dreams().difference();
        List<String> row = new ArrayList<>(List.of(
                compared.change().label(),
                Numbers.text(compared.photos().difference().rootMeanSquare()),
                Numbers.text(dreams.rootMeanSquare()),
                Numbers.text(compared.amplification().orElse(Double.NaN)),
                dreams.peakSignalToNoiseText(),
                String.format(Locale.ROOT, "%.3f", dreams.structuralSimilarity()),
                Numbers.share(compared.correlation())));
        if (seed.isPresent()) {
            row.add(String.format(Locale.ROOT, "%.2f", dreams.rootMeanSquare() / seed.getAsDouble()));
        }
        if (findings.classes() > 0) {
            row.add(classes(compared.photos().commonClasses()));
            row.add(classes(compared.dreams().commonClasses()));
        }
        return row;
    }

    private static String classes(OptionalInt count) {
        return count.isPresent() ? Integer.toString(count.getAsInt()) : "–";
    }

    private Optional<ReportSection> undone() {
        List<List<String>> rows = findings.compared().stream()
                .flatMap(compared -> compared.undone().stream()
                        .map(undone -> List.of(
                                compared.change().label(),
                                Numbers.text(compared.distance()),
                                Numbers.text(undone.difference().rootMeanSquare()),
                                Numbers.share(compared.correlation()),
                                Numbers.share(undone.correlation()))))
                .toList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String beside = findings.seedCorrelation().isPresent()
                ? " Dreams of the unchanged photo with other seeds are dreamt alike by %s."
                        .formatted(Numbers.share(findings.seedCorrelation().getAsDouble()))
                : "";
        return Optional.of(ReportSection.of(
                "Does the dream go along?",
                Block.prose(
                        "If the picture is mirrored, one would expect a mirrored dream, and every pixel of it in another place. So these changes are undone on the dream before it is compared once more: the mirrored photo's dream is mirrored back, the shifted one's shifted back, and colours change places again. If the two are then dreamt alike, and were not before, the dream has gone along with the picture."
                                + beside),
                Block.table(
                        "Dreams compared as they are, and after the change was undone on one of them",
                        List.of(
                                "change",
                                "RMSE as they are",
                                "RMSE when undone",
                                "dreamt alike as they are",
                                "when undone"),
                        rows)));
    }

    private Optional<ReportSection> growth() {
        List<ComparedDream> grown = findings.compared().stream()
                .filter(compared -> compared.growth().stream().anyMatch(distance -> distance.rootMeanSquare() > 0))
                .limit(MOST_CURVES)
                .toList();
        if (grown.isEmpty()) {
            return Optional.empty();
        }
        LinePlot plot = LinePlot.of(
                        "How far the two dreams are apart after each step",
                        Axis.linear("step, over all octaves"),
                        Axis.logarithmic("RMSE, grey levels"))
                .describedAs("Small differences grow by many powers of ten, and then all curves come together.");
        for (ComparedDream compared : grown) {
            plot = plot.with(Series.line(compared.change().label(), points(compared)));
        }
        List<List<String>> rows = findings.compared().stream()
                .flatMap(compared -> compared.rate().stream()
                        .map(rate -> List.of(
                                compared.change().label(),
                                Integer.toString(rate.steps()),
                                Numbers.text(rate.doublingsPerStep()),
                                Numbers.text(rate.factor()),
                                Numbers.text(rate.exponent()),
                                String.format(Locale.ROOT, "%.2f", rate.fit()))))
                .toList();
        List<Block> blocks = new ArrayList<>(List.of(
                Block.prose(
                        "After every step the picture is compared with what it was after the same step in the dream of the unchanged photo. The axis is logarithmic: a straight line upwards is exponential growth. That is the mark of chaos: the rule is fixed to the last bit, and yet whoever does not know the beginning exactly does not know the end.%s"
                                .formatted(
                                        findings.everyRow() == 1
                                                ? ""
                                                : " Of these large pictures, every %d. row was compared."
                                                        .formatted(findings.everyRow()))),
                Block.plot(plot)));
        if (!rows.isEmpty()) {
            blocks.add(Block.formula("RMSE(k) ≈ RMSE(0) · 2^(r k) = RMSE(0) · e^(λ k),   λ = r ln 2"));
            blocks.add(
                    Block.prose(
                            "The rate r is the slope of a straight line through log₂ RMSE over the steps k, by least squares. Two pictures cannot differ without limit, so only the steps count before the difference first exceeds a tenth of its greatest value. λ is what is called a Lyapunov exponent, here of a finite number of steps. R² says how much of the growth the line explains; far below 1 there is no one rate: differences jump where a maximum of the network falls to another cell, and rest in between. Changes that are large from the beginning have too few such steps, and are not listed."));
            blocks.add(Block.table(
                    "How fast the difference grew",
                    List.of(
                            "change",
                            "steps in the fit",
                            "doublings per step, r",
                            "so each step multiplies by",
                            "exponent λ",
                            "R²"),
                    rows));
        }
        return Optional.of(new ReportSection("How a difference grows", blocks));
    }

    private static List<Series.Point> points(ComparedDream compared) {
        List<Series.Point> points = new ArrayList<>();
        for (var distance : compared.growth()) {
            points.add(new Series.Point(points.size() + 1, distance.rootMeanSquare()));
        }
        return points;
    }

    private Optional<ReportSection> strengths() {
        Map<String, List<Series.Point>> kinds = new LinkedHashMap<>();
        findings.compared().stream()
                .filter(compared -> compared.amplification().isPresent())
                .forEach(compared -> kinds.computeIfAbsent(compared.change().kind(), _ -> new ArrayList<>())
                        .add(new Series.Point(compared.photos().difference().rootMeanSquare(), compared.distance())));
        if (kinds.values().stream().mapToInt(List::size).sum() < 2) {
            return Optional.empty();
        }
        LinePlot plot = LinePlot.of(
                        "The difference of the dreams over that of the photos",
                        Axis.logarithmic("RMSE of the photos, grey levels"),
                        Axis.linear("RMSE of the dreams").including(0))
                .describedAs(
                        "One mark for each change. Where marks lie level, a change that is larger does not matter more.");
        for (var kind : kinds.entrySet()) {
            plot = plot.with(
                    kind.getValue().size() > 1
                            ? Series.line(kind.getKey(), kind.getValue())
                            : Series.markers(kind.getKey(), kind.getValue()));
        }
        OptionalDouble seed = findings.seedDistance();
        if (seed.isPresent()) {
            plot = plot.withReference(seed.getAsDouble(), "another seed");
        }
        return Optional.of(ReportSection.of(
                "Does a larger change matter more?",
                Block.prose(
                        "Were dreams well-behaved, twice the change would be twice the difference, and a change of almost nothing would leave the dream almost alone. In a chaotic dream a change need only be there: the marks then lie level from the smallest to the largest."),
                Block.plot(plot)));
    }

    private ReportSection layers() {
        List<String> header = new ArrayList<>(List.of("change"));
        findings.layers().forEach(layer -> header.add(LayerLabel.of(layer)));
        List<List<String>> rows = new ArrayList<>();
        rows.add(Stream.concat(Stream.of("photo and its own dream"), cosines(findings.dream()))
                .toList());
        for (ComparedDream compared : findings.compared()) {
            if (!compared.change().leavesPhoto()) {
                rows.add(Stream.concat(Stream.of(compared.change().label() + ", photos"), cosines(compared.photos()))
                        .toList());
            }
            rows.add(Stream.concat(Stream.of(compared.change().label() + ", dreams"), cosines(compared.dreams()))
                    .toList());
        }
        return ReportSection.of(
                "What the network sees of it",
                Block.prose(
                        "Two pictures may differ in every pixel and still be the same to a network, or the other way round. For some layers, from near the pixels to far from them, this is the cosine of the angle between all their values on one picture and on the other. 1 is the same answer. Most layers have no negative values, so that unlike pictures too stay well above 0; the first line, photo and dream, shows how low it gets."),
                Block.formula("cos(a, b) = Σ a b / √( Σ a² · Σ b² )"),
                Block.table("Cosine of activations, layer by layer", header, rows));
    }

    private Stream<String> cosines(Likeness likeness) {
        return findings.layers().stream().map(layer -> {
            double cosine = likeness.cosines().get(layer);
            return Double.isNaN(cosine) ? "–" : String.format(Locale.ROOT, "%.3f", cosine);
        });
    }

    private Optional<ReportSection> seeds() {
        return findings.seeds().isEmpty()
                ? Optional.empty()
                : Optional.of(ReportSection.of(
                        "What dreams of one photo have in common",
                        Block.prose(
                                "The seed fixes by how much the picture is shifted before each step, and nothing else. Where the mean of several such dreams is sharp, all of them put the same thing in the same place: the photo calls for it. Where it is a blur, and the map of their deviation light, chance decided."),
                        Block.formula("mean = Σ x / n,   deviation = √( Σ (x − mean)² / (n − 1) )"),
                        Block.figures(findings.seeds())));
    }

    private List<ReportSection> changes() {
        return findings.compared().stream()
                .filter(compared -> !compared.figures().isEmpty())
                .map(compared -> ReportSection.of(
                        "In pictures: " + compared.change().label(),
                        Block.figures(compared.figures()),
                        Block.figures(compared.crops())))
                .toList();
    }
}
