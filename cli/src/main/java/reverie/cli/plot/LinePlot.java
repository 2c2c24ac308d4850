package reverie.cli.plot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plot of one quantity over another:
 *
 * {@snippet :
 * String svg = LinePlot.of("Loss of every step", Axis.linear("step"), Axis.linear("loss").including(0))
 *         .with(Series.line("training", points))
 *         .withReference(3.87, "chance")
 *         .toSvg();
 * }
 *
 * <p>Series differ in colour, in dashes and in the shape of their markers, so that no eye for colours is needed.
 *
 * @param title what it shows, in one line
 * @param description what is to be seen in it, for those who cannot see it; what axes and series there are is said anyway
 * @param x across
 * @param y up
 * @param series drawn in this order
 * @param reference a line across the plot, for comparison
 */
public record LinePlot(
        String title, String description, Axis x, Axis y, List<Series> series, Optional<Reference> reference) {

    /**
     * A line across the plot.
     *
     * @param y where it lies
     * @param label what it means
     */
    public record Reference(double y, String label) {}

    public LinePlot {
        series = List.copyOf(series);
        if (reference.isPresent()) {
            y = y.including(reference.get().y);
        }
    }

    /** A plot without any series so far. */
    public static LinePlot of(String title, Axis x, Axis y) {
        return new LinePlot(title, "", x, y, List.of(), Optional.empty());
    }

    /** The same plot with one more series. */
    public LinePlot with(Series another) {
        var more = new ArrayList<>(series);
        more.add(another);
        return new LinePlot(title, description, x, y, more, reference);
    }

    /** The same plot with a line across it, in place of the one it had. */
    public LinePlot withReference(double value, String label) {
        return new LinePlot(title, description, x, y, series, Optional.of(new Reference(value, label)));
    }

    /** The same plot with what is to be seen in it. */
    public LinePlot describedAs(String words) {
        return new LinePlot(title, words, x, y, series, reference);
    }

    /**
     * The plot as an element of an HTML page. Its lines and letters have the page's own text colour; {@link #styleSheet} has
     * the colours of series on dark and on light ground, without which they are those for light ground.
     */
    public String toSvg() {
        return new PlotDrawing(this).draw(Optional.empty());
    }

    /** The plot as a file of its own, on dark or light ground as the reader prefers. */
    public String toSvgFile() {
        return new PlotDrawing(this).draw(Optional.of(styleSheet() + resource("ground.css")));
    }

    /** What a page with plots needs in its style sheet. */
    public static String styleSheet() {
        return resource("plot.css");
    }

    private static String resource(String name) {
        try (InputStream in = LinePlot.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
