package reverie.cli.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import reverie.weights.AtomicFile;

/** What came of a comparison: a page, tables for programs, and a short table for the terminal. */
public final class ComparisonReport {

    private final Findings findings;
    private final ComparisonFolder folder;

    ComparisonReport(Findings findings, ComparisonFolder folder) {
        this.findings = findings;
        this.folder = folder;
    }

    /** How many changes were compared. */
    public int compared() {
        return findings.compared().size();
    }

    /** How many there should have been. */
    public int planned() {
        return findings.planned();
    }

    /**
     * Writes the page and the tables into the folder; the page comes last.
     *
     * @param command what was typed
     * @return the page
     */
    public Path write(String command) throws IOException {
        var data = new ComparisonData(findings);
        folder.write(folder.table(), text(data.table()));
        folder.write(folder.growth(), text(data.growth()));
        folder.write(folder.json(), text(data.json()));
        new ComparisonPage(findings).report(command).write(folder.page(), folder.force());
        return folder.page();
    }

    private static AtomicFile.Body text(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The most important numbers, in lines. */
    public List<String> lines() {
        int width = findings.compared().stream()
                .mapToInt(compared -> compared.change().label().length())
                .max()
                .orElse(0);
        String form = "%-" + Math.max(6, width) + "s  %10s  %10s  %6s  %9s  %6s  %6s  %8s";
        var head = String.format(
                Locale.ROOT,
                form,
                "change",
                "photo RMSE",
                "dream RMSE",
                "SSIM",
                "times",
                "alike",
                "undone",
                "per step");
        return Stream.concat(Stream.of(head), findings.compared().stream().map(compared -> line(form, compared)))
                .toList();
    }

    private static String line(String form, ComparedDream compared) {
        return String.format(
                        Locale.ROOT,
                        form,
                        compared.change().label(),
                        Numbers.text(compared.photos().difference().rootMeanSquare()),
                        compared.isSameFile() ? "identical" : Numbers.text(compared.distance()),
                        String.format(
                                Locale.ROOT,
                                "%.3f",
                                compared.dreams().difference().structuralSimilarity()),
                        Numbers.text(compared.amplification().orElse(Double.NaN)),
                        Numbers.share(compared.correlation()),
                        compared.undone()
                                .map(undone -> Numbers.share(undone.correlation()))
                                .orElse("–"),
                        compared.rate()
                                .map(rate -> "x " + Numbers.text(rate.factor()))
                                .orElse("–"))
                .stripTrailing();
    }
}
