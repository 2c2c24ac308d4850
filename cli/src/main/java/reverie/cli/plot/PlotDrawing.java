package reverie.cli.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import reverie.cli.plot.Series.Point;

/** Draws a {@link LinePlot}. Lengths are those of the view box, whose letters are as large as a page's on a telephone. */
final class PlotDrawing {

    private static final double WIDTH = 480;
    private static final double PLOT_HEIGHT = 230;
    private static final double LINE = 18;
    private static final double MARGIN = 14;

    /** The usual width of a letter; what it is really depends on the reader's font. */
    private static final double LETTER = 7;

    private static final int TITLE_LETTERS = 58;
    private static final double SAMPLE = 26;
    private static final int INTERVALS_ACROSS = 6;
    private static final int INTERVALS_UP = 5;

    private final LinePlot plot;
    private final Ticks across;
    private final Ticks up;
    private final Svg svg = new Svg();

    private final List<String> title;
    private final List<List<Integer>> legend;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;

    PlotDrawing(LinePlot plot) {
        this.plot = plot;
        this.across = Ticks.of(plot.x(), drawable().mapToDouble(Point::x), INTERVALS_ACROSS);
        this.up = Ticks.of(plot.y(), drawable().mapToDouble(Point::y), INTERVALS_UP);
        this.title = lines(plot.title());
        this.legend = plot.series().size() > 1 ? legendRows() : List.of();
        int longest = Collections.max(up.labels().stream().map(String::length).toList());
        List<String> bottomLabels = across.labels();
        this.left = LINE + 10 + LETTER * longest;
        this.right = WIDTH - Math.max(MARGIN, LETTER * bottomLabels.getLast().length() / 2 + 2);
        this.top = LINE * (title.size() + legend.size()) + MARGIN;
        this.bottom = top + PLOT_HEIGHT;
    }

    private Stream<Point> drawable() {
        return plot.series().stream().flatMap(each -> each.points().stream()).filter(this::hasPlace);
    }

    private boolean hasPlace(Point point) {
        return plot.x().hasPlaceFor(point.x()) && plot.y().hasPlaceFor(point.y());
    }

    /** @param style of a file of its own */
    String draw(Optional<String> style) {
        double height = bottom + 2 * LINE + 10;
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "plot",
                "role",
                "img",
                "viewBox",
                "0 0 %s %s".formatted(Svg.number(WIDTH), Svg.number(height)),
                "font-size",
                13,
                "fill",
                "currentColor");
        svg.newLine().text("title", plot.title()).newLine();
        svg.text("desc", description()).newLine();
        style.ifPresent(css -> svg.text("style", css).newLine());
        drawTitle();
        drawLegend();
        drawAxes();
        for (int i = 0; i < plot.series().size(); i++) {
            drawSeries(plot.series().get(i), SeriesStyle.of(i));
        }
        plot.reference().ifPresent(this::drawReference);
        return svg.close().newLine().toString();
    }

    private String description() {
        String series = plot.series().stream().map(this::describe).collect(Collectors.joining(" "));
        return "%s %s over %s. %s"
                .formatted(plot.description(), plot.y().label(), plot.x().label(), series)
                .strip();
    }

    private String describe(Series series) {
        var values = DoubleStream.builder();
        series.points().stream().filter(this::hasPlace).mapToDouble(Point::y).forEach(values);
        var summary = values.build().summaryStatistics();
        String name = series.name().isEmpty() ? "Values" : series.name();
        return summary.getCount() == 0
                ? "%s: nothing to be drawn.".formatted(name)
                : "%s: %d points, from %s to %s."
                        .formatted(name, summary.getCount(), readable(summary.getMin()), readable(summary.getMax()));
    }

    private void drawTitle() {
        for (int i = 0; i < title.size(); i++) {
            svg.text("text", title.get(i), "x", MARGIN, "y", LINE * (i + 1), "font-weight", 600)
                    .newLine();
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + word.length() >= TITLE_LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    private double legendWidth(Series series) {
        return SAMPLE + 6 + LETTER * series.name().length() + MARGIN;
    }

    private List<List<Integer>> legendRows() {
        List<List<Integer>> rows = new ArrayList<>();
        double x = Double.POSITIVE_INFINITY;
        for (int i = 0; i < plot.series().size(); i++) {
            double width = legendWidth(plot.series().get(i));
            if (x + width > WIDTH) {
                rows.add(new ArrayList<>());
                x = MARGIN;
            }
            rows.getLast().add(i);
            x += width;
        }
        return rows;
    }

    private void drawLegend() {
        double y = LINE * title.size() + LINE;
        for (List<Integer> row : legend) {
            double x = MARGIN;
            for (int index : row) {
                Series series = plot.series().get(index);
                SeriesStyle style = SeriesStyle.of(index);
                openGroup(style);
                if (series.joined()) {
                    drawLine("M%s %sh%s".formatted(Svg.number(x), Svg.number(y - 4), Svg.number(SAMPLE)), style);
                }
                if (style.showsMarkers(series)) {
                    svg.leaf("path", "d", style.marker(x + SAMPLE / 2, y - 4), "stroke-width", 1.5);
                }
                svg.close().text("text", series.name(), "x", x + SAMPLE + 6, "y", y);
                svg.newLine();
                x += legendWidth(series);
            }
            y += LINE;
        }
    }

    private void drawAxes() {
        List<String> labels = up.labels();
        for (int i = 0; i < labels.size(); i++) {
            double y = y(up.values().get(i));
            svg.leaf(
                    "path",
                    "d",
                    "M%s %sH%s".formatted(Svg.number(left), Svg.number(y), Svg.number(right)),
                    "stroke",
                    "currentColor",
                    "stroke-opacity",
                    0.18);
            svg.text("text", labels.get(i), "x", left - 6, "y", y + 4.5, "text-anchor", "end")
                    .newLine();
        }
        labels = across.labels();
        double room = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < labels.size(); i++) {
            double x = x(across.values().get(i));
            svg.leaf(
                    "path",
                    "d",
                    "M%s %sv5".formatted(Svg.number(x), Svg.number(bottom)),
                    "stroke",
                    "currentColor",
                    "stroke-opacity",
                    0.6);
            double half = LETTER * labels.get(i).length() / 2;
            if (x - half > room) {
                svg.text("text", labels.get(i), "x", x, "y", bottom + LINE + 2, "text-anchor", "middle");
                room = x + half + 4;
            }
            svg.newLine();
        }
        svg.leaf(
                "path",
                "d",
                "M%s %sV%sH%s".formatted(Svg.number(left), Svg.number(top), Svg.number(bottom), Svg.number(right)),
                "fill",
                "none",
                "stroke",
                "currentColor",
                "stroke-opacity",
                0.6);
        svg.text("text", plot.x().label(), "x", (left + right) / 2, "y", bottom + 2 * LINE + 4, "text-anchor", "middle")
                .newLine();
        double middle = (top + bottom) / 2;
        svg.text(
                        "text",
                        plot.y().label(),
                        "transform",
                        "translate(14 %s)rotate(-90)".formatted(Svg.number(middle)),
                        "text-anchor",
                        "middle")
                .newLine();
    }

    private void drawSeries(Series series, SeriesStyle style) {
        openGroup(style);
        if (series.joined()) {
            drawLine(path(series.points()), style);
        }
        if (style.showsMarkers(series)) {
            for (Point point : series.points()) {
                if (hasPlace(point)) {
                    svg.open("path", "d", style.marker(x(point.x()), y(point.y())), "stroke-width", 1.5);
                    svg.text(
                                    "title",
                                    "%s (%s, %s)"
                                            .formatted(series.name(), readable(point.x()), readable(point.y()))
                                            .strip())
                            .close()
                            .newLine();
                }
            }
        }
        svg.close().newLine();
    }

    private void openGroup(SeriesStyle style) {
        svg.open("g", "class", style.name(), "color", style.colour(), "fill", "currentColor", "stroke", "currentColor");
    }

    private void drawLine(String path, SeriesStyle style) {
        svg.leaf(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke-width",
                1.8,
                "stroke-linejoin",
                "round",
                "stroke-dasharray",
                style.dashes());
    }

    private String path(List<Point> points) {
        var path = new StringBuilder();
        boolean joined = false;
        for (Point point : points) {
            boolean drawn = hasPlace(point);
            if (drawn) {
                path.append(joined ? 'L' : 'M')
                        .append(Svg.number(x(point.x())))
                        .append(' ')
                        .append(Svg.number(y(point.y())));
            }
            joined = drawn;
        }
        return path.toString();
    }

    private void drawReference(LinePlot.Reference reference) {
        double y = y(reference.y());
        svg.leaf(
                "path",
                "d",
                "M%s %sH%s".formatted(Svg.number(left), Svg.number(y), Svg.number(right)),
                "stroke",
                "currentColor",
                "stroke-width",
                1.3,
                "stroke-dasharray",
                "3 3");
        boolean above = y - top > LINE;
        svg.text(
                        "text",
                        reference.label(),
                        "x",
                        right - 4,
                        "y",
                        above ? y - 5 : y + LINE - 4,
                        "text-anchor",
                        "end",
                        "font-size",
                        12)
                .newLine();
    }

    private double x(double value) {
        return left + across.position(value) * (right - left);
    }

    private double y(double value) {
        return bottom - up.position(value) * (bottom - top);
    }

    /** A number with four digits that count. */
    private static String readable(double value) {
        var rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        return magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e7)
                ? String.format(Locale.ROOT, "%.3e", value)
                : rounded.toPlainString();
    }
}
