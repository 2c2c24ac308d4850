package reverie.engine.dream;

import java.util.Optional;
import java.util.OptionalInt;
import reverie.engine.layer.LayerException;
import reverie.engine.network.MemoryForecast;
import reverie.engine.network.NetworkDefinition;
import reverie.kernels.Backend;

/**
 * How many bytes a dream will take at most, before they are taken.
 *
 * @param pass of the largest octave, or of a tile; there is only one pass at a time
 * @param pictures the photo, its octaves, and what becomes of them
 */
public record DreamMemory(MemoryForecast pass, long pictures) {

    /** Bytes of a pixel of a picture: three floats. */
    private static final long PIXEL = 3L * Float.BYTES;

    /** Finer than tiles differ in memory. */
    private static final int TILE_STEP = 16;

    /** A dream whose memory is asked for: everything but the size of its picture. */
    public record Plan(
            NetworkDefinition definition, Backend backend, DreamObjective objective, DreamSettings settings) {

        Plan withTile(int side) {
            return new Plan(definition, backend, objective, settings.withTile(side));
        }
    }

    /**
     * The forecast for a photo of this size.
     *
     * @return empty if something would be longer than an array can be
     */
    public static Optional<DreamMemory> of(Plan plan, int height, int width) {
        int longest = plan.settings().tile();
        if (longest == 0 || longest >= Math.max(height, width)) {
            return of(plan, height, width, pictures(plan.settings(), height, width));
        }
        var tiling = Tiling.of(plan.definition(), plan.objective().layers(), height, width, longest);
        long whole = 2 * PIXEL * height * width; // input and gradient
        long shares = tiling.layers().values().stream()
                .mapToLong(layer -> 2L * Float.BYTES * layer.mostValues())
                .sum();
        return of(
                plan,
                tiling.rows().side(),
                tiling.columns().side(),
                pictures(plan.settings(), height, width) + whole + shares);
    }

    private static Optional<DreamMemory> of(Plan plan, int height, int width, long pictures) {
        return MemoryForecast.of(
                        plan.definition(),
                        plan.backend(),
                        height,
                        width,
                        plan.objective().layers())
                .map(pass -> new DreamMemory(pass, pictures + plan.objective().bytes()));
    }

    private static long pictures(DreamSettings settings, int height, int width) {
        Ascent ascent = settings.ascent();
        long octaves = Octaves.sizes(height, width, settings.octaves(), settings.octaveScale()).stream()
                .mapToLong(size -> (long) size.height() * size.width())
                .sum();
        long whole = 4; // at full size: the photo, the image that changes, the dream, and its copy for the listener
        whole += ascent.blur() > 0 ? 1 : 0;
        // Two maps of each level, in all 8/3 of a picture, less the gradient itself.
        whole += ascent.stepNorm() == StepNorm.LAPLACIAN ? 2 : 0;
        whole += ascent.luminanceOnly() ? 1 : 0;
        whole += ascent.totalVariation() > 0 ? 2 : 0; // the image as an array, and the derivative
        return PIXEL * (octaves + whole * height * width);
    }

    /** All of it. */
    public long bytes() {
        return pass.bytes() + pictures;
    }

    /**
     * The longest side of a picture of the given proportions whose dream takes no more than so many bytes.
     *
     * @return empty if it would be too small to dream on
     */
    public static OptionalInt largestSide(Plan plan, int height, int width, long available) {
        int fits = 0;
        int tooLarge = Math.max(height, width) + 1;
        while (tooLarge - fits > 1) {
            int side = (fits + tooLarge) >>> 1;
            Octaves.Size size = scaled(height, width, side);
            boolean tooSmall = !canDream(plan, size);
            if (tooSmall
                    || of(plan, size.height(), size.width())
                            .filter(memory -> memory.bytes() <= available)
                            .isPresent()) {
                fits = side;
            } else {
                tooLarge = side;
            }
        }
        return fits > 0 && canDream(plan, scaled(height, width, fits)) ? OptionalInt.of(fits) : OptionalInt.empty();
    }

    /**
     * The longest tiles with which a dream of this size takes no more than so many bytes.
     *
     * @return empty if not even the smallest tiles do
     */
    public static OptionalInt largestTile(Plan plan, int height, int width, long available) {
        int fits = 0;
        int tooLarge = Math.max(height, width);
        while (tooLarge - fits > TILE_STEP) {
            int side = (fits + tooLarge) >>> 1;
            boolean tooSmall = side < DreamSettings.SMALLEST_TILE;
            if (tooSmall || fitsInTiles(plan, side, height, width, available)) {
                fits = side;
            } else {
                tooLarge = side;
            }
        }
        return fits >= DreamSettings.SMALLEST_TILE && fitsInTiles(plan, fits, height, width, available)
                ? OptionalInt.of(fits)
                : OptionalInt.empty();
    }

    private static boolean fitsInTiles(Plan plan, int side, int height, int width, long available) {
        try {
            return of(plan.withTile(side), height, width)
                    .filter(memory -> memory.bytes() <= available)
                    .isPresent();
        } catch (LayerException _) { // which cannot run on so small a tile
            return false;
        }
    }

    private static boolean canDream(Plan plan, Octaves.Size size) {
        try {
            Octaves.requireUsable(
                    plan.definition(), plan.objective().layers(), plan.settings(), size.height(), size.width());
            return true;
        } catch (LayerException _) {
            return false;
        }
    }

    private static Octaves.Size scaled(int height, int width, int longestSide) {
        double scale = (double) longestSide / Math.max(height, width);
        return new Octaves.Size(
                Math.max(1, (int) Math.round(height * scale)), Math.max(1, (int) Math.round(width * scale)));
    }
}
