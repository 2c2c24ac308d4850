package reverie.cli.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import reverie.engine.training.Confusion;
import reverie.engine.training.History;
import reverie.engine.training.TrainingSettings;
import reverie.weights.AtomicFile;

/** Writes how training went, as Markdown: the curve, every class, and what is mistaken for what. */
public final class TrainingReport {

    /** Mistakes that are rarer than this part of a class are left out of the list. */
    private static final double WORTH_A_LINE = 0.01;

    private TrainingReport() {}

    /** A pair of classes that is mixed up. */
    private record Mistake(int label, int answer, int count) {}

    /** The picture that belongs to a report. */
    public static Path curveBeside(Path report) {
        String name = report.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        return report.resolveSibling(name + "-curve.svg");
    }

    /** Writes the report and its picture; replaces older ones. */
    public static void write(
            Path report, List<String> labels, TrainingSettings settings, History history, Confusion confusion)
            throws IOException {
        Path curve = curveBeside(report);
        AtomicFile.write(
                curve, true, out -> out.write(TrainingCurve.svg(history).getBytes(StandardCharsets.UTF_8)));
        String text = text(curve.getFileName().toString(), labels, settings, confusion);
        AtomicFile.write(report, true, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(String curve, List<String> labels, TrainingSettings settings, Confusion confusion) {
        var text = new Formatter(Locale.ROOT);
        text.format("# How well the model tells motifs apart%n%n");
        text.format(
                "Written by `reverie train --seed %d --steps %d --batch %d --learning-rate %s --weight-decay %s`.%n",
                settings.seed(), settings.steps(), settings.batch(), settings.learningRate(), settings.weightDecay());
        text.format(
                "Of %d pictures that were drawn from seeds never trained on, **%.1f %%** were told right.%n",
                confusion.total(), 100 * confusion.accuracy());
        text.format("%n![Loss and accuracy of every step](%s)%n%n", curve);
        text.format("## Every class%n%n");
        text.format(
                "Recall: which part of its pictures was recognised. Precision: which part of what was taken for it was it.%n%n");
        text.format("| class | recall, %% | precision, %% |%n| --- | ---: | ---: |%n");
        for (int label = 0; label < labels.size(); label++) {
            text.format(
                    "| %s | %s | %s |%n",
                    labels.get(label), percent(confusion.recall(label)), percent(confusion.precision(label)));
        }
        text.format("%n## What is mistaken for what%n%n");
        text.format("| picture of | taken for | of a hundred |%n| --- | --- | ---: |%n");
        for (Mistake mistake : mistakes(confusion)) {
            text.format(
                    "| %s | %s | %.0f |%n",
                    labels.get(mistake.label()),
                    labels.get(mistake.answer()),
                    100.0 * mistake.count() / confusion.of(mistake.label()));
        }
        return text.toString();
    }

    private static String percent(double part) {
        return Double.isNaN(part) ? "-" : String.format(Locale.ROOT, "%.0f", 100 * part);
    }

    private static List<Mistake> mistakes(Confusion confusion) {
        List<Mistake> mistakes = new ArrayList<>();
        for (int label = 0; label < confusion.classes(); label++) {
            for (int answer = 0; answer < confusion.classes(); answer++) {
                int count = confusion.count(label, answer);
                if (label != answer && count >= WORTH_A_LINE * confusion.of(label)) {
                    mistakes.add(new Mistake(label, answer, count));
                }
            }
        }
        mistakes.sort(Comparator.comparingInt(Mistake::count).reversed());
        return mistakes;
    }
}
