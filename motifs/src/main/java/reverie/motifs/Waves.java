package reverie.motifs;

import java.awt.geom.Path2D;

/** The sea, as woodcuts show it: rows of breakers, each with a crest that curls over and foam at its edge. */
final class Waves {

    private Waves() {}

    static void paint(Brush b) {
        int water = b.tintOf(0x2868A0, 0x207878, 0x3858A8);
        int foam = b.tint(0xF6FAFA);
        double length = b.between(0.9, 1.4);
        double height = length * b.between(0.5, 0.7);
        double pitch = height * b.between(0.65, 0.85);
        b.box(Tint.dark(water, 0.4), -3, -3, 6, 6);
        for (double y = -Brush.REACH; y < Brush.REACH + height; y += pitch) {
            double start = b.between(0, length) - Brush.REACH - length;
            row(b, Tint.dark(water, b.between(0, 0.3)), foam, start, y, length, height);
        }
    }

    private static void row(Brush b, int water, int foam, double start, double y, double length, double height) {
        Path2D body = new Path2D.Double();
        Path2D streaks = new Path2D.Double();
        body.moveTo(start, y);
        for (double x = start; x < Brush.REACH + length; x += length) {
            breaker(body, x, y, length, height);
            for (int i = 1; i <= 2; i++) {
                double low = y + 0.26 * i * height;
                streaks.moveTo(x + 0.12 * i * length, low);
                streaks.curveTo(
                        x + 0.5 * length,
                        low,
                        x + 0.7 * length,
                        low - 0.35 * height,
                        x + 0.72 * length,
                        low - 0.75 * height);
            }
        }
        Path2D crests = new Path2D.Double(body);
        body.lineTo(Brush.REACH + 2 * length, y + 2 * height);
        body.lineTo(start, y + 2 * height);
        body.closePath();
        b.fill(water, body);
        b.stroke(Tint.light(water, 0.3), 0.05 * length, streaks);
        b.stroke(Tint.light(water, 0.3), 0.05 * length, crests);
        b.stroke(foam, 0.09 * length, foamOf(start, y, length, height));
    }

    /** The white edge of each crest, from its back over its tip. */
    private static Path2D foamOf(double start, double y, double length, double height) {
        Path2D foam = new Path2D.Double();
        for (double x = start; x < Brush.REACH + length; x += length) {
            foam.moveTo(x + 0.6 * length, y - 0.55 * height);
            curl(foam, x, y, length, height);
            foam.append(Shapes.oval(x + 0.93 * length, y - 0.38 * height, 0.01 * length, 0.01 * length), false);
        }
        return foam;
    }

    /** Goes on from the trough on the left: up a hollow back, over the curl, and down below it to the next trough. */
    private static void breaker(Path2D path, double x, double y, double length, double height) {
        path.curveTo(x + 0.4 * length, y, x + 0.55 * length, y - 0.3 * height, x + 0.6 * length, y - 0.55 * height);
        curl(path, x, y, length, height);
        path.curveTo(x + 0.82 * length, y - 0.15 * height, x + 0.9 * length, y, x + length, y);
    }

    private static void curl(Path2D path, double x, double y, double length, double height) {
        double top = y - 1.05 * height;
        path.curveTo(x + 0.68 * length, top, x + 1.05 * length, top, x + 1.04 * length, y - 0.5 * height);
        path.curveTo(
                x + 0.98 * length,
                y - 0.72 * height,
                x + 0.82 * length,
                y - 0.7 * height,
                x + 0.82 * length,
                y - 0.4 * height);
    }
}
