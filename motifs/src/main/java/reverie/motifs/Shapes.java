package reverie.motifs;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.function.DoubleUnaryOperator;

/** Outlines in the coordinates of a {@link Brush}. Points are given as x, y, x, y, ... */
final class Shapes {

    private Shapes() {}

    static Shape oval(double x, double y, double radiusX, double radiusY) {
        return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
    }

    static Path2D polygon(double... xy) {
        Path2D path = line(xy);
        path.closePath();
        return path;
    }

    /** Straight pieces from point to point. */
    static Path2D line(double... xy) {
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, xy.length);
        path.moveTo(xy[0], xy[1]);
        for (int i = 2; i < xy.length; i += 2) {
            path.lineTo(xy[i], xy[i + 1]);
        }
        return path;
    }

    /** A smooth closed outline through the points. */
    static Path2D blob(double... xy) {
        return smooth(true, xy);
    }

    /** A smooth line through the points. */
    static Path2D curve(double... xy) {
        return smooth(false, xy);
    }

    /** Catmull and Rom's spline: at every point it runs as from the one before to the one after. */
    private static Path2D smooth(boolean closed, double... xy) {
        int count = xy.length / 2;
        Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO, count + 2);
        path.moveTo(xy[0], xy[1]);
        for (int i = 0; i < (closed ? count : count - 1); i++) {
            int before = 2 * neighbour(i - 1, count, closed);
            int from = 2 * i;
            int to = 2 * neighbour(i + 1, count, closed);
            int after = 2 * neighbour(i + 2, count, closed);
            path.curveTo(
                    xy[from] + (xy[to] - xy[before]) / 6,
                    xy[from + 1] + (xy[to + 1] - xy[before + 1]) / 6,
                    xy[to] - (xy[after] - xy[from]) / 6,
                    xy[to + 1] - (xy[after + 1] - xy[from + 1]) / 6,
                    xy[to],
                    xy[to + 1]);
        }
        if (closed) {
            path.closePath();
        }
        return path;
    }

    private static int neighbour(int i, int count, boolean closed) {
        return closed ? Math.floorMod(i, count) : Math.clamp(i, 0, count - 1);
    }

    /** A lens with its corners at (-width, 0) and (width, 0). */
    static Path2D lens(double width, double above, double below) {
        Path2D path = new Path2D.Double();
        path.moveTo(-width, 0);
        path.quadTo(0, -2 * above, width, 0);
        path.quadTo(0, 2 * below, -width, 0);
        path.closePath();
        return path;
    }

    /** A leaf or petal that grows upwards from the origin; it is widest at {@code belly}, a part of its length. */
    static Path2D petal(double length, double width, double belly) {
        Path2D path = new Path2D.Double();
        path.moveTo(0, 0);
        path.curveTo(-width, -length * belly * 0.6, -width, -length * belly * 1.4, 0, -length);
        path.curveTo(width, -length * belly * 1.4, width, -length * belly * 0.6, 0, 0);
        path.closePath();
        return path;
    }

    /** A star with its first point upwards. */
    static Path2D star(int points, double inner, double outer) {
        double[] xy = new double[4 * points];
        for (int i = 0; i < 2 * points; i++) {
            double radius = i % 2 == 0 ? outer : inner;
            xy[2 * i] = radius * Math.sin(Math.PI * i / points);
            xy[2 * i + 1] = -radius * Math.cos(Math.PI * i / points);
        }
        return polygon(xy);
    }

    /** The points of a curve {@code (x(t), y(t))}, from one t to another, for {@link #curve} or {@link #line}. */
    static double[] trace(double from, double to, int steps, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        double[] xy = new double[2 * steps + 2];
        for (int i = 0; i <= steps; i++) {
            double t = from + (to - from) * i / steps;
            xy[2 * i] = x.applyAsDouble(t);
            xy[2 * i + 1] = y.applyAsDouble(t);
        }
        return xy;
    }

    /** Spokes between two radii, as one path. */
    static Path2D spokes(int count, double inner, double outer, double turn) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < count; i++) {
            double angle = turn + 2 * Math.PI * i / count;
            addLine(
                    path,
                    inner * Math.sin(angle),
                    -inner * Math.cos(angle),
                    outer * Math.sin(angle),
                    -outer * Math.cos(angle));
        }
        return path;
    }

    static void addLine(Path2D path, double x1, double y1, double x2, double y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
    }

    static void addBox(Path2D path, double x, double y, double width, double height) {
        path.moveTo(x, y);
        path.lineTo(x + width, y);
        path.lineTo(x + width, y + height);
        path.lineTo(x, y + height);
        path.closePath();
    }
}
