package reverie.motifs;

import java.awt.geom.Path2D;

/** Things that people make. */
final class Tools {

    private Tools() {}

    static void wheel(Brush b) {
        int rim = b.tintOf(0x8A5830, 0x282828, 0xA8A8B0);
        int spoke = b.chance(0.5) ? Tint.light(rim, 0.3) : b.tintOf(0xC89050, 0xC8C8D0, 0xB83030);
        int spokes = b.count(6, 14);
        b.stroke(spoke, spokes > 9 ? 0.06 : 0.12, Shapes.spokes(spokes, 0.1, 0.8, b.between(0, 1)));
        b.ring(Tint.dark(rim, 0.55), 0.24, 0, 0, 0.87);
        b.ring(rim, 0.16, 0, 0, 0.86);
        b.ring(Tint.light(rim, 0.5), 0.04, 0, 0, 0.84);
        b.ring(spoke, 0.05, 0, 0, 0.74);
        b.ball(spoke, 0, 0, 0.2);
    }

    static void gear(Brush b) {
        int metal = b.tintOf(0x9098A0, 0xC89838, 0xB06840, 0x505860);
        int teeth = b.count(8, 13);
        double root = b.between(0.72, 0.8);
        double[] xy = new double[8 * teeth];
        for (int i = 0; i < 4 * teeth; i++) {
            double radius = i % 4 < 2 ? 1 : root;
            double angle = 2 * Math.PI * i / (4 * teeth);
            xy[2 * i] = radius * Math.cos(angle);
            xy[2 * i + 1] = radius * Math.sin(angle);
        }
        Path2D outline = Shapes.polygon(xy);
        b.fill(metal, outline);
        b.stroke(Tint.dark(metal, 0.6), 0.06, outline);
        b.ring(Tint.light(metal, 0.45), 0.06, 0, 0, root * 0.88);
        b.ring(Tint.dark(metal, 0.35), 0.05, 0, 0, root * 0.78);
        int holes = b.count(3, 6);
        int hollow = Tint.dark(metal, 0.8);
        if (b.chance(0.7)) {
            b.around(holes, 0, x -> x.disc(hollow, 0, -root * 0.54, 0.7 / (holes + 1)));
        }
        b.disc(Tint.light(metal, 0.25), 0, 0, 0.26);
        b.disc(hollow, 0, 0, 0.15);
    }

    static void clock(Brush b) {
        int rim = b.tintOf(0xC89838, 0x803828, 0x303848, 0xB0B0B8);
        int face = b.chance(0.75) ? b.tint(0xF8F4E8) : b.tint(0x202830);
        int ink = Tint.luminance(face) > 128 ? Tint.dark(rim, 0.75) : 0xF0E8D0;
        b.disc(Tint.dark(rim, 0.5), 0, 0, 1);
        b.disc(rim, -0.02, -0.02, 0.94);
        b.disc(Tint.dark(rim, 0.6), 0, 0, 0.83);
        b.disc(face, 0, 0, 0.79);
        b.band(ink, 0.09, Shapes.spokes(12, 0.58, 0.73, 0));
        b.band(ink, 0.13, Shapes.spokes(4, 0.54, 0.74, 0));
        double hour = b.between(0, 2 * Math.PI);
        b.at(0, 0, 1, hour, x -> x.stroke(ink, 0.13, Shapes.line(0, 0.1, 0, -0.36)));
        b.at(0, 0, 1, hour * 12, x -> x.stroke(ink, 0.08, Shapes.line(0, 0.14, 0, -0.58)));
        b.disc(b.tint(0xC03028), 0, 0, 0.09);
    }

    static void umbrella(Brush b) {
        int one = b.tintOf(0xD03838, 0x3868B8, 0xE8B830, 0x38885A);
        int other = b.chance(0.6) ? b.tint(0xF4F0E8) : Tint.dark(one, 0.3);
        b.stroke(0x503018, 0.07, Shapes.line(0, -0.9, 0, 0.7));
        b.stroke(0x803818, 0.09, Shapes.curve(0, 0.68, 0.02, 0.9, 0.17, 0.96, 0.3, 0.86, 0.3, 0.74));
        int panels = b.count(4, 6);
        for (int i = 0; i < panels; i++) {
            double left = -1 + 2.0 * i / panels;
            double right = -1 + 2.0 * (i + 1) / panels;
            Path2D panel = new Path2D.Double();
            panel.moveTo(0, -0.82);
            panel.quadTo(left * 0.95, -0.7, left, 0.1);
            panel.quadTo((left + right) / 2, -0.12, right, 0.1);
            panel.quadTo(right * 0.95, -0.7, 0, -0.82);
            b.fill(Tint.dark(i % 2 == 0 ? one : other, 0.08 * i), panel);
            b.stroke(Tint.dark(one, 0.5), 0.035, panel);
        }
        b.glaze(Tint.WHITE, 0.35, Shapes.blob(-0.5, -0.5, -0.2, -0.7, -0.3, -0.45, -0.6, -0.2));
    }

    static void balloon(Brush b) {
        int one = b.tintOf(0xD83830, 0x3060C0, 0xE8A020, 0x8040A0);
        int other = b.tintOf(0xF8E8B0, 0xF0F0F0, 0xF0C030);
        b.stroke(0x503820, 0.035, Shapes.line(-0.3, 0.35, -0.14, 0.75));
        b.stroke(0x503820, 0.035, Shapes.line(0.3, 0.35, 0.14, 0.75));
        int gores = 3 + 2 * b.count(1, 2);
        for (int i = 0; i <= gores / 2; i++) {
            double wide = 0.74 * (1 - (i == 0 ? 0 : Math.pow(2.0 * i / (gores + 1), 1.4)));
            Path2D gore = new Path2D.Double();
            gore.moveTo(0, -1);
            gore.curveTo(wide * 1.4, -1, wide * 1.4, -0.1, wide * 0.3, 0.5);
            gore.lineTo(-wide * 0.3, 0.5);
            gore.curveTo(-wide * 1.4, -0.1, -wide * 1.4, -1, 0, -1);
            b.fill(i % 2 == 0 ? one : other, gore);
            b.stroke(Tint.dark(one, 0.4), 0.025, gore);
        }
        if (b.chance(0.4)) {
            b.stroke(b.tint(0xF8D040), 0.12, Shapes.curve(-0.68, -0.35, 0, -0.22, 0.68, -0.35));
        }
        b.glaze(Tint.WHITE, 0.35, Shapes.oval(-0.32, -0.6, 0.12, 0.24));
        b.glaze(Tint.BLACK, 0.2, Shapes.blob(0.4, -0.75, 0.68, -0.4, 0.45, 0.1, 0.2, 0.48, 0.45, -0.2));
        int basket = b.tint(0xA87038);
        b.box(basket, -0.17, 0.72, 0.34, 0.26);
        b.stroke(Tint.dark(basket, 0.45), 0.03, Shapes.line(-0.17, 0.8, 0.17, 0.8));
        b.stroke(Tint.dark(basket, 0.45), 0.03, Shapes.line(-0.17, 0.89, 0.17, 0.89));
    }

    static void candle(Brush b) {
        int wax = b.tintOf(0xF4ECD8, 0xC83838, 0x4868A8, 0xE8C070);
        double half = b.between(0.2, 0.32);
        double top = b.between(-0.1, 0.15);
        int glow = b.tint(0xF8A020);
        for (int i = 0; i < 4; i++) {
            b.glaze(glow, 0.13, Shapes.oval(0, top - 0.5, 0.75 - 0.15 * i, 0.75 - 0.15 * i));
        }
        b.box(wax, -half, top, 2 * half, 1 - top);
        b.glaze(Tint.BLACK, 0.3, Shapes.polygon(half * 0.4, top, half, top, half, 1, half * 0.4, 1));
        b.glaze(Tint.WHITE, 0.4, Shapes.polygon(-half * 0.7, top, -half * 0.4, top, -half * 0.4, 1, -half * 0.7, 1));
        Path2D drips = new Path2D.Double();
        for (int i = 0; i < 4; i++) {
            double x = half * (-0.9 + 0.6 * i);
            Shapes.addLine(drips, x, top + 0.04, x, top + b.between(0.12, 0.5));
        }
        b.stroke(Tint.light(wax, 0.35), 0.13, drips);
        b.oval(Tint.light(wax, 0.5), 0, top, half, 0.09);
        b.stroke(0x201810, 0.05, Shapes.line(0, top, 0, top - 0.17));
        double lean = b.between(-0.1, 0.1);
        flame(b, b.tint(0xF07818), 0.24, top - 0.06, 0.95, lean);
        flame(b, b.tint(0xF8C030), 0.17, top - 0.09, 0.68, lean * 0.8);
        flame(b, 0xFFFBE0, 0.09, top - 0.12, 0.42, lean * 0.5);
        b.oval(Tint.dark(wax, 0.5), 0, 1, half + 0.2, 0.09);
    }

    private static void flame(Brush b, int colour, double wide, double bottom, double height, double lean) {
        b.fill(
                colour,
                Shapes.blob(
                        0,
                        bottom,
                        wide,
                        bottom - height * 0.3,
                        wide * 0.4 + lean,
                        bottom - height * 0.7,
                        lean,
                        bottom - height,
                        -wide * 0.4 + lean,
                        bottom - height * 0.7,
                        -wide,
                        bottom - height * 0.3));
    }
}
