package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of every convolution: the sums of a tile of 6 destination pixels by 2 vectors of destination
 * channels (or by 1, for a narrow last panel) stay in registers while the source values of all taps stream by. 12 sums, 2
 * weights and 1 source value are 15 vectors: what a processor with 16 registers can hold, and enough independent sums to
 * hide the latency of a fused multiply-add.
 *
 * <p>A sum goes on in ascending order of taps and source channels; nothing about tiles or threads changes that order.
 *
 * <p>The methods have no flags, masks or helpers: whatever makes the compiler see two origins for one of the sums makes it
 * keep all of them in memory, which was measured to be ten times slower. {@link TileEpilogue} does the rest.
 */
final class TileKernel {

    /** Destination pixels in a tile. */
    static final int PIXELS = 6;

    /** Floats in a tile of two vectors. */
    static final int SIZE = PIXELS * 2 * COUNT;

    private final float[] source;
    private final int[] sourceAt; // per destination pixel: where its first tap reads
    private final int[] runs; // per run of contiguous source values: how far behind the first tap it starts
    private final int runLength;
    private final float[] panels;

    /** Pixel offsets are filled up to whole tiles by repeating the last pixel. */
    TileKernel(float[] source, int[] sourceAt, int[] runs, int runLength, float[] panels) {
        this.source = source;
        this.sourceAt = sourceAt;
        this.runs = runs;
        this.runLength = runLength;
        this.panels = panels;
    }

    /**
     * Computes a tile of two vectors per pixel.
     *
     * @param pixel first destination pixel
     * @param panelAt where the panel of the destination channels starts
     * @param tile gets the sums, pixel after pixel, from {@code tileAt}
     */
    void twoVectors(int pixel, int panelAt, float[] tile, int tileAt) {
        int s0 = sourceAt[pixel];
        int s1 = sourceAt[pixel + 1];
        int s2 = sourceAt[pixel + 2];
        int s3 = sourceAt[pixel + 3];
        int s4 = sourceAt[pixel + 4];
        int s5 = sourceAt[pixel + 5];
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        FloatVector b0 = FloatVector.zero(SPECIES);
        FloatVector b1 = FloatVector.zero(SPECIES);
        FloatVector b2 = FloatVector.zero(SPECIES);
        FloatVector b3 = FloatVector.zero(SPECIES);
        FloatVector b4 = FloatVector.zero(SPECIES);
        FloatVector b5 = FloatVector.zero(SPECIES);
        int at = panelAt;
        for (int run : runs) {
            for (int k = run; k < run + runLength; k++) {
                FloatVector a = FloatVector.fromArray(SPECIES, panels, at);
                FloatVector b = FloatVector.fromArray(SPECIES, panels, at + COUNT);
                FloatVector x = FloatVector.broadcast(SPECIES, source[s0 + k]);
                a0 = x.fma(a, a0);
                b0 = x.fma(b, b0);
                x = FloatVector.broadcast(SPECIES, source[s1 + k]);
                a1 = x.fma(a, a1);
                b1 = x.fma(b, b1);
                x = FloatVector.broadcast(SPECIES, source[s2 + k]);
                a2 = x.fma(a, a2);
                b2 = x.fma(b, b2);
                x = FloatVector.broadcast(SPECIES, source[s3 + k]);
                a3 = x.fma(a, a3);
                b3 = x.fma(b, b3);
                x = FloatVector.broadcast(SPECIES, source[s4 + k]);
                a4 = x.fma(a, a4);
                b4 = x.fma(b, b4);
                x = FloatVector.broadcast(SPECIES, source[s5 + k]);
                a5 = x.fma(a, a5);
                b5 = x.fma(b, b5);
                at += 2 * COUNT;
            }
        }
        a0.intoArray(tile, tileAt);
        b0.intoArray(tile, tileAt + COUNT);
        a1.intoArray(tile, tileAt + 2 * COUNT);
        b1.intoArray(tile, tileAt + 3 * COUNT);
        a2.intoArray(tile, tileAt + 4 * COUNT);
        b2.intoArray(tile, tileAt + 5 * COUNT);
        a3.intoArray(tile, tileAt + 6 * COUNT);
        b3.intoArray(tile, tileAt + 7 * COUNT);
        a4.intoArray(tile, tileAt + 8 * COUNT);
        b4.intoArray(tile, tileAt + 9 * COUNT);
        a5.intoArray(tile, tileAt + 10 * COUNT);
        b5.intoArray(tile, tileAt + 11 * COUNT);
    }

    /** Computes a tile of one vector per pixel; the arguments are those of {@link #twoVectors}. */
    void oneVector(int pixel, int panelAt, float[] tile, int tileAt) {
        int s0 = sourceAt[pixel];
        int s1 = sourceAt[pixel + 1];
        int s2 = sourceAt[pixel + 2];
        int s3 = sourceAt[pixel + 3];
        int s4 = sourceAt[pixel + 4];
        int s5 = sourceAt[pixel + 5];
        FloatVector a0 = FloatVector.zero(SPECIES);
        FloatVector a1 = FloatVector.zero(SPECIES);
        FloatVector a2 = FloatVector.zero(SPECIES);
        FloatVector a3 = FloatVector.zero(SPECIES);
        FloatVector a4 = FloatVector.zero(SPECIES);
        FloatVector a5 = FloatVector.zero(SPECIES);
        int at = panelAt;
        for (int run : runs) {
            for (int k = run; k < run + runLength; k++) {
                FloatVector a = FloatVector.fromArray(SPECIES, panels, at);
                a0 = FloatVector.broadcast(SPECIES, source[s0 + k]).fma(a, a0);
                a1 = FloatVector.broadcast(SPECIES, source[s1 + k]).fma(a, a1);
                a2 = FloatVector.broadcast(SPECIES, source[s2 + k]).fma(a, a2);
                a3 = FloatVector.broadcast(SPECIES, source[s3 + k]).fma(a, a3);
                a4 = FloatVector.broadcast(SPECIES, source[s4 + k]).fma(a, a4);
                a5 = FloatVector.broadcast(SPECIES, source[s5 + k]).fma(a, a5);
                at += COUNT;
            }
        }
        a0.intoArray(tile, tileAt);
        a1.intoArray(tile, tileAt + COUNT);
        a2.intoArray(tile, tileAt + 2 * COUNT);
        a3.intoArray(tile, tileAt + 3 * COUNT);
        a4.intoArray(tile, tileAt + 4 * COUNT);
        a5.intoArray(tile, tileAt + 5 * COUNT);
    }
}
