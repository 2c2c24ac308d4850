package reverie.motifs;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** What is long and winds: coils, cords and threads. */
final class Strands {

    private Strands() {}

    static void spiral(Brush b) {
        int one = b.tintOf(0xD04838, 0x3868B0, 0xE0A030, 0x508848);
        int other = b.chance(0.5) ? Tint.light(one, 0.7) : b.tintOf(0xF0E8D0, 0x201C28);
        double turns = b.between(1.6, 2.8);
        int arms = b.count(1, 2);
        boolean plate = b.chance(0.5);
        if (plate) {
            b.disc(other, 0, 0, 1);
        }
        for (int arm = 0; arm < arms; arm++) {
            double start = 2 * Math.PI * arm / arms;
            double power = b.between(0.85, 1.5);
            double width = b.between(0.5, 0.6) / turns / arms;
            Path2D band = ribbon(turns, start, power, width);
            b.fill(one, band);
            b.stroke(Tint.dark(one, 0.5), 0.03, band);
            b.stroke(Tint.light(one, 0.45), width * 0.3, Shapes.line(coil(turns, start, power, 0)));
        }
        if (plate) {
            b.ring(Tint.dark(one, 0.3), 0.06, 0, 0, 1);
        }
    }

    private static double[] coil(double turns, double start, double power, double shift) {
        return Shapes.trace(
                0.02,
                1,
                (int) (turns * 22),
                t -> (Math.pow(t, power) + shift * t) * Math.cos(start + 2 * Math.PI * turns * t) * 0.95,
                t -> (Math.pow(t, power) + shift * t) * Math.sin(start + 2 * Math.PI * turns * t) * 0.95);
    }

    private static Path2D ribbon(double turns, double start, double power, double width) {
        double[] outer = coil(turns, start, power, width / 2);
        double[] inner = coil(turns, start, power, -width / 2);
        Path2D path = Shapes.line(outer);
        for (int i = inner.length - 2; i >= 0; i -= 2) {
            path.lineTo(inner[i], inner[i + 1]);
        }
        path.closePath();
        return path;
    }

    static void web(Brush b) {
        int thread = b.tint(0xF0F0F0);
        int spokes = b.count(8, 13);
        int rings = b.count(4, 6);
        double sag = b.between(0.8, 0.88);
        double line = b.between(0.035, 0.055);
        Path2D web = Shapes.spokes(spokes, 0, 1.25, 0);
        for (int ring = 1; ring <= rings; ring++) {
            double radius = 1.05 * ring / rings;
            for (int i = 0; i < spokes; i++) {
                double from = 2 * Math.PI * i / spokes;
                double to = 2 * Math.PI * (i + 1) / spokes;
                double middle = (from + to) / 2;
                double dip = radius * sag * Math.cos(Math.PI / spokes) * 0.92;
                web.moveTo(radius * Math.sin(from), -radius * Math.cos(from));
                web.quadTo(
                        dip * Math.sin(middle), -dip * Math.cos(middle), radius * Math.sin(to), -radius * Math.cos(to));
            }
        }
        if (b.chance(0.5)) {
            b.glaze(Tint.BLACK, 0.35, Shapes.oval(0, 0, 1.1, 1.1));
        } else {
            b.stroke(Tint.dark(thread, 0.8), line * 2, web);
        }
        b.stroke(thread, line, web);
        if (b.chance(0.3)) {
            b.at(0.2, 0.3, 0.24, 0.5, Strands::spider);
        }
    }

    private static void spider(Brush b) {
        int ink = b.tint(0x281810);
        for (int i = 0; i < 4; i++) {
            double y = -0.4 + 0.3 * i;
            b.stroke(ink, 0.12, Shapes.line(-1, y * 2, -0.6, y * 1.6 - 0.2, 0, 0, 0.6, y * 1.6 - 0.2, 1, y * 2));
        }
        b.ball(ink, 0, 0.3, 0.5);
        b.ball(ink, 0, -0.3, 0.3);
    }

    static void rope(Brush b) {
        int hemp = b.tintOf(0xC8A060, 0xE8DCC0, 0xB85838, 0x5878A0);
        double thick = b.between(0.34, 0.46);
        double wave = b.between(0, 0.25);
        int ropes = b.count(1, 3);
        for (int i = 0; i < ropes; i++) {
            double y0 = (i - (ropes - 1) / 2.0) * 0.66;
            double phase = b.between(0, 6);
            double[] path = Shapes.trace(-1.7, 1.7, 60, t -> t, t -> y0 + wave * Math.sin(2 * t + phase));
            twisted(b, path, thick, hemp);
        }
    }

    /** Strands that lie slantwise across a cord. */
    private static void twisted(Brush b, double[] path, double thick, int colour) {
        b.stroke(Tint.dark(colour, 0.7), thick, Shapes.line(path));
        Path2D strands = new Path2D.Double();
        for (int i = 4; i < path.length - 4; i += 6) {
            double dx = path[i + 2] - path[i - 2];
            double dy = path[i + 3] - path[i - 1];
            double length = Math.hypot(dx, dy);
            double alongX = dx / length * thick * 0.38;
            double alongY = dy / length * thick * 0.38;
            strands.moveTo(path[i] - alongX - alongY, path[i + 1] - alongY + alongX);
            strands.curveTo(
                    path[i] - alongX * 0.2 - alongY,
                    path[i + 1] - alongY * 0.2 + alongX,
                    path[i] + alongX * 0.2 + alongY,
                    path[i + 1] + alongY * 0.2 - alongX,
                    path[i] + alongX + alongY,
                    path[i + 1] + alongY - alongX);
        }
        b.stroke(colour, thick * 0.3, strands);
        b.stroke(Tint.light(colour, 0.5), thick * 0.1, strands);
    }

    static void chain(Brush b) {
        int metal = b.tintOf(0xB0B8C0, 0xD8B048, 0x70686A, 0xB87848);
        int chains = b.count(1, 3);
        double radius = chains == 1 ? b.between(0.26, 0.34) : 0.2;
        for (int i = 0; i < chains; i++) {
            b.at(0, (i - (chains - 1) / 2.0) * 0.75, 1, b.between(-0.12, 0.12), x -> links(x, metal, radius));
        }
    }

    private static void links(Brush b, int metal, double radius) {
        double pitch = radius * 2.1;
        int count = (int) (1.6 / pitch) + 1;
        Path2D flat = new Path2D.Double();
        Path2D upright = new Path2D.Double();
        for (int i = -count; i <= count; i++) {
            flat.append(Shapes.oval(i * pitch, 0, radius * 0.85, radius * 0.62), false);
            Shapes.addLine(upright, (i + 0.5) * pitch - radius * 0.5, 0, (i + 0.5) * pitch + radius * 0.5, 0);
        }
        metal(b, metal, radius * 0.36, flat);
        metal(b, metal, radius * 0.36, upright);
    }

    /** A thick line, darker at its edges and with a light along its middle. */
    private static void metal(Brush b, int colour, double width, Shape line) {
        b.stroke(Tint.dark(colour, 0.65), width * 1.25, line);
        b.stroke(colour, width * 0.8, line);
        b.stroke(Tint.light(colour, 0.65), width * 0.25, line);
    }

    /** The knot that winds twice round a ring, crossing itself an odd number of times. */
    static void knot(Brush b) {
        int colour = b.tintOf(0x3A8A50, 0xC89838, 0xB84038, 0x4870B0);
        int crossings = b.chance(0.6) ? 3 : 5;
        double deep = b.between(0.26, 0.34);
        double width = crossings == 3 ? b.between(0.22, 0.3) : b.between(0.17, 0.22);
        strap(b, colour, width, loop(0, 4 * Math.PI, crossings, deep, 80));
        for (int i = 0; i < crossings; i++) {
            // Over the other strand where the knot's height, sin(crossings * t / 2), is above 0.
            double from = 4 * Math.PI * i / crossings;
            strap(b, colour, width, loop(from + 0.15, from + 2 * Math.PI / crossings - 0.15, crossings, deep, 16));
        }
    }

    private static Shape loop(double from, double to, int crossings, double deep, int steps) {
        return Shapes.line(Shapes.trace(
                from,
                to,
                steps,
                t -> (0.62 + deep * Math.cos(crossings * t / 2)) * Math.cos(t),
                t -> (0.62 + deep * Math.cos(crossings * t / 2)) * Math.sin(t)));
    }

    private static void strap(Brush b, int colour, double width, Shape line) {
        b.band(Tint.dark(colour, 0.75), width * 1.35, line);
        b.band(colour, width, line);
        b.band(Tint.light(colour, 0.5), width * 0.35, line);
    }

    static void snake(Brush b) {
        int skin = b.tintOf(0x68A040, 0xC8A048, 0xB84838, 0x5890A8);
        int marks = b.tintOf(0x203020, 0x582818, 0xF0E090);
        double swing = b.between(0.38, 0.52);
        double[] path = Shapes.trace(-1.0, 0.62, 40, t -> swing * Math.sin(3.9 * (t + 0.3)), t -> -t);
        Shape body = Shapes.line(path);
        b.stroke(Tint.dark(skin, 0.6), 0.36, body);
        b.stroke(skin, 0.29, body);
        b.bands(marks, 0.26, 0.14, body);
        b.beads(Tint.light(skin, 0.45), 0.11, 0.28, body);
        double headX = path[path.length - 2];
        double headY = path[path.length - 1];
        b.at(headX, headY - 0.05, 0.34, -0.3, x -> {
            x.stroke(0xC02030, 0.12, Shapes.line(0.3, -1.5, 0, -1.2, 0, -0.6, 0, -1.2, -0.3, -1.5));
            x.fill(
                    Tint.dark(skin, 0.6),
                    Shapes.blob(-0.4, 0.5, -0.75, -0.1, -0.35, -0.85, 0.35, -0.85, 0.75, -0.1, 0.4, 0.5));
            x.fill(skin, Shapes.blob(-0.35, 0.4, -0.6, -0.1, -0.28, -0.72, 0.28, -0.72, 0.6, -0.1, 0.35, 0.4));
            x.mirrored(e -> e.eye(0xE8C020, 0.36, -0.25, 0.2));
        });
    }
}
