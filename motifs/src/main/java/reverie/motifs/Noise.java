package reverie.motifs;

import java.util.random.RandomGenerator;

/** Smooth noise over the plane: a pure function of place, and of an origin that a seed chose. */
final class Noise {

    private final int origin;

    Noise(RandomGenerator random) {
        origin = random.nextInt();
    }

    /** A number in [0, 1) that belongs to a cell of the unit grid. */
    double cell(int x, int y) {
        int h = origin + x * 0x27d4eb2d + y * 0x165667b1;
        h = (h ^ (h >>> 15)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return ((h ^ (h >>> 16)) >>> 8) * 0x1p-24;
    }

    /** Noise in [0, 1) whose features are one unit large. */
    double at(double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double u = ease(x - column);
        double v = ease(y - row);
        double top = cell(column, row) + u * (cell(column + 1, row) - cell(column, row));
        double bottom = cell(column, row + 1) + u * (cell(column + 1, row + 1) - cell(column, row + 1));
        return top + v * (bottom - top);
    }

    /** Noise in [0, 1) with finer and finer detail, each half as large and half as strong as the one before. */
    double fractal(double x, double y, int octaves) {
        double sum = 0;
        double weights = 0;
        double weight = 1;
        double scale = 1;
        for (int i = 0; i < octaves; i++) {
            sum += weight * at(x * scale + 17 * i, y * scale - 11 * i);
            weights += weight;
            weight /= 2;
            scale *= 2;
        }
        return sum / weights;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }
}
