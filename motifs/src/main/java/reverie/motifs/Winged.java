package reverie.motifs;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** What flies, and what it flies with. */
final class Winged {

    private Winged() {}

    static void bird(Brush b) {
        int body = b.tintOf(0x4878B8, 0xC84030, 0xE0B030, 0x6A5A48, 0x389060);
        int wing = b.chance(0.5) ? Tint.dark(body, 0.4) : b.tintOf(0x203868, 0x502018, 0x303030);
        int breast = b.chance(0.6) ? b.tintOf(0xE89048, 0xF0E8D8, 0xE8D070) : Tint.light(body, 0.35);
        b.stroke(0x805838, 0.09, Shapes.line(-0.6, 0.9, 0.6, 0.84));
        b.stroke(0x906030, 0.05, Shapes.line(-0.08, 0.5, -0.1, 0.88));
        b.stroke(0x906030, 0.05, Shapes.line(0.12, 0.5, 0.14, 0.86));
        b.fill(wing, Shapes.polygon(0.4, 0.1, 1.05, 0.5, 0.98, 0.66, 0.35, 0.45));
        b.stroke(Tint.light(wing, 0.4), 0.03, Shapes.line(0.45, 0.28, 0.98, 0.56));
        b.fill(
                body,
                Shapes.blob(
                        -0.75, -0.45, -0.62, 0.2, -0.2, 0.62, 0.35, 0.5, 0.6, 0.2, 0.1, -0.15, -0.2, -0.7, -0.52,
                        -0.84));
        b.fill(breast, Shapes.blob(-0.7, -0.2, -0.6, 0.22, -0.2, 0.58, 0.15, 0.5, -0.2, 0.25, -0.45, -0.1));
        b.fill(b.tintOf(0xF0B030, 0x404040), Shapes.polygon(-0.7, -0.62, -1.08, -0.42, -0.68, -0.38));
        b.stroke(0x40301C, 0.03, Shapes.line(-1, -0.43, -0.7, -0.48));
        b.fill(wing, Shapes.blob(-0.2, -0.05, 0.1, -0.15, 0.5, 0.15, 0.75, 0.45, 0.2, 0.42, -0.15, 0.25));
        Path2D feathers = new Path2D.Double();
        for (int i = 0; i < 4; i++) {
            feathers.moveTo(-0.1 + 0.12 * i, 0.02 + 0.06 * i);
            feathers.quadTo(0.15 + 0.1 * i, 0.3, 0.5 + 0.06 * i, 0.42 - 0.05 * i);
        }
        b.stroke(Tint.light(wing, 0.5), 0.04, feathers);
        b.disc(Tint.light(body, 0.5), -0.5, -0.55, 0.14);
        b.eye(0x302010, -0.5, -0.55, 0.11);
    }

    static void butterfly(Brush b) {
        int wing = b.tintOf(0xE88020, 0x3878D0, 0xE8D040, 0xC04080, 0xF0F0E8);
        int edge = b.tint(0x201818);
        int spot = b.tintOf(0xF8F0D0, 0xE84030, 0x60C0E0);
        double high = b.between(0.75, 1);
        b.mirrored(x -> {
            x.fill(edge, Shapes.blob(0.05, 0, 0.5, 0.05, 0.82, 0.4, 0.6, 0.9, 0.25, 0.7));
            x.fill(edge, Shapes.blob(0.04, -0.05, 0.35, -high * 0.85, 0.9, -high, 1, -0.5, 0.75, 0.02, 0.3, 0.08));
            x.fill(wing, Shapes.blob(0.12, 0.08, 0.5, 0.14, 0.7, 0.42, 0.55, 0.75, 0.28, 0.58));
            x.fill(
                    wing,
                    Shapes.blob(0.12, -0.08, 0.42, -high * 0.72, 0.8, -high * 0.86, 0.88, -0.5, 0.66, -0.08, 0.3, 0));
            Path2D veins = new Path2D.Double();
            for (int i = 0; i < 4; i++) {
                Shapes.addLine(veins, 0.08, -0.05, 0.55 + 0.12 * i, -0.75 + 0.22 * i);
                Shapes.addLine(veins, 0.08, 0.05, 0.68 - 0.12 * i, 0.3 + 0.15 * i);
            }
            x.stroke(edge, 0.03, veins);
            x.beads(spot, 0.1, 0.19, Shapes.curve(0.55, -high * 0.88, 0.93, -high * 0.8, 0.9, -0.3));
            x.disc(spot, 0.55, -0.42, 0.13);
            x.disc(edge, 0.55, -0.42, 0.07);
            x.disc(spot, 0.48, 0.45, 0.12);
            x.disc(edge, 0.48, 0.45, 0.06);
            x.stroke(edge, 0.035, Shapes.curve(0.03, -0.4, 0.12, -0.75, 0.3, -0.95));
        });
        b.oval(edge, 0, 0.1, 0.08, 0.5);
        b.disc(edge, 0, -0.42, 0.1);
    }

    static void ladybird(Brush b) {
        int shell = b.tintOf(0xD82818, 0xE86818, 0xE8B818);
        int ink = b.tint(0x18141A);
        Path2D legs = new Path2D.Double();
        for (int i = -1; i <= 1; i++) {
            for (int side = -1; side <= 1; side += 2) {
                Shapes.addLine(legs, side * 0.5, 0.15 + 0.36 * i, side * 0.98, 0.15 + 0.5 * i);
            }
        }
        b.stroke(ink, 0.08, legs);
        b.mirrored(x -> x.stroke(ink, 0.05, Shapes.curve(0.1, -0.75, 0.2, -0.95, 0.4, -1)));
        b.oval(ink, 0, -0.58, 0.4, 0.32);
        b.mirrored(x -> x.oval(0xF4F0E8, 0.22, -0.62, 0.1, 0.08));
        b.oval(Tint.dark(shell, 0.45), 0, 0.18, 0.76, 0.74);
        b.oval(shell, -0.02, 0.15, 0.7, 0.68);
        b.glaze(Tint.light(shell, 0.6), 0.5, Shapes.oval(-0.3, -0.15, 0.22, 0.2));
        int spots = b.count(2, 4);
        double size = b.between(0.11, 0.17);
        b.mirrored(x -> {
            for (int i = 0; i < spots; i++) {
                double y = -0.2 + 0.85 * i / spots;
                x.disc(ink, i % 2 == 0 ? 0.28 : 0.46, y + 0.08, size);
            }
        });
        b.stroke(ink, 0.06, Shapes.line(0, -0.45, 0, 0.88));
    }

    static void feather(Brush b) {
        int vane = b.tintOf(0x4870A8, 0x8A5A38, 0xB83028, 0xE8E0D0, 0x389878);
        int bars = b.tintOf(0x201820, 0xF0E8D0, 0x603018);
        double bend = b.between(-0.25, 0.25);
        double wide = b.between(0.36, 0.52);
        int barbs = b.count(12, 16);
        int every = b.chance(0.6) ? b.count(3, 5) : barbs + 1;
        Path2D left = new Path2D.Double();
        Path2D right = new Path2D.Double();
        Path2D barred = new Path2D.Double();
        for (int i = 0; i < barbs; i++) {
            double t = (double) i / barbs;
            double y = 0.5 - 1.35 * t;
            double x = bend * (1 - y * y);
            double length = wide * Math.sqrt(Math.sin(Math.PI * (0.12 + 0.86 * t))) * b.between(0.93, 1.03);
            barb(left, x, y, -length);
            barb(right, x, y, length);
            if (i % every == every - 1) {
                barb(barred, x, y, -length);
                barb(barred, x, y, length);
            }
        }
        b.stroke(Tint.dark(vane, 0.55), 0.13, left);
        b.stroke(Tint.dark(vane, 0.45), 0.13, right);
        b.stroke(Tint.dark(vane, 0.1), 0.06, left);
        b.stroke(Tint.light(vane, 0.25), 0.06, right);
        b.stroke(bars, 0.1, barred);
        b.stroke(Tint.light(vane, 0.75), 0.06, Shapes.line(Shapes.trace(-0.95, 1, 8, y -> bend * (1 - y * y), y -> y)));
        AffineTransform toTheDown = AffineTransform.getTranslateInstance(bend * 0.64, 0.6);
        b.stroke(Tint.light(vane, 0.35), 0.03, toTheDown.createTransformedShape(Shapes.spokes(7, 0.05, 0.28, 0)));
    }

    private static void barb(Path2D path, double x, double y, double length) {
        path.moveTo(x, y);
        path.quadTo(x + length * 0.7, y - 0.02, x + length, y - 0.2);
    }

    static void peacockFeather(Brush b) {
        int green = b.tint(0x3A9A50);
        int gold = b.tint(0xC8A030);
        Path2D barbs = new Path2D.Double();
        for (int i = 0; i < 13; i++) {
            double y = 0.95 - 0.1 * i;
            double reach = 0.22 + 0.045 * i;
            for (int side = -1; side <= 1; side += 2) {
                barbs.moveTo(0, y);
                barbs.quadTo(side * reach * 0.8, y - 0.05, side * reach, y - 0.1 - 0.5 * reach);
            }
        }
        AffineTransform toTheEye = AffineTransform.getTranslateInstance(0, -0.4);
        barbs.append(toTheEye.createTransformedShape(Shapes.spokes(30, 0.4, 0.66, 0.1)), false);
        b.stroke(Tint.dark(green, 0.45), 0.075, barbs);
        b.stroke(Tint.light(green, 0.2), 0.03, barbs);
        b.stroke(Tint.light(gold, 0.5), 0.06, Shapes.line(0, -0.2, 0, 1.05));
        b.fill(Tint.dark(green, 0.2), Shapes.blob(0, -0.95, 0.5, -0.6, 0.45, -0.12, 0, 0.16, -0.45, -0.12, -0.5, -0.6));
        b.fill(gold, Shapes.blob(0, -0.86, 0.42, -0.55, 0.36, -0.15, 0, 0.06, -0.36, -0.15, -0.42, -0.55));
        b.oval(b.tint(0x20A0A8), 0, -0.38, 0.29, 0.34);
        b.fill(
                b.tint(0x182878),
                Shapes.blob(
                        0, -0.5, 0.14, -0.6, 0.21, -0.42, 0.12, -0.22, 0, -0.16, -0.12, -0.22, -0.21, -0.42, -0.14,
                        -0.6));
        b.glaze(0xC0F0FF, 0.5, Shapes.oval(-0.12, -0.5, 0.06, 0.05));
    }
}
