package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * What happens to the sums of a tile on their way to the destination: the bias is added, and a ReLU applied; or they are
 * added to what is there. The tile has just been written and is still in the nearest cache.
 *
 * <p>Pixels that fill up the last tile repeat the last real pixel. They have the same sums, and are left out, since adding
 * them twice would not be the same.
 *
 * @param bias per destination channel, filled up to whole vectors
 * @param destinationAt per destination pixel: its first channel
 * @param pixels how many destination pixels there really are
 */
record TileEpilogue(
        float[] bias, float[] destination, int[] destinationAt, int pixels, boolean accumulate, boolean relu) {

    /**
     * Finishes a tile.
     *
     * @param vectors per pixel of the tile
     * @param channel first destination channel
     * @param channels how many channels of the tile exist
     */
    void finish(float[] tile, int vectors, int pixel, int channel, int channels) {
        int end = Math.min(TileKernel.PIXELS, pixels - pixel);
        for (int i = 0; i < end; i++) {
            for (int v = 0; v < vectors; v++) {
                int tileAt = (i * vectors + v) * COUNT;
                int first = channel + v * COUNT;
                int at = destinationAt[pixel + i] + first;
                int count = channels - v * COUNT;
                if (accumulate) {
                    add(tile, tileAt, at, count);
                } else if (relu) {
                    addBiasAndRectify(tile, tileAt, first, at, count);
                } else {
                    addBias(tile, tileAt, first, at, count);
                }
            }
        }
    }

    private void add(float[] tile, int tileAt, int at, int count) {
        VectorMask<Float> lanes = Lanes.first(count);
        FloatVector.fromArray(SPECIES, tile, tileAt)
                .add(FloatVector.fromArray(SPECIES, destination, at, lanes))
                .intoArray(destination, at, lanes);
    }

    private void addBias(float[] tile, int tileAt, int channel, int at, int count) {
        FloatVector.fromArray(SPECIES, tile, tileAt)
                .add(FloatVector.fromArray(SPECIES, bias, channel))
                .intoArray(destination, at, Lanes.first(count));
    }

    private void addBiasAndRectify(float[] tile, int tileAt, int channel, int at, int count) {
        FloatVector.fromArray(SPECIES, tile, tileAt)
                .add(FloatVector.fromArray(SPECIES, bias, channel))
                .max(0)
                .intoArray(destination, at, Lanes.first(count));
    }
}
