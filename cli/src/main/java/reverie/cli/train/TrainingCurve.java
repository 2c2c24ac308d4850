package reverie.cli.train;

import java.util.Formatter;
import java.util.Locale;
import reverie.engine.training.History;

/** Draws the curve of a training as SVG: means of neighbouring steps, since single batches jump about. */
final class TrainingCurve {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 300;
    private static final int LEFT = 46;
    private static final int RIGHT = 46;
    private static final int TOP = 18;
    private static final int BOTTOM = 40;
    private static final int POINTS = 200;

    private TrainingCurve() {}

    static String svg(History history) {
        float[] losses = means(history.losses());
        float[] accuracies = means(history.accuracies());
        double highest = 0;
        for (float loss : losses) {
            highest = Math.max(highest, Math.ceil(loss));
        }
        var svg = new Formatter(Locale.ROOT);
        svg.format(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>%n",
                WIDTH, HEIGHT);
        svg.format(
                "<title>Loss and accuracy of every step</title>%n<rect width='%d' height='%d' fill='white'/>%n",
                WIDTH, HEIGHT);
        for (int i = 0; i <= 4; i++) {
            double y = y(i / 4.0);
            svg.format("<path d='M%d %.1fH%d' stroke='#ddd'/>", LEFT, y, WIDTH - RIGHT);
            svg.format(
                    "<text x='%d' y='%.1f' text-anchor='end' fill='#b5401d'>%.1f</text>",
                    LEFT - 6, y + 4, highest * i / 4);
            svg.format("<text x='%d' y='%.1f' fill='#1f5fa8'>%d %%</text>%n", WIDTH - RIGHT + 6, y + 4, 25 * i);
            int step = history.steps() * i / 4;
            svg.format(
                    "<text x='%.1f' y='%d' text-anchor='middle' fill='#555'>%d</text>%n",
                    x(i / 4.0), HEIGHT - 22, step);
        }
        svg.format("<text x='%d' y='%d' text-anchor='middle' fill='#555'>step</text>%n", WIDTH / 2, HEIGHT - 6);
        appendCurve(svg, losses, highest, "#b5401d");
        appendCurve(svg, accuracies, 1, "#1f5fa8");
        svg.format("<text x='%d' y='%d' fill='#b5401d'>loss</text>", LEFT + 8, TOP + 14);
        svg.format(
                "<text x='%d' y='%d' text-anchor='end' fill='#1f5fa8'>accuracy</text>%n", WIDTH - RIGHT - 8, TOP + 14);
        return svg.format("</svg>%n").toString();
    }

    private static void appendCurve(Formatter svg, float[] values, double highest, String colour) {
        svg.format("<path fill='none' stroke='%s' stroke-width='1.5' d='", colour);
        for (int i = 0; i < values.length; i++) {
            double x = x((i + 0.5) / values.length);
            svg.format("%s%.1f %.1f", i == 0 ? "M" : "L", x, y(values[i] / highest));
        }
        svg.format("'/>%n");
    }

    private static double x(double part) {
        return LEFT + part * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double part) {
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
    }

    private static float[] means(float[] values) {
        int points = Math.min(POINTS, values.length);
        float[] means = new float[points];
        for (int point = 0; point < points; point++) {
            int first = (int) ((long) point * values.length / points);
            int end = (int) ((long) (point + 1) * values.length / points);
            double sum = 0;
            for (int i = first; i < end; i++) {
                sum += values[i];
            }
            means[point] = (float) (sum / (end - first));
        }
        return means;
    }
}
