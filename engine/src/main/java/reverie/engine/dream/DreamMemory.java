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
 * @param pass of the largest octave; there is only one pass at a time
 * @param pictures the photo, its octaves, and what becomes of them
 */
public record DreamMemory(MemoryForecast pass, long pictures) {

    /** Bytes of a pixel of a picture: three floats. */
    private static final long PIXEL = 3L * Float.BYTES;

    /**
     * The forecast for a photo of this size.
     *
     * @return empty if something would be longer than an array can be
     */
    public static Optional<DreamMemory> of(
            NetworkDefinition definition, Backend backend, DreamSettings settings, int height, int width) {
        return MemoryForecast.of(definition, backend, height, width, settings.layer())
                .map(pass -> new DreamMemory(pass, pictures(settings, height, width)));
    }

    private static long pictures(DreamSettings settings, int height, int width) {
        long octaves = Octaves.sizes(height, width, settings.octaves(), settings.octaveScale()).stream()
                .mapToLong(size -> (long) size.height() * size.width())
                .sum();
        // All octaves; and at full size the photo, the image that changes, the dream, and its copy for the listener.
        long blurred = settings.blur() > 0 ? 1 : 0;
        // Two maps of each level, in all 8/3 of a picture, less the gradient itself.
        long pyramid = settings.stepNorm() == StepNorm.LAPLACIAN ? 2 : 0;
        return PIXEL * (octaves + (4 + blurred + pyramid) * height * width);
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
    public static OptionalInt largestSide(
            NetworkDefinition definition,
            Backend backend,
            DreamSettings settings,
            int height,
            int width,
            long available) {
        int fits = 0;
        int tooLarge = Math.max(height, width) + 1;
        while (tooLarge - fits > 1) {
            int side = (fits + tooLarge) >>> 1;
            Octaves.Size size = scaled(height, width, side);
            boolean tooSmall = !canDream(definition, settings, size);
            if (tooSmall
                    || of(definition, backend, settings, size.height(), size.width())
                            .filter(memory -> memory.bytes() <= available)
                            .isPresent()) {
                fits = side;
            } else {
                tooLarge = side;
            }
        }
        return fits > 0 && canDream(definition, settings, scaled(height, width, fits))
                ? OptionalInt.of(fits)
                : OptionalInt.empty();
    }

    private static boolean canDream(NetworkDefinition definition, DreamSettings settings, Octaves.Size size) {
        try {
            Octaves.requireUsable(definition, settings, size.height(), size.width());
            return true;
        } catch (LayerException e) {
            return false;
        }
    }

    private static Octaves.Size scaled(int height, int width, int longestSide) {
        double scale = (double) longestSide / Math.max(height, width);
        return new Octaves.Size(
                Math.max(1, (int) Math.round(height * scale)), Math.max(1, (int) Math.round(width * scale)));
    }
}
