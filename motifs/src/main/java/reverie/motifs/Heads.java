package reverie.motifs;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;

/** What looks at you. */
final class Heads {

    private Heads() {}

    static void eye(Brush b) {
        double open = b.between(0.55, 0.85);
        int skin = b.tintOf(0xE0B090, 0xA06A48, 0x6E8A50, 0x8A5A9A);
        if (b.chance(0.6)) {
            b.fill(skin, Shapes.lens(1.15, open * 1.05, open * 0.95));
            b.stroke(Tint.dark(skin, 0.35), 0.05, Shapes.curve(-1, -0.25, 0, -open * 0.98, 1, -0.25));
        }
        b.fill(0xF4F0EA, Shapes.lens(1, open * 0.75, open * 0.75));
        double radius = open * b.between(0.62, 0.72);
        int iris = b.tintOf(0x3A78B8, 0x4A8A3A, 0x8A5A20, 0xC8A020);
        double look = b.between(-0.2, 0.2);
        b.disc(Tint.dark(iris, 0.6), look, 0, radius);
        b.disc(iris, look, 0, radius * 0.86);
        b.at(look, 0, radius, 0, Heads::fibres);
        if (b.chance(0.2)) {
            b.oval(0x08080C, look, 0, radius * 0.18, radius * 0.66);
        } else {
            b.disc(0x08080C, look, 0, radius * b.between(0.36, 0.5));
        }
        b.disc(Tint.WHITE, look - 0.3 * radius, -0.34 * radius, 0.2 * radius);
        b.disc(0xD0D8E8, look + 0.3 * radius, 0.34 * radius, 0.09 * radius);
        lids(b, open);
    }

    private static void fibres(Brush b) {
        int light = b.tint(0xD8E8C0);
        b.stroke(light, 0.035, Shapes.spokes(b.count(14, 22), 0.45, 0.78, b.between(0, 1)));
    }

    private static void lids(Brush b, double open) {
        int line = b.tint(0x2A1A18);
        Path2D upper = new Path2D.Double();
        upper.moveTo(-1, 0);
        upper.quadTo(0, -1.5 * open, 1, 0);
        b.stroke(line, b.between(0.08, 0.16), upper);
        Path2D lower = new Path2D.Double();
        lower.moveTo(-1, 0);
        lower.quadTo(0, 1.5 * open, 1, 0);
        b.stroke(line, 0.05, lower);
        if (b.chance(0.6)) {
            Path2D lashes = new Path2D.Double();
            for (int i = -4; i <= 4; i++) {
                double x = i / 4.6;
                double y = -0.75 * open * (1 - x * x);
                Shapes.addLine(lashes, x, y, x * 1.25, y - 0.22);
            }
            b.stroke(line, 0.045, lashes);
        }
    }

    static void face(Brush b) {
        int skin = b.tintOf(0xEAC0A0, 0xC08A60, 0x8A5A3C, 0xF0D0B8);
        int hair = b.tintOf(0x2A1C14, 0x6A3A1A, 0xC8A050, 0x8A2A1A, 0xB0B0B0);
        double width = b.between(0.58, 0.7);
        boolean longHair = b.chance(0.5);
        b.oval(hair, 0, -0.2, width + 0.18, 0.8);
        if (longHair) {
            b.fill(
                    hair,
                    Shapes.blob(-width - 0.15, -0.3, -width - 0.2, 0.8, 0, 0.6, width + 0.2, 0.8, width + 0.15, -0.3));
        }
        b.mirrored(x -> x.oval(Tint.dark(skin, 0.15), width, 0.05, 0.12, 0.2));
        b.fill(skin, Shapes.blob(-width, -0.1, -width * 0.8, 0.55, 0, 0.98, width * 0.8, 0.55, width, -0.1, 0, -0.85));
        b.fill(
                hair,
                Shapes.blob(-width, -0.25, -width * 0.7, -0.8, 0, -1, width * 0.7, -0.8, width, -0.25, 0.1, -0.55));
        int iris = b.tintOf(0x3A78B8, 0x4A8A3A, 0x6A4020);
        int lips = b.tint(0xC04848);
        b.mirrored(x -> faceSide(x, skin, hair, iris, width));
        b.stroke(Tint.dark(skin, 0.35), 0.05, Shapes.curve(0.04, -0.1, 0.1, 0.3, -0.06, 0.32));
        double smile = b.between(-0.02, 0.1);
        if (b.chance(0.4)) {
            b.at(0, 0.58, 1, 0, m -> m.fill(0x601818, Shapes.lens(0.28, 0.06, 0.14)));
        }
        b.stroke(lips, 0.09, Shapes.curve(-0.26, 0.58 - smile, 0, 0.6 + smile, 0.26, 0.58 - smile));
    }

    private static void faceSide(Brush b, int skin, int hair, int iris, double width) {
        double x = width * 0.47;
        b.glaze(0xE05050, 0.2, Shapes.oval(width * 0.6, 0.34, 0.17, 0.13));
        b.oval(Tint.dark(skin, 0.3), x, 0, 0.2, 0.14);
        b.oval(Tint.WHITE, x, 0.01, 0.18, 0.11);
        b.eye(iris, x, 0.01, 0.1);
        b.stroke(Tint.dark(hair, 0.3), 0.07, Shapes.curve(x - 0.2, -0.17, x, -0.25, x + 0.2, -0.16));
    }

    static void cat(Brush b) {
        int fur = b.tintOf(0xC88A48, 0x8A8A90, 0x4A4038, 0xE8D8C0, 0xB06020);
        int stripe = Tint.dark(fur, 0.45);
        int eyes = b.tintOf(0xB8D040, 0xE8C030, 0x60B8D0);
        double wide = b.between(0.78, 0.92);
        b.mirrored(x -> {
            x.fill(fur, Shapes.polygon(0.12, -0.5, wide * 0.82, -1, wide * 0.96, -0.1));
            x.fill(0xE09A98, Shapes.polygon(0.38, -0.55, wide * 0.76, -0.8, wide * 0.82, -0.3));
        });
        b.fill(
                fur,
                Shapes.blob(
                        -wide,
                        0.12,
                        -wide * 0.62,
                        0.68,
                        0,
                        0.85,
                        wide * 0.62,
                        0.68,
                        wide,
                        0.12,
                        wide * 0.6,
                        -0.5,
                        0,
                        -0.6,
                        -wide * 0.6,
                        -0.5));
        Path2D marks = Shapes.line(0, -0.55, 0, -0.25);
        Shapes.addLine(marks, -0.2, -0.55, -0.14, -0.28);
        Shapes.addLine(marks, 0.2, -0.55, 0.14, -0.28);
        for (int side = -1; side <= 1; side += 2) {
            Shapes.addLine(marks, side * wide, 0.15, side * 0.6, 0.22);
            Shapes.addLine(marks, side * wide * 0.9, 0.38, side * 0.6, 0.38);
        }
        b.stroke(stripe, 0.08, marks);
        b.mirrored(x -> {
            x.oval(Tint.light(fur, 0.6), 0.17, 0.42, 0.24, 0.2);
            x.at(0.4, -0.05, 1, -0.25, e -> catEye(e, eyes));
        });
        b.fill(b.tint(0xD07078), Shapes.polygon(-0.12, 0.2, 0.12, 0.2, 0, 0.34));
        b.mirrored(x -> x.stroke(Tint.dark(stripe, 0.4), 0.04, Shapes.curve(0, 0.34, 0.02, 0.48, 0.2, 0.52)));
        Path2D whiskers = new Path2D.Double();
        for (int i = -1; i <= 1; i++) {
            Shapes.addLine(whiskers, 0.25, 0.4 + 0.06 * i, 1.05, 0.36 + 0.18 * i);
            Shapes.addLine(whiskers, -0.25, 0.4 + 0.06 * i, -1.05, 0.36 + 0.18 * i);
        }
        b.stroke(Tint.luminance(fur) > 128 ? 0x303030 : 0xF0F0F0, 0.03, whiskers);
    }

    private static void catEye(Brush b, int colour) {
        b.fill(0x101010, Shapes.lens(0.29, 0.2, 0.2));
        b.fill(colour, Shapes.lens(0.25, 0.17, 0.17));
        b.oval(0x080808, 0, 0, 0.06, 0.16);
        b.disc(Tint.WHITE, -0.08, -0.07, 0.05);
    }

    static void dog(Brush b) {
        int fur = b.tintOf(0xB07840, 0xE0C8A0, 0x705040, 0xD8D8D8, 0x484850);
        int ears = b.chance(0.7) ? Tint.dark(fur, 0.45) : Tint.light(fur, 0.4);
        int muzzle = Tint.light(fur, 0.5);
        b.fill(
                fur,
                Shapes.blob(-0.6, -0.4, -0.55, 0.2, -0.42, 0.75, 0, 0.92, 0.42, 0.75, 0.55, 0.2, 0.6, -0.4, 0, -0.85));
        if (b.chance(0.5)) {
            b.oval(ears, 0.3, -0.22, 0.27, 0.33);
        }
        if (b.chance(0.5)) {
            b.fill(muzzle, Shapes.blob(-0.12, 0.3, -0.07, -0.4, 0, -0.8, 0.07, -0.4, 0.12, 0.3));
        }
        double droop = b.between(0.35, 0.7);
        b.mirrored(x -> {
            x.fill(ears, Shapes.blob(0.42, -0.72, 0.8, -0.6, 1, droop - 0.2, 0.82, droop, 0.62, 0));
            x.stroke(Tint.dark(ears, 0.35), 0.04, Shapes.curve(0.6, -0.5, 0.8, -0.1, 0.84, droop - 0.15));
        });
        if (b.chance(0.6)) {
            b.fill(0xD85868, Shapes.blob(-0.15, 0.68, -0.14, 0.95, 0, 1.08, 0.14, 0.95, 0.15, 0.68));
            b.stroke(0xA03848, 0.03, Shapes.line(0, 0.7, 0, 0.95));
        }
        b.mirrored(x -> x.oval(muzzle, 0.18, 0.52, 0.28, 0.27));
        b.oval(0x18141A, 0, 0.28, 0.22, 0.16);
        b.oval(0x888890, -0.06, 0.22, 0.07, 0.035);
        b.stroke(0x30201C, 0.045, Shapes.line(0, 0.4, 0, 0.6));
        b.mirrored(x -> {
            x.stroke(0x30201C, 0.045, Shapes.curve(0, 0.6, 0.15, 0.72, 0.34, 0.62));
            x.beads(Tint.dark(muzzle, 0.5), 0.045, 0.12, Shapes.line(0.12, 0.5, 0.4, 0.5));
            x.eye(0x6A4420, 0.3, -0.15, 0.15);
        });
    }

    static void owl(Brush b) {
        int feathers = b.tintOf(0x8A6038, 0x6A6058, 0xA88858, 0xD8D0C8);
        int breast = Tint.light(feathers, 0.45);
        b.fill(
                feathers,
                Shapes.blob(-0.68, -0.35, -0.75, 0.45, -0.4, 0.95, 0.4, 0.95, 0.75, 0.45, 0.68, -0.35, 0, -0.72));
        b.mirrored(x -> x.fill(feathers, Shapes.polygon(0.1, -0.62, 0.72, -1, 0.68, -0.3)));
        b.oval(breast, 0, 0.45, 0.45, 0.5);
        for (int row = 0; row < 4; row++) {
            b.stroke(
                    Tint.dark(feathers, 0.3),
                    0.05,
                    scallops(0.1 + 0.2 * row, 0.42 - 0.05 * Math.abs(row - 1), row % 2));
        }
        b.mirrored(x -> {
            x.fill(Tint.dark(feathers, 0.35), Shapes.blob(0.62, -0.1, 0.86, 0.35, 0.6, 0.95, 0.46, 0.4));
            x.disc(Tint.light(feathers, 0.7), 0.33, -0.3, 0.34);
            x.stroke(
                    Tint.dark(feathers, 0.2),
                    0.03,
                    Shapes.spokes(14, 0.24, 0.33, 0)
                            .createTransformedShape(AffineTransform.getTranslateInstance(0.33, -0.3)));
        });
        int iris = b.tintOf(0xF0B820, 0xE87818, 0xE8E040);
        b.mirrored(x -> x.eye(iris, 0.33, -0.3, 0.22));
        b.fill(0xE8A840, Shapes.polygon(-0.1, -0.22, 0.1, -0.22, 0, 0.06));
        b.stroke(0xD89030, 0.07, Shapes.line(-0.3, 0.97, -0.12, 0.97));
        b.stroke(0xD89030, 0.07, Shapes.line(0.3, 0.97, 0.12, 0.97));
    }

    private static Path2D scallops(double y, double reach, int shift) {
        Path2D path = new Path2D.Double();
        int count = 4 + shift;
        double step = 2 * reach / count;
        path.moveTo(-reach, y);
        for (int i = 0; i < count; i++) {
            path.quadTo(-reach + (i + 0.5) * step, y + 0.2, -reach + (i + 1) * step, y);
        }
        return path;
    }
}
