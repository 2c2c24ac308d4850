package reverie.cli.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import reverie.cli.change.Change;
import reverie.engine.image.ImageDifference;

/** What was found, in sentences that follow from the numbers. */
final class InShort {

    /** Dreams that are less than so much of a distance apart are clearly nearer. */
    private static final double CLEARLY = 0.8;

    private final Findings findings;

    InShort(Findings findings) {
        this.findings = findings;
    }

    /** One paragraph for each thing that was found. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (ComparedDream compared : findings.compared()) {
            if (compared.change().equals(Change.AGAIN)) {
                sentences.add(again(compared));
            } else if (compared.change().equals(Change.ROUNDING)) {
                sentences.add(rounding(compared));
            }
        }
        findings.seedDistance()
                .ifPresent(distance -> sentences.add(
                        "Another seed alone, with the very same photo, moves the dream by %s grey levels. That is what chance does, and the measure for all else."
                                .formatted(Numbers.text(distance))));
        extremes(sentences);
        findings.compared().stream()
                .filter(compared -> compared.undone().isPresent())
                .forEach(compared ->
                        sentences.add(undone(compared, compared.undone().get())));
        return sentences;
    }

    private static String again(ComparedDream compared) {
        return compared.isSameFile()
                ? "Dreamt twice with the same seed, the photo gives the same file, byte for byte: nothing in a dream is left to chance."
                : "Dreamt twice with the same seed, the photo did not give the same file; that must not be.";
    }

    private static String rounding(ComparedDream compared) {
        String moved =
                "Every value of the photo was moved to the next number that a float can hold, which no screen can show (RMSE %s grey levels). The dream moved by %s grey levels: %s times as much."
                        .formatted(
                                Numbers.text(compared.photos().difference().rootMeanSquare()),
                                Numbers.text(compared.distance()),
                                Numbers.text(compared.amplification().orElse(Double.NaN)));
        return compared.rate()
                .filter(rate -> rate.doublingsPerStep() > 0)
                .map(rate -> "%s On the way there the difference doubled every %s steps."
                        .formatted(moved, Numbers.text(rate.stepsToDouble())))
                .orElse(moved);
    }

    /** Of everything that somebody asked for, what moved the dream least and most. */
    private void extremes(List<String> sentences) {
        List<ComparedDream> asked = findings.compared().stream()
                .filter(compared -> compared.amplification().isPresent())
                .filter(compared -> !compared.change().equals(Change.ROUNDING))
                .sorted(Comparator.comparingDouble(ComparedDream::distance))
                .toList();
        if (asked.size() < 2) {
            asked.forEach(compared -> sentences.add("The change %s moved the dream by %s."
                    .formatted(compared.change().label(), moved(compared))));
            return;
        }
        sentences.add("Of the other changes, %s moved the dream least, by %s, and %s most, by %s."
                .formatted(
                        asked.getFirst().change().label(),
                        moved(asked.getFirst()),
                        asked.getLast().change().label(),
                        moved(asked.getLast())));
    }

    private String moved(ComparedDream compared) {
        OptionalDouble seed = findings.seedDistance();
        return "%s grey levels%s"
                .formatted(
                        Numbers.text(compared.distance()),
                        seed.isPresent() && seed.getAsDouble() > 0
                                ? String.format(
                                        Locale.ROOT,
                                        " (%.2f of what a seed does)",
                                        compared.distance() / seed.getAsDouble())
                                : "");
    }

    private String undone(ComparedDream compared, ImageDifference undone) {
        double share = undone.rootMeanSquare() / compared.distance();
        String name = compared.change().label();
        String verdict = share < CLEARLY
                ? "the dream goes along with the change"
                : share > 1 / CLEARLY
                        ? "the dream stays where it was rather than go along"
                        : "the dream cannot be said to go along, nor to stay";
        OptionalDouble seed = findings.seedDistance();
        String beside = share < CLEARLY && seed.isPresent() && undone.rootMeanSquare() > CLEARLY * seed.getAsDouble()
                ? ", but no nearer to the other than dreams with other seeds are"
                : "";
        return "After %s the dreams are %s grey levels apart, and %s when the change is undone on the dream: %s%s."
                .formatted(
                        name,
                        Numbers.text(compared.distance()),
                        Numbers.text(undone.rootMeanSquare()),
                        verdict,
                        beside);
    }
}
