package reverie.motifs;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** Flowers, leaves and what grows low. */
final class Plants {

    private Plants() {}

    static void flower(Brush b) {
        int petals = b.count(5, 9);
        int colour = b.tintOf(0xE04878, 0xF0F0F0, 0x9050C0, 0xE85030, 0x5070D0);
        int heart = b.tintOf(0xF0C030, 0x603018, 0xE8E060);
        double width = 2.5 / petals;
        double belly = b.between(0.55, 0.75);
        double turn = b.between(0, 2);
        if (b.chance(0.4)) {
            b.around(
                    petals,
                    turn + Math.PI / petals,
                    x -> x.fill(b.tint(0x3A7A30), Shapes.petal(0.98, width * 0.5, 0.5)));
        }
        b.around(petals, turn, x -> {
            x.fill(Tint.dark(colour, 0.35), Shapes.petal(1, width, belly));
            x.fill(colour, Shapes.petal(0.95, width * 0.85, belly));
            x.fill(Tint.light(colour, 0.35), Shapes.petal(0.75, width * 0.4, belly));
            x.stroke(Tint.dark(colour, 0.3), 0.025, Shapes.line(0, -0.2, 0, -0.8));
        });
        b.disc(Tint.dark(heart, 0.4), 0, 0, 0.27);
        b.disc(heart, -0.02, -0.02, 0.23);
        b.beads(Tint.dark(heart, 0.5), 0.06, 0.1, Shapes.oval(0, 0, 0.13, 0.13));
    }

    static void sunflower(Brush b) {
        int colour = b.tintOf(0xF0B818, 0xE88818, 0xF0D850);
        int seeds = b.tint(0x5A3818);
        int petals = b.count(17, 24);
        double inner = b.between(0.5, 0.62);
        Path2D back = new Path2D.Double();
        Path2D front = new Path2D.Double();
        for (int i = 0; i < 2 * petals; i++) {
            double angle = Math.PI * i / petals;
            double reach = b.between(0.94, 1.02);
            var petal = new AffineTransform();
            petal.rotate(angle);
            (i % 2 == 0 ? back : front).append(petal.createTransformedShape(Shapes.petal(reach, 0.12, 0.72)), false);
        }
        b.fill(Tint.dark(colour, 0.3), back);
        b.fill(colour, front);
        b.stroke(Tint.dark(colour, 0.5), 0.02, front);
        b.disc(Tint.dark(seeds, 0.55), 0, 0, inner);
        Path2D spots = new Path2D.Double();
        for (int i = 0; i < 70; i++) {
            double radius = inner * 0.94 * Math.sqrt((i + 0.5) / 70);
            double angle = i * 2.39996; // the golden angle, as in the real one
            Shapes.addBox(spots, radius * Math.cos(angle) - 0.025, radius * Math.sin(angle) - 0.025, 0.055, 0.055);
        }
        b.fill(Tint.light(seeds, 0.35), spots);
        b.glaze(Tint.BLACK, 0.4, Shapes.oval(0, 0, inner * 0.4, inner * 0.4));
    }

    static void leaf(Brush b) {
        int colour = b.tintOf(0x4A8A30, 0x78A838, 0xC87828, 0xA83028);
        double wide = b.between(0.6, 0.95);
        double bend = b.between(-0.12, 0.12);
        b.at(bend, 0.78, 1, 0, x -> {
            x.fill(Tint.dark(colour, 0.25), Shapes.petal(1.75, wide, 0.5));
            x.fill(colour, Shapes.petal(1.68, wide * 0.8, 0.5));
            Path2D half = new Path2D.Double();
            half.moveTo(0, 0);
            half.curveTo(wide * 0.85, -0.5, wide * 0.85, -1.2, 0, -1.7);
            half.closePath();
            x.fill(Tint.light(colour, 0.22), half);
            Path2D veins = new Path2D.Double();
            int pairs = x.count(5, 7);
            for (int i = 0; i < pairs; i++) {
                double y = -0.15 - 1.25 * i / pairs;
                double reach = wide * 0.62 * Math.sin(Math.PI * (0.14 + 0.8 * i / pairs));
                for (int side = -1; side <= 1; side += 2) {
                    veins.moveTo(0, y);
                    veins.quadTo(side * reach * 0.6, y - 0.1, side * reach, y - 0.28);
                }
            }
            x.stroke(Tint.light(colour, 0.6), 0.04, veins);
            x.stroke(Tint.light(colour, 0.65), 0.07, Shapes.line(0, 0.25, 0, -1.6));
        });
    }

    static void fern(Brush b) {
        int colour = b.tintOf(0x3A8038, 0x68A040, 0x2A6A50);
        double bend = b.between(-0.3, 0.3);
        int pairs = b.count(9, 12);
        b.stroke(Tint.dark(colour, 0.4), 0.06, Shapes.line(Shapes.trace(-0.85, 1, 8, y -> bend * (1 - y * y), y -> y)));
        for (int i = 0; i < pairs; i++) {
            double t = (double) i / pairs;
            double y = 0.7 - 1.55 * t;
            double length = 0.8 * Math.pow(1 - t, 0.75) * Math.min(1, 0.6 + 3 * t) + 0.05;
            for (int side = -1; side <= 1; side += 2) {
                int green = Tint.dark(colour, side < 0 ? 0 : 0.2);
                b.at(bend * (1 - y * y), y, length, side * b.between(1, 1.2), x -> {
                    x.fill(green, leaflet());
                    x.stroke(Tint.light(colour, 0.45), 0.04, Shapes.line(0, 0, 0, -0.85));
                });
            }
        }
        b.ring(colour, 0.06, 0.05, -0.87, 0.07);
    }

    private static Path2D leaflet() {
        return Shapes.polygon(
                0, 0.04, 0.13, -0.15, 0.07, -0.2, 0.15, -0.4, 0.07, -0.45, 0.12, -0.65, 0.05, -0.7, 0, -1, -0.05, -0.7,
                -0.12, -0.65, -0.07, -0.45, -0.15, -0.4, -0.07, -0.2, -0.13, -0.15);
    }

    static void mushroom(Brush b) {
        int cap = b.tintOf(0xC83020, 0x8A5A30, 0xE0A040, 0x9058A0);
        int stem = b.tint(0xEEE4D0);
        double wide = b.between(0.8, 1);
        double thick = b.between(0.16, 0.26);
        b.fill(Tint.dark(stem, 0.3), Shapes.blob(-thick, 0, -thick * 1.4, 0.9, 0, 1, thick * 1.4, 0.9, thick, 0));
        b.fill(stem, Shapes.blob(-thick, 0, -thick * 1.3, 0.88, -0.02, 0.95, thick * 0.6, 0.8, thick * 0.4, 0));
        b.oval(Tint.dark(stem, 0.25), 0, 0, wide * 0.95, 0.2);
        b.stroke(
                Tint.dark(stem, 0.5),
                0.03,
                Shapes.spokes(26, 0.1, 0.9, 0).createTransformedShape(AffineTransform.getScaleInstance(wide, 0.2)));
        Path2D dome = new Path2D.Double();
        double high = b.between(1.0, 1.35);
        dome.moveTo(-wide, 0);
        dome.curveTo(-wide, -high, wide, -high, wide, 0);
        dome.quadTo(0, 0.14, -wide, 0);
        dome.closePath();
        b.fill(cap, dome);
        b.glaze(Tint.light(cap, 0.6), 0.45, Shapes.oval(-0.3, -0.55 * high, 0.35, 0.17));
        b.stroke(Tint.dark(cap, 0.4), 0.05, dome);
        int spot = b.tint(0xF8F4E8);
        double[][] spots = {
            {0, -0.5, 0.15},
            {-0.5, -0.25, 0.13},
            {0.48, -0.28, 0.14},
            {-0.15, -0.12, 0.08},
            {0.22, -0.08, 0.07},
            {-0.32, -0.6, 0.08},
            {0.32, -0.6, 0.08}
        };
        for (double[] place : spots) {
            b.oval(spot, place[0] * wide, place[1] * high, place[2], place[2] * 0.8);
        }
        if (b.chance(0.5)) {
            b.fill(
                    Tint.dark(stem, 0.12),
                    Shapes.polygon(-thick, 0.25, thick, 0.25, thick * 1.9, 0.45, -thick * 1.9, 0.45));
        }
    }

    static void cactus(Brush b) {
        int colour = b.tintOf(0x3A8A48, 0x5A9A60, 0x2A7058);
        Path2D arms = Shapes.line(0, 0.75, 0, -0.8);
        double left = b.between(-0.1, 0.3);
        double right = b.between(-0.3, 0.2);
        arms.append(Shapes.curve(0, left + 0.1, -0.45, left + 0.08, -0.58, left - 0.15, -0.58, left - 0.55), false);
        arms.append(Shapes.curve(0, right + 0.1, 0.45, right + 0.08, 0.6, right - 0.15, 0.6, right - 0.45), false);
        b.stroke(Tint.dark(colour, 0.5), 0.42, arms);
        b.stroke(colour, 0.34, arms);
        b.stroke(Tint.light(colour, 0.3), 0.13, arms);
        b.stroke(Tint.dark(colour, 0.35), 0.035, arms);
        b.beads(0xF8F4D0, 0.055, 0.14, arms);
        if (b.chance(0.5)) {
            int bloom = b.tint(0xE84888);
            b.disc(bloom, 0, -0.98, 0.13);
            b.disc(bloom, 0.6, right - 0.62, 0.12);
            b.disc(0xF8E060, 0, -0.98, 0.05);
        }
        int pot = b.tintOf(0xB86038, 0x706860, 0xD0A868);
        b.fill(pot, Shapes.polygon(-0.42, 0.62, 0.42, 0.62, 0.32, 1.02, -0.32, 1.02));
        b.box(Tint.dark(pot, 0.25), -0.46, 0.58, 0.92, 0.12);
    }

    static void grapes(Brush b) {
        int berry = b.tintOf(0x683088, 0x90B040, 0x3A3A80, 0xA03058);
        int leaf = b.tint(0x4A8A30);
        b.stroke(0x6A4A28, 0.08, Shapes.curve(0.1, -1, 0, -0.8, 0, -0.5));
        b.fill(leaf, Shapes.blob(0, -0.75, 0.35, -0.98, 0.55, -0.8, 0.9, -0.78, 0.7, -0.55, 0.75, -0.35, 0.4, -0.45));
        b.stroke(Tint.light(leaf, 0.5), 0.04, Shapes.line(0.05, -0.7, 0.75, -0.65));
        double radius = 0.2;
        for (int row = 0; row < 5; row++) {
            int count = 5 - row;
            for (int i = 0; i < count; i++) {
                double x = (i - (count - 1) / 2.0) * 0.34 + b.between(-0.03, 0.03);
                b.ball(Tint.dark(berry, b.between(0, 0.25)), x, -0.48 + 0.3 * row, radius);
            }
        }
    }
}
