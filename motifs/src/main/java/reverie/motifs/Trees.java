package reverie.motifs;

import java.awt.geom.Path2D;

/** Trees, and the mountains behind them. */
final class Trees {

    private Trees() {}

    static void tree(Brush b) {
        int bark = b.tintOf(0x6A4828, 0x584840, 0x8A7050);
        int crown = b.tintOf(0x3A7A30, 0x78A038, 0xC88028, 0xD890A8, 0xA84028);
        b.fill(bark, Shapes.polygon(-0.1, 0, -0.13, 0.7, -0.3, 1, 0.3, 1, 0.13, 0.7, 0.1, 0));
        Path2D boughs = Shapes.line(0, 0.45, -0.42, -0.1);
        Shapes.addLine(boughs, 0, 0.4, 0.42, -0.1);
        Shapes.addLine(boughs, 0, 0.4, 0, -0.4);
        b.stroke(bark, 0.11, boughs);
        b.stroke(Tint.dark(bark, 0.4), 0.03, Shapes.line(-0.04, 0.3, -0.06, 0.95));
        b.stroke(Tint.light(bark, 0.3), 0.03, Shapes.line(0.05, 0.35, 0.07, 0.9));
        for (int layer = 0; layer < 3; layer++) {
            Path2D leaves = new Path2D.Double();
            double lift = 0.09 * layer;
            for (int i = 0; i < 9 - layer; i++) {
                double angle = b.between(0, 2 * Math.PI);
                double radius = 0.5 * Math.sqrt(b.between(0, 1));
                double x = 1.2 * radius * Math.cos(angle) - lift;
                double y = -0.38 + radius * Math.sin(angle) * 0.8 - lift;
                double size = b.between(0.2, 0.34) - 0.07 * layer;
                leaves.append(Shapes.oval(x, y, size, size * 0.85), false);
            }
            b.fill(Tint.mix(Tint.dark(crown, 0.45), Tint.light(crown, 0.3), layer / 2.0), leaves);
        }
        Path2D sprinkle = new Path2D.Double();
        for (int i = 0; i < 26; i++) {
            double angle = b.between(0, 2 * Math.PI);
            double radius = 0.66 * Math.sqrt(b.between(0, 1));
            Shapes.addBox(
                    sprinkle, 1.1 * radius * Math.cos(angle), -0.42 + 0.75 * radius * Math.sin(angle), 0.06, 0.05);
        }
        b.fill(Tint.light(crown, 0.5), sprinkle);
    }

    static void fir(Brush b) {
        int green = b.tintOf(0x2A5A40, 0x3A6A30, 0x507888);
        boolean snow = b.chance(0.4);
        b.box(b.tint(0x5A3C22), -0.09, 0.7, 0.18, 0.3);
        int tiers = b.count(4, 5);
        for (int i = tiers - 1; i >= 0; i--) {
            double top = -1 + 1.45 * i / tiers;
            double bottom = top + 0.55;
            double half = 0.3 + 0.62 * i / tiers;
            b.fill(
                    Tint.dark(green, 0.35),
                    Shapes.polygon(
                            0,
                            top,
                            half,
                            bottom,
                            half * 0.6,
                            bottom - 0.06,
                            half * 0.3,
                            bottom + 0.07,
                            0,
                            bottom - 0.05,
                            -half * 0.3,
                            bottom + 0.07,
                            -half * 0.6,
                            bottom - 0.06,
                            -half,
                            bottom));
            b.fill(
                    green,
                    Shapes.polygon(
                            0,
                            top,
                            -half,
                            bottom,
                            -half * 0.6,
                            bottom - 0.06,
                            -half * 0.3,
                            bottom + 0.07,
                            0,
                            bottom - 0.1));
            int light = snow ? 0xF0F4FA : Tint.light(green, 0.35);
            b.stroke(light, 0.05, Shapes.line(0, top + 0.04, -half * 0.5, top + 0.32, -half * 0.85, bottom - 0.04));
            b.stroke(light, 0.04, Shapes.line(0, top + 0.06, half * 0.45, top + 0.36));
        }
        if (b.chance(0.25)) {
            b.beads(b.tint(0xE84830), 0.09, 0.3, Shapes.curve(-0.2, -0.4, 0.3, -0.1, -0.3, 0.1, 0.5, 0.4, -0.4, 0.5));
        }
    }

    static void mountain(Brush b) {
        int rock = b.tintOf(0x6A7080, 0x7A6050, 0x506878);
        for (int i = 0; i < 3; i++) {
            double x = new double[] {-0.62, 0.66, b.between(-0.15, 0.15)}[i];
            double half = i == 2 ? 0.95 : 0.7;
            double top = i == 2 ? -0.85 : b.between(-0.55, -0.2);
            peak(b, Tint.light(rock, i == 2 ? 0 : 0.25), x, top, half);
        }
        int meadow = b.tint(0x4A7A40);
        b.fill(meadow, Shapes.blob(-1.4, 0.8, -0.6, 0.68, 0, 0.78, 0.7, 0.66, 1.4, 0.8, 1.3, 1.2, -1.3, 1.2));
    }

    private static void peak(Brush b, int rock, double x, double top, double half) {
        double snow = b.between(0.3, 0.45);
        double ridge = x + b.between(-0.15, 0.15);
        b.fill(rock, Shapes.polygon(x, top, x - half * 0.45, top * 0.2 + 0.1, x - half, 0.85, ridge, 0.85));
        b.fill(
                Tint.dark(rock, 0.45),
                Shapes.polygon(
                        x,
                        top,
                        x + half * 0.5,
                        top * 0.15 + 0.1,
                        x + half,
                        0.85,
                        ridge,
                        0.85,
                        ridge + 0.1,
                        0.3,
                        x - 0.02,
                        -0.1));
        b.fill(
                0xF4F8FC,
                Shapes.polygon(
                        x,
                        top,
                        x - half * snow,
                        top + snow * 0.95,
                        x - half * snow * 0.5,
                        top + snow * 0.8,
                        x - half * snow * 0.2,
                        top + snow * 1.3,
                        x + 0.02,
                        top + snow * 0.7));
        b.fill(
                0xB8C8E0,
                Shapes.polygon(
                        x,
                        top,
                        x + half * snow,
                        top + snow * 0.95,
                        x + half * snow * 0.5,
                        top + snow * 0.75,
                        x + half * snow * 0.25,
                        top + snow * 1.2,
                        x + 0.02,
                        top + snow * 0.7));
        b.stroke(
                Tint.dark(rock, 0.25),
                0.03,
                Shapes.line(x - half * 0.5, 0.4, x - half * 0.3, 0.1, x - half * 0.2, 0.5));
    }
}
