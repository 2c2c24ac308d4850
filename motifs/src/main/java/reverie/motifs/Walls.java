package reverie.motifs;

import java.awt.geom.Path2D;

/** Fronts of buildings, which go on beyond the picture. */
final class Walls {

    private Walls() {}

    static void windows(Brush b) {
        int wall = b.tintOf(0xC88868, 0xE8D8A8, 0x8898A8, 0xB0B8A0, 0x706060);
        int frame = b.chance(0.7) ? Tint.light(wall, 0.75) : Tint.dark(wall, 0.6);
        int glass = b.tint(0x28384C);
        int lamp = b.tint(0xF8D878);
        double width = b.between(0.55, 0.85);
        double height = b.between(0.7, 1.05);
        double shiftX = b.between(0, width);
        double shiftY = b.between(0, height);
        Path2D frames = new Path2D.Double();
        Path2D dark = new Path2D.Double();
        Path2D lit = new Path2D.Double();
        Path2D shine = new Path2D.Double();
        Path2D bars = new Path2D.Double();
        Path2D sills = new Path2D.Double();
        for (double y = shiftY - Brush.REACH - height; y < Brush.REACH; y += height) {
            for (double x = shiftX - Brush.REACH - width; x < Brush.REACH; x += width) {
                double w = width * 0.56;
                double h = height * 0.6;
                Shapes.addBox(frames, x - 0.05, y - 0.05, w + 0.1, h + 0.1);
                boolean light = b.chance(0.2);
                Shapes.addBox(light ? lit : dark, x, y, w, h);
                shine.append(Shapes.polygon(x, y + h * 0.5, x, y, x + w * 0.6, y), false);
                Shapes.addLine(bars, x + w / 2, y, x + w / 2, y + h);
                Shapes.addLine(bars, x, y + h * 0.42, x + w, y + h * 0.42);
                Shapes.addBox(sills, x - 0.09, y + h + 0.04, w + 0.18, 0.08);
            }
        }
        b.box(wall, -3, -3, 6, 6);
        b.fill(frame, frames);
        b.fill(glass, dark);
        b.fill(lamp, lit);
        b.glaze(0xC8E0F8, 0.35, shine);
        b.band(frame, 0.05, bars);
        b.fill(Tint.dark(wall, 0.5), sills);
    }

    static void arches(Brush b) {
        int wall = b.tintOf(0xD8B888, 0xB8A8A0, 0xC89070, 0xE8E0D0);
        double width = b.between(0.7, 1.1);
        double tier = b.between(1.15, 1.6);
        double x0 = b.between(0, width) - Brush.REACH - width;
        Path2D openings = new Path2D.Double();
        Path2D rims = new Path2D.Double();
        Path2D stones = new Path2D.Double();
        Path2D columns = new Path2D.Double();
        Path2D ledges = new Path2D.Double();
        for (double y = b.between(0, tier) - Brush.REACH - tier; y < Brush.REACH; y += tier) {
            double base = y + tier * 0.9;
            Shapes.addBox(ledges, -3, base, 6, tier * 0.1);
            for (double x = x0; x < Brush.REACH + width; x += width) {
                double r = width * 0.36;
                double spring = y + 0.12 + r * 1.15;
                openings.moveTo(x - r, base);
                openings.lineTo(x - r, spring);
                openings.curveTo(x - r, spring - r * 1.33, x + r, spring - r * 1.33, x + r, spring);
                openings.lineTo(x + r, base);
                openings.closePath();
                rims.moveTo(x - r, spring);
                rims.curveTo(x - r, spring - r * 1.33, x + r, spring - r * 1.33, x + r, spring);
                for (int i = 0; i <= 6; i++) {
                    double angle = Math.PI * i / 6;
                    double cos = Math.cos(angle);
                    double sin = Math.sin(angle);
                    Shapes.addLine(stones, x + r * cos, spring - r * sin, x + r * 1.32 * cos, spring - r * 1.32 * sin);
                }
                Shapes.addLine(columns, x + width / 2, spring, x + width / 2, base);
            }
        }
        b.box(wall, -3, -3, 6, 6);
        b.fill(b.tint(0x2A2430), openings);
        b.band(Tint.light(wall, 0.4), 0.12, rims);
        b.stroke(Tint.dark(wall, 0.45), 0.03, stones);
        b.stroke(Tint.light(wall, 0.5), width * 0.14, columns);
        b.stroke(Tint.dark(wall, 0.3), 0.035, columns);
        b.fill(Tint.light(wall, 0.25), ledges);
        b.stroke(Tint.dark(wall, 0.5), 0.03, ledges);
    }
}
