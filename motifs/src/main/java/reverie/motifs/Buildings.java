package reverie.motifs;

import java.awt.geom.Path2D;

/** Single buildings. */
final class Buildings {

    private Buildings() {}

    static void dome(Brush b) {
        int shell = b.tintOf(0xD8A838, 0x5A9888, 0xC8C8D0, 0x4878B0);
        int wall = b.tint(0xE0D4BC);
        double swell = b.between(0.75, 1.02); // above the drum, as an onion's
        Path2D outline = new Path2D.Double();
        outline.moveTo(-0.72, 0.35);
        outline.curveTo(-swell - 0.1, -0.3, -0.5, -0.6, 0, -0.78);
        outline.curveTo(0.5, -0.6, swell + 0.1, -0.3, 0.72, 0.35);
        outline.closePath();
        b.fill(shell, outline);
        b.glaze(Tint.BLACK, 0.3, Shapes.blob(0.3, -0.5, 0.72, -0.1, 0.7, 0.34, 0.35, 0.34));
        b.glaze(Tint.WHITE, 0.35, Shapes.oval(-0.38, -0.15, 0.12, 0.3));
        Path2D ribs = new Path2D.Double();
        for (int i = -2; i <= 2; i++) {
            ribs.moveTo(i * 0.04, -0.76);
            ribs.quadTo(i * 0.42, -0.35, i * 0.3, 0.35);
        }
        b.stroke(Tint.dark(shell, 0.4), 0.045, ribs);
        b.box(wall, -0.08, -0.95, 0.16, 0.2);
        b.stroke(Tint.dark(shell, 0.2), 0.06, Shapes.line(0, -0.95, 0, -1.12));
        b.disc(shell, 0, -0.96, 0.1);
        b.box(wall, -0.8, 0.35, 1.6, 0.65);
        b.box(Tint.light(wall, 0.4), -0.86, 0.3, 1.72, 0.1);
        Path2D openings = new Path2D.Double();
        Path2D columns = new Path2D.Double();
        for (int i = 0; i < 5; i++) {
            double x = -0.64 + 0.32 * i;
            openings.append(Shapes.oval(x, 0.6, 0.09, 0.1), false);
            Shapes.addBox(openings, x - 0.09, 0.6, 0.18, 0.4);
            Shapes.addLine(columns, x - 0.16, 0.42, x - 0.16, 1);
        }
        b.fill(Tint.dark(wall, 0.7), openings);
        b.stroke(Tint.light(wall, 0.6), 0.05, columns);
    }

    static void tower(Brush b) {
        int wall = b.tintOf(0xA8A098, 0xC8A880, 0x887878, 0xB07060);
        double half = b.between(0.36, 0.48);
        boolean roofed = b.chance(0.4);
        b.box(wall, -half, -0.5, 2 * half, 1.5);
        b.glaze(Tint.BLACK, 0.28, Shapes.polygon(half * 0.4, -0.5, half, -0.5, half, 1, half * 0.4, 1));
        b.glaze(Tint.WHITE, 0.2, Shapes.polygon(-half, -0.5, -half * 0.6, -0.5, -half * 0.6, 1, -half, 1));
        Path2D joints = new Path2D.Double();
        for (int row = 0; row < 7; row++) {
            double y = -0.35 + 0.2 * row;
            Shapes.addLine(joints, -half, y, half, y);
            for (int i = 0; i < 3; i++) {
                double x = -half + half * (0.4 + 0.6 * i + 0.3 * (row % 2));
                Shapes.addLine(joints, Math.min(x, half), y, Math.min(x, half), y + 0.2);
            }
        }
        b.stroke(Tint.dark(wall, 0.35), 0.03, joints);
        if (roofed) {
            int roof = b.tintOf(0xB04030, 0x405890, 0x508060);
            b.fill(roof, Shapes.polygon(-half - 0.16, -0.45, 0, -1.1, half + 0.16, -0.45));
            b.fill(Tint.dark(roof, 0.35), Shapes.polygon(0.08, -0.45, 0, -1.1, half + 0.16, -0.45));
        } else {
            Path2D crown = new Path2D.Double();
            Shapes.addBox(crown, -half - 0.12, -0.62, 2 * half + 0.24, 0.2);
            double tooth = (2 * half + 0.24) / 7;
            for (int i = 0; i < 4; i++) {
                Shapes.addBox(crown, -half - 0.12 + 2 * i * tooth, -0.8, tooth, 0.2);
            }
            b.fill(Tint.light(wall, 0.15), crown);
            b.stroke(Tint.dark(wall, 0.5), 0.045, Shapes.line(-half - 0.1, -0.42, half + 0.1, -0.42));
            if (b.chance(0.5)) {
                b.stroke(0x403020, 0.04, Shapes.line(0, -0.62, 0, -1.15));
                b.fill(b.tint(0xD03030), Shapes.polygon(0, -1.15, 0.4, -1.04, 0, -0.92));
            }
        }
        Path2D slits = new Path2D.Double();
        for (int i = 0; i < 3; i++) {
            double x = (i % 2 == 0 ? -0.12 : 0.1) - 0.05;
            Shapes.addBox(slits, x, -0.25 + 0.34 * i, 0.11, 0.22);
        }
        slits.append(Shapes.oval(0, 0.78, 0.15, 0.15), false);
        Shapes.addBox(slits, -0.15, 0.78, 0.3, 0.22);
        b.fill(Tint.dark(wall, 0.8), slits);
    }

    static void pagoda(Brush b) {
        int roof = b.tintOf(0x385048, 0x802820, 0x404860);
        int wall = b.tintOf(0xC84030, 0xE8D8B8, 0xA07048);
        int tiers = b.count(3, 5);
        double height = 1.75 / tiers;
        b.stroke(0xC8A040, 0.06, Shapes.line(0, -0.7, 0, -1.15));
        b.beads(0xE8C860, 0.11, 0.11, Shapes.line(0, -0.8, 0, -1.1));
        for (int i = tiers - 1; i >= 0; i--) {
            double top = -0.82 + height * i;
            double half = 0.42 + 0.5 * i / tiers;
            double room = half * 0.62;
            b.box(wall, -room, top + height * 0.4, 2 * room, height * 0.65);
            Path2D posts = new Path2D.Double();
            for (int post = 0; post < 4; post++) {
                double x = room * (-0.8 + 0.533 * post);
                Shapes.addLine(posts, x, top + height * 0.5, x, top + height);
            }
            b.stroke(Tint.dark(wall, 0.6), 0.05, posts);
            Path2D eaves = new Path2D.Double();
            double low = top + height * 0.5;
            eaves.moveTo(-half - 0.1, low - 0.14);
            eaves.quadTo(-half * 0.5, low - 0.02, -room * 0.5, top);
            eaves.lineTo(room * 0.5, top);
            eaves.quadTo(half * 0.5, low - 0.02, half + 0.1, low - 0.14);
            eaves.quadTo(half * 0.7, low + 0.06, 0, low + 0.04);
            eaves.quadTo(-half * 0.7, low + 0.06, -half - 0.1, low - 0.14);
            b.fill(roof, eaves);
            b.stroke(Tint.light(roof, 0.4), 0.04, eaves);
        }
    }

    static void windmill(Brush b) {
        int wall = b.tintOf(0xE8E0D0, 0xA86848, 0x98A0A8);
        b.fill(wall, Shapes.polygon(-0.26, -0.25, 0.26, -0.25, 0.46, 1, -0.46, 1));
        b.glaze(Tint.BLACK, 0.25, Shapes.polygon(0.1, -0.25, 0.26, -0.25, 0.46, 1, 0.16, 1));
        b.fill(b.tintOf(0x804030, 0x405060), Shapes.polygon(-0.32, -0.2, -0.18, -0.52, 0.18, -0.52, 0.32, -0.2));
        b.box(Tint.dark(wall, 0.7), -0.1, 0.68, 0.2, 0.32);
        b.box(Tint.dark(wall, 0.7), -0.07, 0.2, 0.14, 0.16);
        int sail = b.tintOf(0xF0E8D8, 0xC8A878, 0xD05040);
        int wood = b.tint(0x503820);
        b.at(
                0,
                -0.25,
                1,
                b.between(0.2, 1.3),
                mill -> mill.around(4, 0, arm -> {
                    Path2D cloth = new Path2D.Double();
                    Shapes.addBox(cloth, 0.02, -0.95, 0.22, 0.72);
                    arm.fill(sail, cloth);
                    Path2D lattice = Shapes.line(0, 0, 0, -0.97);
                    Shapes.addLine(lattice, 0.13, -0.25, 0.13, -0.95);
                    for (int i = 0; i < 5; i++) {
                        Shapes.addLine(lattice, 0, -0.25 - 0.17 * i, 0.24, -0.25 - 0.17 * i);
                    }
                    arm.stroke(wood, 0.04, lattice);
                }));
        b.disc(wood, 0, -0.25, 0.1);
    }

    static void bridge(Brush b) {
        int steel = b.tintOf(0xC04030, 0x607080, 0x8A8A80);
        int water = b.tint(0x4880A8);
        double deck = b.between(0.2, 0.35);
        double top = b.between(-0.85, -0.6);
        b.box(water, -1.5, 0.72, 3, 0.5);
        b.stroke(Tint.light(water, 0.5), 0.04, Shapes.curve(-1.2, 0.85, -0.6, 0.8, 0, 0.86, 0.6, 0.8, 1.2, 0.85));
        Path2D cable = new Path2D.Double();
        cable.moveTo(-1.5, deck);
        cable.quadTo(-0.8, deck - 0.15, -0.6, top);
        cable.quadTo(0, 2 * deck - top - 0.12, 0.6, top);
        cable.quadTo(0.8, deck - 0.15, 1.5, deck);
        Path2D hangers = new Path2D.Double();
        for (int i = -9; i <= 9; i++) {
            double x = i * 0.15;
            double t = (x + 0.6) / 1.2;
            double sag = (1 - 2 * t) * (1 - 2 * t);
            double y = Math.abs(x) < 0.6
                    ? deck - 0.06 + sag * (top - deck)
                    : deck - Math.max(0, 1 - (Math.abs(x) - 0.6) / 0.7) * 0.55 * (deck - top);
            Shapes.addLine(hangers, x, y, x, deck);
        }
        b.stroke(Tint.light(steel, 0.2), 0.025, hangers);
        b.stroke(steel, 0.06, cable);
        b.mirrored(x -> {
            x.box(Tint.dark(steel, 0.25), 0.5, top - 0.08, 0.07, 0.95 - top);
            x.box(steel, 0.64, top - 0.08, 0.07, 0.95 - top);
            x.box(steel, 0.5, top + 0.1, 0.21, 0.07);
            x.box(steel, 0.5, top + 0.4, 0.21, 0.07);
            x.box(Tint.dark(steel, 0.5), 0.42, 0.68, 0.36, 0.2);
        });
        b.box(Tint.dark(steel, 0.4), -1.5, deck, 3, 0.13);
        b.box(Tint.light(steel, 0.35), -1.5, deck, 3, 0.05);
    }

    static void stairs(Brush b) {
        int stone = b.tintOf(0xC8C0B0, 0xB08860, 0x9098A8);
        int steps = b.count(5, 7);
        double depth = b.between(0.5, 0.8);
        double run = 1.5 / steps;
        double rise = 1.7 / steps;
        Path2D treads = new Path2D.Double();
        Path2D risers = new Path2D.Double();
        Path2D side = new Path2D.Double();
        side.moveTo(-0.5, 1);
        for (int i = 0; i < steps; i++) {
            double x = -0.5 + run * i;
            double y = 1 - rise * (i + 1);
            side.lineTo(x, y);
            side.lineTo(x + run, y);
            parallelogram(treads, x, y, run, 0, depth);
            parallelogram(risers, x, y, 0, rise, depth);
        }
        side.lineTo(1, 1);
        side.closePath();
        b.fill(Tint.dark(stone, 0.5), risers);
        b.fill(Tint.light(stone, 0.55), treads);
        b.fill(Tint.dark(stone, 0.15), side);
        b.stroke(Tint.dark(stone, 0.7), 0.03, treads);
        b.stroke(Tint.dark(stone, 0.7), 0.03, side);
        if (b.chance(0.4)) {
            b.stroke(b.tint(0x803020), 0.08, Shapes.line(-0.5, 0.45, 0.95, -1.15));
        }
    }

    /** Runs from a line's two ends to the back, which lies up and to the left. */
    private static void parallelogram(Path2D path, double x, double y, double width, double height, double depth) {
        path.moveTo(x, y);
        path.lineTo(x + width, y + height);
        path.lineTo(x + width - depth, y + height - 0.35 * depth);
        path.lineTo(x - depth, y - 0.35 * depth);
        path.closePath();
    }
}
