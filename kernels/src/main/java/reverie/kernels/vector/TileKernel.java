package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * The innermost loops of every convolution: a tile of 6 destination pixels by 2 vectors of destination channels (or by 1,
 * for a narrow last panel) stays in registers while the source values of all taps stream by. 12 sums, 2 weights and 1
 * source value are 15 vectors: what a processor with 16 registers can hold, and enough independent sums to hide the
 * latency of a fused multiply-add.
 *
 * <p>A sum starts with the bias, or with what the destination holds, and goes on in ascending order of taps and source
 * channels; nothing about tiles or threads changes that order.
 */
final class TileKernel {

    /** Destination pixels in a tile. */
    static final int PIXELS = 6;

    private final float[] source;
    private final int[] sourceAt; // per destination pixel: where its first tap reads
    private final int[] runs; // per run of contiguous source values: how far behind the first tap it starts
    private final int runLength;
    private final float[] panels;
    private final float[] bias;
    private final float[] destination;
    private final int[] destinationAt; // per destination pixel: its first channel
    private final boolean accumulate;
    private final boolean relu;

    /** Pixel arrays are filled up to whole tiles by repeating the last pixel, which is then written twice, alike. */
    TileKernel(
            float[] source,
            int[] sourceAt,
            int[] runs,
            int runLength,
            float[] panels,
            float[] bias,
            float[] destination,
            int[] destinationAt,
            boolean accumulate,
            boolean relu) {
        this.source = source;
        this.sourceAt = sourceAt;
        this.runs = runs;
        this.runLength = runLength;
        this.panels = panels;
        this.bias = bias;
        this.destination = destination;
        this.destinationAt = destinationAt;
        this.accumulate = accumulate;
        this.relu = relu;
    }

    /**
     * Computes a tile of two vectors.
     *
     * @param pixel first destination pixel
     * @param channel first destination channel
     * @param channels how many channels of the tile exist
     * @param panelAt where the panel of these channels starts
     */
    void twoVectors(int pixel, int channel, int channels, int panelAt) {
        VectorMask<Float> lower = Lanes.first(channels);
        VectorMask<Float> upper = Lanes.first(channels - COUNT);
        int s0 = sourceAt[pixel];
        int s1 = sourceAt[pixel + 1];
        int s2 = sourceAt[pixel + 2];
        int s3 = sourceAt[pixel + 3];
        int s4 = sourceAt[pixel + 4];
        int s5 = sourceAt[pixel + 5];
        FloatVector a0 = start(pixel, channel, lower);
        FloatVector b0 = start(pixel, channel + COUNT, upper);
        FloatVector a1 = start(pixel + 1, channel, lower);
        FloatVector b1 = start(pixel + 1, channel + COUNT, upper);
        FloatVector a2 = start(pixel + 2, channel, lower);
        FloatVector b2 = start(pixel + 2, channel + COUNT, upper);
        FloatVector a3 = start(pixel + 3, channel, lower);
        FloatVector b3 = start(pixel + 3, channel + COUNT, upper);
        FloatVector a4 = start(pixel + 4, channel, lower);
        FloatVector b4 = start(pixel + 4, channel + COUNT, upper);
        FloatVector a5 = start(pixel + 5, channel, lower);
        FloatVector b5 = start(pixel + 5, channel + COUNT, upper);
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
        store(a0, pixel, channel, lower);
        store(b0, pixel, channel + COUNT, upper);
        store(a1, pixel + 1, channel, lower);
        store(b1, pixel + 1, channel + COUNT, upper);
        store(a2, pixel + 2, channel, lower);
        store(b2, pixel + 2, channel + COUNT, upper);
        store(a3, pixel + 3, channel, lower);
        store(b3, pixel + 3, channel + COUNT, upper);
        store(a4, pixel + 4, channel, lower);
        store(b4, pixel + 4, channel + COUNT, upper);
        store(a5, pixel + 5, channel, lower);
        store(b5, pixel + 5, channel + COUNT, upper);
    }

    /** Computes a tile of one vector; the arguments are those of {@link #twoVectors}. */
    void oneVector(int pixel, int channel, int channels, int panelAt) {
        VectorMask<Float> lanes = Lanes.first(channels);
        int s0 = sourceAt[pixel];
        int s1 = sourceAt[pixel + 1];
        int s2 = sourceAt[pixel + 2];
        int s3 = sourceAt[pixel + 3];
        int s4 = sourceAt[pixel + 4];
        int s5 = sourceAt[pixel + 5];
        FloatVector a0 = start(pixel, channel, lanes);
        FloatVector a1 = start(pixel + 1, channel, lanes);
        FloatVector a2 = start(pixel + 2, channel, lanes);
        FloatVector a3 = start(pixel + 3, channel, lanes);
        FloatVector a4 = start(pixel + 4, channel, lanes);
        FloatVector a5 = start(pixel + 5, channel, lanes);
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
        store(a0, pixel, channel, lanes);
        store(a1, pixel + 1, channel, lanes);
        store(a2, pixel + 2, channel, lanes);
        store(a3, pixel + 3, channel, lanes);
        store(a4, pixel + 4, channel, lanes);
        store(a5, pixel + 5, channel, lanes);
    }

    private FloatVector start(int pixel, int channel, VectorMask<Float> lanes) {
        return accumulate
                ? FloatVector.fromArray(SPECIES, destination, destinationAt[pixel] + channel, lanes)
                : FloatVector.fromArray(SPECIES, bias, channel);
    }

    private void store(FloatVector sum, int pixel, int channel, VectorMask<Float> lanes) {
        FloatVector value = relu ? sum.max(0) : sum;
        value.intoArray(destination, destinationAt[pixel] + channel, lanes);
    }
}
