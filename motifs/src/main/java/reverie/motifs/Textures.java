package reverie.motifs;

/** Patterns that grew: every pixel is computed from noise. */
final class Textures {

    private Textures() {}

    private static double smooth(double from, double to, double value) {
        double t = Math.clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - 2 * t);
    }

    static void marble(Brush b) {
        int stone = b.tintOf(0xE8E4DC, 0x304840, 0xD8B0A0, 0x383840);
        int vein = Tint.luminance(stone) > 128 ? b.tint(0x505058) : b.tint(0xE8E0D0);
        double scale = b.between(1.2, 2);
        double fold = b.between(1.5, 2.4);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double warp = fold * noise.fractal(x * scale, y * scale, 3);
            double wide = Math.abs(Math.sin((x + 0.4 * y + warp) * 3.1));
            double fine = Math.abs(Math.sin((x * 0.5 - y + 1.4 * warp) * 2.4));
            int body = Tint.mix(stone, vein, 0.35 * (noise.at(x * 2.2 + 30, y * 2.2) - 0.2));
            return Tint.mix(body, vein, 0.85 * smooth(0.25, 0, wide) + 0.4 * smooth(0.22, 0, fine));
        });
    }

    static void woodGrain(Brush b) {
        int wood = b.tintOf(0xC89058, 0x8A5830, 0xE0C090, 0xA06850);
        double pitch = b.between(9, 15);
        double knotX = b.between(-0.6, 0.6);
        double knotY = b.between(-0.6, 0.6);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double dx = (x - knotX) * 1.9;
            double dy = (y - knotY) * 0.9;
            double near = Math.exp(-2.2 * (dx * dx + dy * dy));
            double flow = x + 0.28 * noise.at(x * 1.3, y * 0.5);
            double rings = (1 - near) * flow * pitch + near * Math.hypot(dx, dy) * pitch * 1.3;
            double ring = rings - Math.floor(rings);
            double fibre = noise.at(x * 26, y * 2.2);
            int colour = Tint.mix(Tint.light(wood, 0.25), Tint.dark(wood, 0.5), smooth(0.25, 0.95, ring) * 0.9);
            return Tint.dark(colour, 0.3 * fibre + 0.6 * smooth(0.75, 0.98, near));
        });
    }

    static void zebra(Brush b) {
        int white = b.tintOf(0xF0ECE0, 0xD8C8A8, 0xF0E8E8);
        int black = b.tintOf(0x241C1C, 0x4A2C20, 0x303038);
        double pitch = b.between(5, 7.5);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double warp = 0.9 * noise.at(x * 1.2, y * 1.2) + 0.2 * noise.at(x * 3 + 20, y * 3);
            double wave = Math.sin((y + warp) * pitch * 2);
            double width = 0.5 * (noise.at(x * 2 + 50, y * 1.1) - 0.5);
            return Tint.mix(white, black, smooth(-0.18, 0.18, wave + width));
        });
    }

    static void leopard(Brush b) {
        int fur = b.tintOf(0xE0B060, 0xD89848, 0xE8D0A0);
        int ink = b.tint(0x201410);
        double cell = b.between(0.36, 0.52);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double u = x / cell;
            double v = y / cell;
            double best = 9;
            int spot = 0;
            double angle = 0;
            for (int row = (int) Math.floor(v) - 1; row <= Math.floor(v) + 1; row++) {
                for (int column = (int) Math.floor(u) - 1; column <= Math.floor(u) + 1; column++) {
                    double dx = u - column - 0.2 - 0.6 * noise.cell(column, row);
                    double dy = v - row - 0.2 - 0.6 * noise.cell(column, row + 999);
                    double distance = Math.hypot(dx, dy);
                    if (distance < best) {
                        best = distance;
                        spot = 31 * column + row;
                        angle = Math.atan2(dy, dx);
                    }
                }
            }
            double rim = best + 0.18 * (noise.at(x * 7, y * 7) - 0.5);
            double broken = Math.sin(angle * 3 + 6.3 * noise.cell(spot, 5)); // rosettes have gaps
            double ring = smooth(0.16, 0.22, rim) * smooth(0.4, 0.33, rim) * smooth(-0.85, -0.55, broken);
            int inside = Tint.dark(fur, 0.35 * smooth(0.34, 0.2, rim));
            return Tint.mix(Tint.dark(inside, 0.25 * noise.at(x * 20, y * 9)), ink, ring);
        });
    }

    static void clouds(Brush b) {
        int sky = b.tintOf(0x4888D0, 0x78B0E0, 0xE08858, 0x485878);
        int low = Tint.light(sky, b.between(0.3, 0.6));
        double scale = b.between(1.2, 2);
        double cover = b.between(0.38, 0.48);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double here = noise.fractal(x * scale, y * scale * 1.5, 4);
            double above = noise.fractal(x * scale + 0.12, y * scale * 1.5 - 0.28, 3);
            double thick = smooth(cover, cover + 0.13, here);
            int cloud = Tint.mix(Tint.mix(sky, 0x9098A8, 0.6), 0xFCFCFC, smooth(-0.12, 0.16, here - above + 0.04));
            return Tint.mix(Tint.mix(sky, low, 0.5 + y * 0.5), cloud, thick);
        });
    }
}
