package reverie.cli.motion;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import reverie.engine.image.Image;

/**
 * Finds out how things have moved between two pictures, at every pixel. A movement by d turns the polynomial f(x) = x'Ax + b'x
 * around a pixel into one with b2 = b1 - 2 A d; d is solved for by least squares over a neighbourhood, beginning with the
 * movement known so far, coarse to fine over a pyramid (G. Farneback, Two-Frame Motion Estimation Based on Polynomial
 * Expansion, 2003, sections 3 and 4).
 *
 * <p>Added here: where a neighbourhood says nothing, as on a flat wall, d is drawn towards what coarser levels found; and what
 * has moved out of the picture does not count.
 */
public final class OpticalFlow {

    /** More pixels than this are not looked at; the flow of larger pictures is found on smaller ones and scaled up. */
    private static final int MOST_PIXELS = 1 << 19;

    /** The coarsest level is no smaller than this. */
    private static final int LEAST_SIDE = 16;

    private static final int ITERATIONS = 3;

    private static final float[] NEIGHBOURHOOD = Plane.gaussian(3.5, 9);

    /** What a neighbourhood must have to say against what is known: squared curvature, brightness per pixel squared. */
    private static final float PULL = 0.01f;

    /** The polynomial fits badly up to here from the edges. */
    private static final int EDGE = 5;

    private OpticalFlow() {}

    /**
     * The flow from one picture to another: where each pixel of {@code from} is in {@code to}.
     *
     * @throws IllegalArgumentException if their sizes differ
     */
    public static Flow between(Image from, Image to) {
        if (from.height() != to.height() || from.width() != to.width()) {
            throw new IllegalArgumentException("pictures of %d x %d and %d x %d pixels"
                    .formatted(from.width(), from.height(), to.width(), to.height()));
        }
        List<Plane> fromLevels = pyramid(from);
        List<Plane> toLevels = pyramid(to);
        Plane dx = null;
        Plane dy = null;
        for (int level = fromLevels.size() - 1; level >= 0; level--) {
            Plane brightness = fromLevels.get(level);
            dx = dx == null ? new Plane(brightness.height(), brightness.width()) : doubled(dx, brightness);
            dy = dy == null ? new Plane(brightness.height(), brightness.width()) : doubled(dy, brightness);
            if ((long) brightness.height() * brightness.width() <= MOST_PIXELS || level == fromLevels.size() - 1) {
                var first = PolynomialExpansion.of(brightness);
                var second = PolynomialExpansion.of(toLevels.get(level));
                for (int i = 0; i < ITERATIONS; i++) {
                    improve(first, second, dx, dy);
                }
            }
        }
        return new Flow(from.height(), from.width(), dx.values(), dy.values());
    }

    private static List<Plane> pyramid(Image image) {
        List<Plane> levels = new ArrayList<>(List.of(Plane.luma(image)));
        while (Math.min(levels.getLast().height(), levels.getLast().width()) >= 2 * LEAST_SIDE) {
            levels.add(levels.getLast().half());
        }
        return levels;
    }

    /** Displacements of a level, for the next finer one. */
    private static Plane doubled(Plane coarse, Plane size) {
        Plane fine = new Plane(size.height(), size.width());
        for (int y = 0; y < fine.height(); y++) {
            for (int x = 0; x < fine.width(); x++) {
                fine.values()[y * fine.width() + x] = 2 * coarse.at(y / 2f, x / 2f);
            }
        }
        return fine;
    }

    /** Solves once more for the displacements, in place. */
    private static void improve(PolynomialExpansion first, PolynomialExpansion second, Plane dx, Plane dy) {
        int height = dx.height();
        int width = dx.width();
        // The normal equations of the least squares: a symmetric 2 x 2 matrix and a vector per pixel.
        Plane[] sums = new Plane[5];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = new Plane(height, width);
        }
        IntStream.range(0, height).parallel().forEach(y -> {
            for (int x = 0; x < width; x++) {
                equations(first, second, dx, dy, y, x, sums);
            }
        });
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i].filter(NEIGHBOURHOOD, NEIGHBOURHOOD);
        }
        IntStream.range(0, height * width).parallel().forEach(i -> {
            float xx = sums[0].values()[i] + PULL;
            float xy = sums[1].values()[i];
            float yy = sums[2].values()[i] + PULL;
            float hx = sums[3].values()[i];
            float hy = sums[4].values()[i];
            float determinant = xx * yy - xy * xy;
            dx.values()[i] += (yy * hx - xy * hy) / determinant;
            dy.values()[i] += (xx * hy - xy * hx) / determinant;
        });
    }

    /** Adds what one pixel says about its further displacement: A e = (b1 - b2) / 2, times A, weighted. */
    private static void equations(
            PolynomialExpansion first, PolynomialExpansion second, Plane dx, Plane dy, int y, int x, Plane[] sums) {
        int i = y * dx.width() + x;
        float toX = x + dx.values()[i];
        float toY = y + dy.values()[i];
        float weight = inside(x, y, dx) * inside(toX, toY, dx);
        float xx = (first.xx().values()[i] + second.xx().at(toY, toX)) / 2;
        float yy = (first.yy().values()[i] + second.yy().at(toY, toX)) / 2;
        float xy = (first.xy().values()[i] + second.xy().at(toY, toX)) / 4; // twice in x'Ax
        float bx = (first.gx().values()[i] - second.gx().at(toY, toX)) / 2;
        float by = (first.gy().values()[i] - second.gy().at(toY, toX)) / 2;
        sums[0].values()[i] = weight * (xx * xx + xy * xy);
        sums[1].values()[i] = weight * xy * (xx + yy);
        sums[2].values()[i] = weight * (yy * yy + xy * xy);
        sums[3].values()[i] = weight * (xx * bx + xy * by);
        sums[4].values()[i] = weight * (xy * bx + yy * by);
    }

    /** How far a place can be trusted: 0 outside, rising to 1 away from the edges. */
    private static float inside(float x, float y, Plane size) {
        float nearest = Math.min(Math.min(x, size.width() - 1 - x), Math.min(y, size.height() - 1 - y));
        return Math.clamp((nearest + 1) / (EDGE + 1), 0, 1);
    }
}
