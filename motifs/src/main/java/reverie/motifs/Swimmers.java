package reverie.motifs;

import java.awt.Shape;
import java.awt.geom.Path2D;

/** What lives in water, or near it. */
final class Swimmers {

    private Swimmers() {}

    static void fish(Brush b) {
        int body = b.tintOf(0xE87828, 0x5088B8, 0xD8C040, 0xB0B8C0, 0xC04050);
        int fins = b.chance(0.5) ? Tint.dark(body, 0.3) : b.tintOf(0xF0A030, 0x3060A0, 0xD04060);
        double tall = b.between(0.36, 0.62);
        b.fill(fins, Shapes.blob(0.45, 0, 0.95, -0.5, 0.85, 0, 0.95, 0.5));
        b.fill(fins, Shapes.polygon(-0.35, -tall * 0.8, 0, -tall - 0.38, 0.45, -tall * 0.4));
        b.fill(fins, Shapes.polygon(-0.1, tall * 0.8, 0.15, tall + 0.28, 0.35, tall * 0.4));
        Path2D rays = new Path2D.Double();
        for (int i = 0; i < 5; i++) {
            Shapes.addLine(rays, 0.6, (i - 2) * 0.03, 0.88, (i - 2) * 0.18);
            Shapes.addLine(rays, -0.25 + 0.13 * i, -tall * 0.7, 0.02 + 0.09 * i, -tall - 0.28 + 0.1 * i);
        }
        b.stroke(Tint.dark(fins, 0.4), 0.025, rays);
        b.fill(
                body,
                Shapes.blob(
                        -0.95,
                        0.02,
                        -0.6,
                        -tall * 0.75,
                        -0.1,
                        -tall,
                        0.35,
                        -tall * 0.55,
                        0.65,
                        -0.05,
                        0.35,
                        tall * 0.55,
                        -0.1,
                        tall,
                        -0.6,
                        tall * 0.75));
        b.fill(Tint.light(body, 0.45), Shapes.blob(-0.85, 0.12, -0.3, tall * 0.5, 0.4, tall * 0.3, -0.1, tall * 0.93));
        b.stroke(Tint.dark(body, 0.4), 0.035, fishScales(tall));
        b.stroke(Tint.dark(body, 0.5), 0.05, Shapes.curve(-0.48, -tall * 0.6, -0.36, 0, -0.48, tall * 0.6));
        b.fill(fins, Shapes.blob(-0.3, 0.1, 0.1, 0.1, 0.05, 0.3));
        b.disc(Tint.WHITE, -0.66, -0.12, 0.13);
        b.disc(0x0C0C10, -0.68, -0.12, 0.08);
        b.stroke(Tint.dark(body, 0.6), 0.04, Shapes.line(-0.93, 0.12, -0.76, 0.14));
    }

    private static Shape fishScales(double tall) {
        Path2D path = new Path2D.Double();
        for (int column = 0; column < 6; column++) {
            double x = -0.3 + 0.15 * column;
            double reach = tall * (0.85 - 0.13 * column);
            int rows = Math.max(1, (int) (reach / 0.1));
            for (int row = -rows; row < rows; row++) {
                double y = (row + (column % 2) * 0.5) * 0.12;
                path.moveTo(x, y);
                path.quadTo(x + 0.13, y + 0.06, x, y + 0.12);
            }
        }
        return path;
    }

    static void octopus(Brush b) {
        int skin = b.tintOf(0xC04838, 0x9848A0, 0xD08040, 0x4878A0);
        int suckers = Tint.light(skin, 0.6);
        for (int i = 0; i < 8; i++) {
            double root = (i - 3.5) * 0.12;
            double tip = (i - 3.5) * 0.28 + b.between(-0.08, 0.08);
            double curl = 0.22 * (i < 4 ? -1 : 1) * b.between(0.4, 1.2);
            Shape arm = Shapes.curve(
                    root,
                    0.05,
                    (root + tip) / 2 - curl * 0.5,
                    0.42,
                    tip,
                    0.72 + b.between(-0.2, 0.15),
                    tip + curl,
                    0.9 + b.between(-0.25, 0.1),
                    tip + curl * 1.5,
                    0.7);
            b.stroke(Tint.dark(skin, 0.4), 0.19, arm);
            b.stroke(skin, 0.13, arm);
            b.beads(suckers, 0.07, 0.12, arm);
        }
        b.fill(Tint.dark(skin, 0.35), Shapes.blob(-0.52, -0.45, -0.36, 0.1, 0, 0.25, 0.36, 0.1, 0.52, -0.45, 0, -1));
        b.fill(skin, Shapes.blob(-0.47, -0.47, -0.32, 0.05, 0, 0.16, 0.32, 0.05, 0.46, -0.47, 0, -0.95));
        b.oval(Tint.light(skin, 0.3), -0.16, -0.66, 0.15, 0.17);
        b.mirrored(x -> {
            x.oval(Tint.WHITE, 0.19, -0.12, 0.15, 0.17);
            x.eye(0x806020, 0.18, -0.1, 0.11);
        });
    }

    static void jellyfish(Brush b) {
        int bell = b.tintOf(0xD890C8, 0x80B0E8, 0xF0C8A0, 0x9080D8);
        for (int i = 0; i < 9; i++) {
            double x = (i - 4) * 0.15;
            double sway = b.between(-0.12, 0.12);
            double length = b.between(0.6, 1.05);
            b.stroke(
                    Tint.light(bell, 0.2 * (i % 3)),
                    i % 2 == 0 ? 0.04 : 0.09,
                    Shapes.curve(
                            x,
                            -0.15,
                            x + sway,
                            -0.15 + length * 0.33,
                            x - sway,
                            -0.15 + length * 0.66,
                            x + sway * 1.4,
                            -0.15 + length));
        }
        Path2D dome = new Path2D.Double();
        dome.moveTo(-0.85, -0.12);
        dome.curveTo(-0.85, -1.3, 0.85, -1.3, 0.85, -0.12);
        for (int i = 0; i < 6; i++) {
            double x = 0.85 - i * 1.7 / 6;
            dome.quadTo(x - 0.14, 0.12, x - 1.7 / 6, -0.12);
        }
        b.fill(bell, dome);
        b.glaze(Tint.light(bell, 0.7), 0.6, Shapes.oval(-0.1, -0.6, 0.5, 0.26));
        Path2D ribs = new Path2D.Double();
        for (int i = -2; i <= 2; i++) {
            ribs.moveTo(i * 0.1, -0.95);
            ribs.quadTo(i * 0.34, -0.6, i * 0.3, -0.12);
        }
        b.stroke(Tint.dark(bell, 0.3), 0.05, ribs);
        b.stroke(Tint.dark(bell, 0.45), 0.05, dome);
        b.beads(Tint.light(bell, 0.6), 0.09, 0.2, Shapes.curve(-0.72, -0.2, 0, -0.12, 0.72, -0.2));
    }

    static void turtle(Brush b) {
        int skin = b.tintOf(0x7A9A48, 0x8A8A50, 0x5A8A78);
        int shell = b.tintOf(0x6A4A20, 0x4A6A30, 0x8A6A38);
        b.mirrored(x -> {
            x.fill(skin, Shapes.blob(0.4, -0.45, 0.95, -0.75, 0.98, -0.45, 0.6, -0.2));
            x.fill(skin, Shapes.blob(0.4, 0.4, 0.75, 0.6, 0.72, 0.88, 0.35, 0.65));
            x.stroke(Tint.dark(skin, 0.4), 0.04, Shapes.curve(0.55, -0.45, 0.75, -0.55, 0.9, -0.6));
        });
        b.fill(skin, Shapes.polygon(-0.09, 0.7, 0.09, 0.7, 0, 1));
        b.oval(skin, 0, -0.8, 0.2, 0.24);
        b.mirrored(x -> x.disc(0x101010, 0.1, -0.87, 0.05));
        b.oval(Tint.dark(shell, 0.5), 0, 0, 0.62, 0.74);
        b.oval(Tint.light(shell, 0.35), 0, 0, 0.56, 0.68);
        b.oval(shell, 0, 0, 0.5, 0.6);
        int plate = Tint.light(shell, 0.22);
        Path2D plates = new Path2D.Double();
        for (int i = -1; i <= 1; i++) {
            plates.append(hexagon(0, i * 0.36, 0.2), false);
        }
        for (int side = -1; side <= 1; side += 2) {
            plates.append(hexagon(side * 0.31, -0.18, 0.16), false);
            plates.append(hexagon(side * 0.31, 0.18, 0.16), false);
        }
        b.fill(plate, plates);
        b.stroke(Tint.dark(shell, 0.6), 0.05, plates);
        b.stroke(Tint.dark(shell, 0.6), 0.04, Shapes.spokes(14, 0.52, 0.64, 0.2));
    }

    private static Shape hexagon(double x, double y, double radius) {
        return Shapes.polygon(Shapes.trace(
                0, 5, 5, i -> x + radius * Math.cos(Math.PI / 3 * i), i -> y + radius * Math.sin(Math.PI / 3 * i)));
    }

    static void shell(Brush b) {
        int colour = b.tintOf(0xE8A880, 0xF0D8B0, 0xC87890, 0xA0A8C8);
        int ribs = b.count(7, 12);
        double open = b.between(0.95, 1.2);
        Path2D edge = new Path2D.Double();
        Path2D valleys = new Path2D.Double();
        Path2D crests = new Path2D.Double();
        edge.moveTo(0, 0.8);
        for (int i = 0; i <= ribs; i++) {
            double angle = open * (2.0 * i / ribs - 1);
            double radius = 1.55 - 0.25 * Math.abs(2.0 * i / ribs - 1);
            double x = radius * Math.sin(angle) * 0.78;
            double y = 0.8 - radius * Math.cos(angle);
            if (i == 0) {
                edge.lineTo(x, y);
            } else {
                double middle = angle - open / ribs;
                edge.quadTo((radius + 0.12) * Math.sin(middle) * 0.78, 0.8 - (radius + 0.15) * Math.cos(middle), x, y);
                Shapes.addLine(crests, 0, 0.8, radius * Math.sin(middle) * 0.78, 0.8 - radius * Math.cos(middle));
            }
            Shapes.addLine(valleys, 0, 0.8, x, y);
        }
        edge.closePath();
        b.mirrored(x -> x.fill(Tint.dark(colour, 0.2), Shapes.polygon(0, 0.62, 0.4, 0.6, 0.32, 0.92, 0, 0.92)));
        b.fill(colour, edge);
        b.stroke(Tint.light(colour, 0.45), 0.07, crests);
        b.stroke(Tint.dark(colour, 0.4), 0.045, valleys);
        for (double radius = 0.55; radius < 1.4; radius += 0.3) {
            double r = radius;
            b.stroke(
                    Tint.dark(colour, 0.3),
                    0.05,
                    Shapes.line(
                            Shapes.trace(-open, open, 12, t -> r * Math.sin(t) * 0.78, t -> 0.8 - r * Math.cos(t))));
        }
        b.stroke(Tint.dark(colour, 0.55), 0.05, edge);
    }
}
