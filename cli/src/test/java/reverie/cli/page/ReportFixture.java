package reverie.cli.page;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import reverie.cli.plot.Axis;
import reverie.cli.plot.LinePlot;
import reverie.cli.plot.Series;
import reverie.cli.plot.Series.Point;
import reverie.engine.image.Image;

/** A report with one of everything. */
final class ReportFixture {

    static final String COMMAND = "reverie compare 'winter & snow.jpg' --layer 4c --change noise=0.1..16";

    private ReportFixture() {}

    static Report report() throws IOException {
        return new Report(
                "How far a <little> noise goes",
                "Two dreams of `winter.jpg` that began all but alike.",
                List.of(
                        ReportSection.of(
                                "What was measured",
                                Block.prose(
                                        "The first paragraph has `code & more` in it.\n\nThe second has an `open end."),
                                Block.formula("PSNR = 20 log₁₀(255 / RMSE)"),
                                Block.formula(
                                        "RMSE = √(Σ(a − b)² / n)",
                                        "<math><mi>RMSE</mi><mo>=</mo><msqrt><mfrac><mrow><mo>∑</mo><msup><mrow><mo>(</mo>"
                                                + "<mi>a</mi><mo>−</mo><mi>b</mi><mo>)</mo></mrow><mn>2</mn></msup></mrow>"
                                                + "<mi>n</mi></mfrac></msqrt></math>"),
                                Block.table(
                                        "How far apart the dreams are",
                                        List.of("change", "RMSE", "PSNR in dB", "what it is"),
                                        List.of(
                                                List.of("`noise=0.1`", "3.25", "37.89", "not to be seen"),
                                                List.of("`noise=16`", "−48.1", "∞", "snow"),
                                                List.of("`jpeg=95`", "9 %", "–", "2 pictures")))),
                        ReportSection.of("What it looks like", Block.figures(figures()), Block.plot(plot()))),
                COMMAND,
                "GoogLeNet");
    }

    private static List<ReportFigure> figures() throws IOException {
        return List.of(
                ReportFigure.of(flat(90, 160, 200), "A light picture", "from `a`"),
                ReportFigure.of(flat(90, 160, 90), "A dark picture", "with a link")
                        .linkedTo(Path.of("folder", "dark 1.png")),
                ReportFigure.ofPixels(flat(4, 6, 30), "A map of six by four", "a map"));
    }

    static Image flat(int height, int width, int grey) {
        float[] rgb = new float[height * width * 3];
        Arrays.fill(rgb, grey);
        return new Image(height, width, rgb);
    }

    static LinePlot plot() {
        return LinePlot.of(
                        "Distance of two dreams over the noise that one of them began with, both in levels",
                        Axis.logarithmic("noise in levels"),
                        Axis.linear("RMSE in levels").including(0))
                .with(Series.line("inception_4c/output", points(2)))
                .with(Series.line("inception_3a/output", points(3)))
                .with(Series.markers("measured elsewhere", points(5)))
                .withReference(40, "two different photos");
    }

    private static List<Point> points(int factor) {
        return IntStream.range(0, 9)
                .mapToObj(i -> new Point(0.1 * Math.pow(2, i), factor * Math.sqrt(i) + 1))
                .toList();
    }
}
