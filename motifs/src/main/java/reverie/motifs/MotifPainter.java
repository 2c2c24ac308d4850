package reverie.motifs;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Draws pictures of motifs. A picture is a function of motif, seed and size alone: it is the same on every thread and at
 * every time, and any number of threads may draw at once.
 */
public final class MotifPainter {

    public static final int SMALLEST = 16;
    public static final int LARGEST = 512;

    private MotifPainter() {}

    /**
     * A picture of {@code size} x {@code size} pixels.
     *
     * @param seed decides everything but the motif: colours, place, background, light
     * @param size from {@value #SMALLEST} to {@value #LARGEST}
     * @return the pixels as 0xRRGGBB, row by row from the top left
     */
    public static int[] draw(Motif motif, long seed, int size) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException(
                    "a picture of %d pixels a side; %d to %d are possible".formatted(size, SMALLEST, LARGEST));
        }
        // By its label and not its place in the list: a new motif leaves the pictures of the others as they are.
        RandomGenerator random =
                new SplittableRandom(scramble(seed ^ ((long) motif.label().hashCode() << 32)));
        Layer layer = new Layer(size);
        motif.paint(layer, random);
        if (random.nextDouble() < 0.3) {
            Lens.bend(layer, random);
        }
        int[] rgb = Scene.background(size, layer.luminance(), random);
        if (random.nextDouble() < 0.4) {
            Relief.shadow(layer, rgb, random);
        }
        if (random.nextDouble() < 0.5) {
            Relief.bevel(layer, random);
        }
        if (random.nextDouble() < 0.2) {
            Scene.foreground(layer, random);
        }
        layer.over(rgb);
        Finish.apply(rgb, size, random);
        return rgb;
    }

    /** Seeds that are neighbours would otherwise start streams that are shifted copies of each other. */
    private static long scramble(long seed) {
        long mixed = (seed ^ (seed >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }
}
