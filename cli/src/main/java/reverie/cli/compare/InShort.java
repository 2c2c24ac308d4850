package reverie.cli.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import reverie.cli.change.Change;

/** What was found, in sentences that follow from the numbers. */
final class InShort {

    /** Correlations that differ by so much are told apart. */
    private static final double CLEARLY = 0.1;

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
                        "Another seed alone, with the very same photo, moves the dream by %s grey levels. That is what other shifts between steps do, and the measure for all else."
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
                .map(rate -> "%s While it was small, the difference grew %s-fold with every step."
                        .formatted(moved, Numbers.text(rate.factor())))
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

    private String undone(ComparedDream compared, ComparedDream.Undone undone) {
        double gained = undone.correlation() - compared.correlation();
        String verdict;
        if (gained > CLEARLY) {
            verdict = "the dream goes along with the change";
        } else if (gained < -CLEARLY) {
            verdict = "the dream stays where it was";
        } else if (undone.correlation() < CLEARLY) {
            verdict = "it is another dream";
        } else {
            verdict = "that does not tell whether the dream goes along";
        }
        OptionalDouble seed = findings.seedCorrelation();
        return "After %s, what the two dreams put into their photos has a correlation of %s in the same place, and of %s when the change is undone: %s%s."
                .formatted(
                        compared.change().label(),
                        Numbers.share(compared.correlation()),
                        Numbers.share(undone.correlation()),
                        verdict,
                        seed.isPresent()
                                ? " (with another seed: %s)".formatted(Numbers.share(seed.getAsDouble()))
                                : "");
    }
}
