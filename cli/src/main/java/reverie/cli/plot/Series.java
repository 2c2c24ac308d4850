package reverie.cli.plot;

import java.util.List;

/**
 * Values that belong together.
 *
 * @param name as the legend has it
 * @param points in the order in which they are joined
 * @param joined whether a line goes through them
 */
public record Series(String name, List<Point> points, boolean joined) {

    /** One pair of values. One that has no place on its axis, such as 0 on a logarithmic one, is a gap in the line. */
    public record Point(double x, double y) {}

    public Series {
        points = List.copyOf(points);
    }

    /** Points with a line through them. */
    public static Series line(String name, List<Point> points) {
        return new Series(name, points, true);
    }

    /** Points alone. */
    public static Series markers(String name, List<Point> points) {
        return new Series(name, points, false);
    }
}
