package reverie.motifs;

/** Patterns of pieces that are all alike. Each pixel finds its piece, and its place within it. */
final class Tilings {

    private static final double THIRD = Math.sqrt(3) / 2;

    /** Radius of a scale, in its width: large enough to leave no gap. */
    private static final double SCALE = 0.56;

    private Tilings() {}

    /** A step from 0 to 1 as {@code value} passes {@code edge}, as wide as makes it smooth. */
    private static double step(double edge, double value, double width) {
        return Math.clamp((value - edge) / width + 0.5, 0, 1);
    }

    static void brick(Brush b) {
        int clay = b.tintOf(0xB05038, 0xC88050, 0x8A6A60, 0xD8C8A8);
        int mortar = b.chance(0.7) ? b.tint(0xD8D0C0) : Tint.dark(clay, 0.65);
        double height = b.between(0.22, 0.4);
        double width = height * b.between(2, 2.6);
        double gap = b.between(0.08, 0.14);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double v = y / height + 50.3;
            int row = (int) v;
            double u = x / width + 50 + 0.5 * (row % 2);
            int column = (int) u;
            double fromTop = v - row;
            double fromLeft = (u - column) * width / height;
            double inside = Math.min(Math.min(fromTop, 1 - fromTop), Math.min(fromLeft, width / height - fromLeft));
            int colour = Tint.mix(Tint.dark(clay, 0.3), Tint.light(clay, 0.25), noise.cell(column, row));
            colour = Tint.dark(colour, 0.3 * noise.at(x * 14, y * 14) + 0.2 * step(0.7, fromTop, 0.5));
            return Tint.mix(mortar, colour, step(gap, inside, 0.12));
        });
    }

    static void checkerboard(Brush b) {
        int light = b.tintOf(0xF0E8D8, 0xE8D0A0, 0xC0D8E8);
        int dark = b.tintOf(0x282420, 0x803028, 0x285038, 0x303868);
        double cell = b.between(0.3, 0.55);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double u = x / cell + 40.2;
            double v = y / cell + 40.7;
            int column = (int) u;
            int row = (int) v;
            double inside = Math.min(Math.min(u - column, column + 1 - u), Math.min(v - row, row + 1 - v));
            int colour = (column + row) % 2 == 0 ? light : dark;
            colour = Tint.mix(colour, Tint.light(colour, 0.4), 0.6 * noise.cell(column, row) * (1 - (v - row)));
            return Tint.mix(Tint.mix(light, dark, 0.5), colour, step(0.02, inside, 0.08));
        });
    }

    /** Round scales in rows; the rows further up lie over those below them. */
    static void scales(Brush b) {
        int colour = b.tintOf(0x3A8A70, 0x4878B0, 0xC8A040, 0xA84050, 0x607048);
        int rim = b.chance(0.6) ? Tint.dark(colour, 0.75) : Tint.light(colour, 0.75);
        double cell = b.between(0.36, 0.58);
        double pitch = b.between(0.42, 0.52);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double u = x / cell + 40;
            double v = y / (cell * pitch) + 60;
            for (int row = (int) (v - SCALE / pitch); row <= v + 2; row++) {
                double place = u + 0.5 * (row & 1);
                int column = (int) place;
                double dx = place - column - 0.5;
                double dy = (v - row) * pitch;
                double distance = Math.hypot(dx, dy);
                if (distance < SCALE) {
                    int own = Tint.mix(Tint.dark(colour, 0.25), Tint.light(colour, 0.25), noise.cell(column, row));
                    own = Tint.mix(Tint.dark(own, 0.45), Tint.light(own, 0.4), dy / SCALE);
                    own = Tint.dark(own, Math.abs(dx) < 0.04 ? 0.25 : 0);
                    return Tint.mix(own, rim, step(SCALE - 0.08, distance, 0.08));
                }
            }
            return rim;
        });
    }

    static void honeycomb(Brush b) {
        int wax = b.tintOf(0xE0A830, 0xC07820, 0xF0D070);
        int honey = b.chance(0.6) ? Tint.dark(wax, 0.7) : Tint.light(wax, 0.65);
        double cell = b.between(0.3, 0.5);
        Noise noise = new Noise(b.random());
        b.shade((x, y) -> {
            double u = x / cell + 40;
            double v = y / cell + 40;
            int row = (int) Math.round(v / THIRD);
            double best = 9;
            double second = 9;
            double bestX = 0;
            double bestY = 0;
            int cellOfBest = 0;
            for (int r = row - 1; r <= row + 1; r++) {
                int column = (int) Math.round(u - 0.5 * (r & 1));
                for (int c = column - 1; c <= column + 1; c++) {
                    double dx = u - 0.5 * (r & 1) - c;
                    double dy = v - r * THIRD;
                    double distance = dx * dx + dy * dy;
                    if (distance < best) {
                        second = best;
                        best = distance;
                        bestX = dx;
                        bestY = dy;
                        cellOfBest = 97 * r + c;
                    } else if (distance < second) {
                        second = distance;
                    }
                }
            }
            double fromWall = (second - best) / 2; // between the middles of two cells, which lie 1 apart
            int inside = Tint.mix(honey, Tint.light(honey, 0.35), noise.cell(cellOfBest, 0));
            inside = Tint.mix(Tint.light(inside, 0.3), Tint.dark(inside, 0.3), 0.5 - bestX - bestY);
            return Tint.mix(wax, inside, step(0.1, fromWall, 0.07));
        });
    }

    static void basket(Brush b) {
        int cane = b.tintOf(0xC89858, 0xA87038, 0xE0C890, 0x708858);
        int other = b.chance(0.3) ? b.tint(0x804830) : Tint.dark(cane, 0.25);
        double cell = b.between(0.32, 0.5);
        int strands = b.count(2, 3);
        b.shade((x, y) -> {
            double u = x / cell + 40;
            double v = y / cell + 40;
            boolean across = ((int) u + (int) v) % 2 == 0;
            double along = across ? u - (int) u : v - (int) v;
            double over = (across ? v - (int) v : u - (int) u) * strands;
            double strand = over - (int) over;
            double round = Math.sin(Math.PI * along) * 0.55 + Math.sin(Math.PI * strand) * 0.45;
            int colour = across ? cane : other;
            return Tint.mix(Tint.dark(colour, 0.75), Tint.light(colour, 0.35), round * 1.15 - 0.1);
        });
    }
}
