package reverie.bench.peer;

import java.util.Locale;

/** A roofline as a picture: both axes logarithmic, a mark for each convolution and direction, the roof above. */
final class RooflineChart {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 600;
    private static final int LEFT = 80;
    private static final int RIGHT = 30;
    private static final int TOP = 70;
    private static final int BOTTOM = 70;

    private static final String FORWARD_COLOUR = "#0b62a4";
    private static final String BACKWARD_COLOUR = "#c2570c";

    private final Roofline roofline;
    private final double leastX;
    private final double mostX;
    private final double leastY;
    private final double mostY;
    private final StringBuilder svg = new StringBuilder();

    RooflineChart(Roofline roofline) {
        this.roofline = roofline;
        double ridge = roofline.peak() / roofline.bandwidth();
        var intensities = roofline.points().stream()
                .mapToDouble(Roofline.Point::intensity)
                .summaryStatistics();
        var rates = roofline.points().stream().mapToDouble(Roofline.Point::rate).summaryStatistics();
        leastX = Math.min(ridge, intensities.getMin()) / 2;
        mostX = Math.max(ridge, intensities.getMax()) * 2;
        leastY = Math.min(rates.getMin(), roofline.roof(leastX)) / 1.5;
        mostY = Math.max(rates.getMax(), roofline.peak()) * 1.6;
    }

    /** The picture, as an SVG document. */
    String svg() {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" \
                font-family="sans-serif" font-size="14">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        text(
                LEFT,
                28,
                "start",
                18,
                "Convolutions of the network at %s, %d threads".formatted(roofline.size(), roofline.threads()));
        axes();
        roof();
        roofline.points().forEach(this::mark);
        legend();
        return svg.append("</svg>\n").toString();
    }

    private double x(double intensity) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(intensity / leastX) / Math.log(mostX / leastX);
    }

    private double y(double rate) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.log(rate / leastY) / Math.log(mostY / leastY);
    }

    /** A line at every 1, 2 and 5, with its number. */
    private void axes() {
        for (int power = -3; power < 7; power++) {
            for (int digit : new int[] {1, 2, 5}) {
                double value = digit * Math.pow(10, power);
                if (value >= leastX && value <= mostX) {
                    line(x(value), y(leastY), x(value), y(mostY), "#dddddd", 1);
                    text(x(value), HEIGHT - BOTTOM + 20, "middle", 13, label(value));
                }
                if (value >= leastY && value <= mostY) {
                    line(x(leastX), y(value), x(mostX), y(value), "#dddddd", 1);
                    text(LEFT - 8, y(value) + 5, "end", 13, label(value));
                }
            }
        }
        line(x(leastX), y(leastY), x(mostX), y(leastY), "#444444", 1.5);
        line(x(leastX), y(leastY), x(leastX), y(mostY), "#444444", 1.5);
        text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 22, "middle", 14, "flop per byte of input, output and weights");
        double middle = (TOP + HEIGHT - BOTTOM) / 2.0;
        svg.append("<g transform=\"translate(24 %s) rotate(-90)\">".formatted(number(middle)));
        text(0, 0, "middle", 14, "effective GFLOP/s (operations of the direct sum / time)");
        svg.append("</g>\n");
    }

    private static String label(double value) {
        return value >= 1 ? String.valueOf(Math.round(value)) : String.valueOf((float) value);
    }

    private void roof() {
        double ridge = roofline.peak() / roofline.bandwidth();
        double start = Math.max(leastX, leastY / roofline.bandwidth());
        line(x(start), y(roofline.roof(start)), x(ridge), y(roofline.peak()), "#222222", 2.5);
        line(x(ridge), y(roofline.peak()), x(mostX), y(roofline.peak()), "#222222", 2.5);
        text(
                x(mostX) - 6,
                y(roofline.peak()) - 8,
                "end",
                13,
                "peak of multiply-adds, %s GFLOP/s".formatted(number(roofline.peak())));
        text(
                x(ridge) + 8,
                y(leastY) - 10,
                "start",
                13,
                "memory, %s GB/s, is the slope left of %s flop/byte"
                        .formatted(number(roofline.bandwidth()), number(ridge)));
        line(x(ridge), y(roofline.peak()), x(ridge), y(leastY), "#999999", 1);
    }

    /** A disc forward, a diamond back; its name appears under the mouse. */
    private void mark(Roofline.Point point) {
        String title = "<title>%s %s: %s GFLOP/s at %s flop/byte</title>"
                .formatted(escape(point.layer()), point.direction(), number(point.rate()), number(point.intensity()));
        mark(x(point.intensity()), y(point.rate()), point.direction().equals("forward"), title);
    }

    private void mark(double x, double y, boolean forward, String title) {
        svg.append(
                forward
                        ? "<circle cx=\"%s\" cy=\"%s\" r=\"5\" fill=\"%s\" fill-opacity=\"0.75\">%s</circle>\n"
                                .formatted(number(x), number(y), FORWARD_COLOUR, title)
                        : "<path d=\"M %s %s l 6 6 l -6 6 l -6 -6 z\" fill=\"%s\" fill-opacity=\"0.75\">%s</path>\n"
                                .formatted(number(x), number(y - 6), BACKWARD_COLOUR, title));
    }

    private void legend() {
        mark(LEFT + 8, 50, true, "");
        text(LEFT + 20, 55, "start", 14, "forward");
        mark(LEFT + 108, 50, false, "");
        text(LEFT + 120, 55, "start", 14, "backward to the input");
    }

    private void line(double x1, double y1, double x2, double y2, String colour, double width) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"%s\" stroke-width=\"%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), colour, number(width)));
    }

    private void text(double x, double y, String anchor, int size, String text) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%d\">%s</text>\n"
                .formatted(number(x), number(y), anchor, size, escape(text)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
