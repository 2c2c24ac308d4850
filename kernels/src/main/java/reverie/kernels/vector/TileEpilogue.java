package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/**
 * What happens to the sums of a tile on their way to the destination, while the tile is still in the nearest cache:
 * forward, the bias is added, and a ReLU may be applied; backward, what is there may be added, and the derivative of the
 * ReLU in front may be taken.
 */
final class TileEpilogue {

    /** Where pixels of a tile go that the destination does not have. */
    static final int NOWHERE = -1;

    private enum Kind {
        BIAS,
        BIAS_RELU,
        STORE,
        ADD,
        STORE_MASKED,
        ADD_MASKED
    }

    private final Kind kind;
    private final float[] bias; // filled up to whole panels
    private final float[] destination;
    private final float[] signs;
    private final int toSigns; // from a place in the destination to the same in signs

    private TileEpilogue(Kind kind, float[] bias, FeatureMap destination, FeatureMap signs) {
        this.kind = kind;
        this.bias = bias;
        this.destination = HostBuffer.array(destination);
        this.signs = HostBuffer.array(signs);
        this.toSigns = signs.offset() - destination.offset();
    }

    /**
     * y = bias + sum, and then max(0, y) if {@code relu}.
     *
     * @param bias per channel, as {@link VectorFilters#bias} gives it
     */
    static TileEpilogue forward(FeatureMap output, float[] bias, boolean relu) {
        return new TileEpilogue(relu ? Kind.BIAS_RELU : Kind.BIAS, bias, output, output);
    }

    /** dx = sum, or dx += sum; and then 0 where the output of the ReLU in front is not greater than 0. */
    static TileEpilogue backward(GradientTarget target) {
        Kind kind = target.accumulate() ? Kind.ADD : Kind.STORE;
        if (target.reluOutput().isPresent()) {
            kind = target.accumulate() ? Kind.ADD_MASKED : Kind.STORE_MASKED;
        }
        return new TileEpilogue(
                kind, new float[0], target.map(), target.reluOutput().orElse(target.map()));
    }

    /**
     * Finishes a tile.
     *
     * @param tile sums, pixel after pixel, from {@code tileAt}
     * @param vectors per pixel of the tile
     * @param destinationAt per destination pixel: its first channel, or {@link #NOWHERE}
     * @param firstPixel the tile's first pixel in {@code destinationAt}
     * @param pixels in the tile
     * @param channel first destination channel
     * @param channels how many channels of the tile exist
     */
    void finish(
            float[] tile,
            int tileAt,
            int vectors,
            int[] destinationAt,
            int firstPixel,
            int pixels,
            int channel,
            int channels) {
        int step = vectors * COUNT;
        int whole = channels / COUNT * COUNT;
        for (int c = 0; c < whole; c += COUNT) {
            finish(tile, tileAt + c, step, destinationAt, firstPixel, firstPixel + pixels, channel + c);
        }
        for (int i = 0; i < pixels && whole < channels; i++) {
            int at = destinationAt[firstPixel + i];
            if (at != NOWHERE) {
                finishRest(tile, tileAt + i * step + whole, channel + whole, at + channel + whole, channels - whole);
            }
        }
    }

    // One vector of channels, pixel by pixel: a loop for every kind, long enough to be worth its beginning.

    private void finish(float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        switch (kind) {
            case BIAS -> addBias(tile, tileAt, step, destinationAt, first, end, channel);
            case BIAS_RELU -> addBiasAndRectify(tile, tileAt, step, destinationAt, first, end, channel);
            case STORE -> store(tile, tileAt, step, destinationAt, first, end, channel);
            case ADD -> add(tile, tileAt, step, destinationAt, first, end, channel);
            case STORE_MASKED -> storeMasked(tile, tileAt, step, destinationAt, first, end, channel);
            case ADD_MASKED -> addAndMask(tile, tileAt, step, destinationAt, first, end, channel);
        }
    }

    private void addBias(float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        FloatVector own = FloatVector.fromArray(SPECIES, bias, channel);
        int from = tileAt;
        for (int pixel = first; pixel < end; pixel++) {
            if (destinationAt[pixel] != NOWHERE) {
                int at = destinationAt[pixel] + channel;
                FloatVector.fromArray(SPECIES, tile, from).add(own).intoArray(destination, at);
            }
            from += step;
        }
    }

    private void addBiasAndRectify(
            float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        FloatVector own = FloatVector.fromArray(SPECIES, bias, channel);
        int from = tileAt;
        for (int pixel = first; pixel < end; pixel++) {
            if (destinationAt[pixel] != NOWHERE) {
                int at = destinationAt[pixel] + channel;
                FloatVector.fromArray(SPECIES, tile, from).add(own).max(0).intoArray(destination, at);
            }
            from += step;
        }
    }

    private void store(float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        int from = tileAt;
        for (int pixel = first; pixel < end; pixel++) {
            if (destinationAt[pixel] != NOWHERE) {
                int at = destinationAt[pixel] + channel;
                FloatVector.fromArray(SPECIES, tile, from).intoArray(destination, at);
            }
            from += step;
        }
    }

    private void add(float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        int from = tileAt;
        for (int pixel = first; pixel < end; pixel++) {
            if (destinationAt[pixel] != NOWHERE) {
                int at = destinationAt[pixel] + channel;
                FloatVector.fromArray(SPECIES, tile, from)
                        .add(FloatVector.fromArray(SPECIES, destination, at))
                        .intoArray(destination, at);
            }
            from += step;
        }
    }

    private void storeMasked(float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        int from = tileAt;
        for (int pixel = first; pixel < end; pixel++) {
            if (destinationAt[pixel] != NOWHERE) {
                int at = destinationAt[pixel] + channel;
                VectorMask<Float> passes =
                        FloatVector.fromArray(SPECIES, signs, at + toSigns).compare(VectorOperators.GT, 0);
                FloatVector.zero(SPECIES)
                        .blend(FloatVector.fromArray(SPECIES, tile, from), passes)
                        .intoArray(destination, at);
            }
            from += step;
        }
    }

    private void addAndMask(float[] tile, int tileAt, int step, int[] destinationAt, int first, int end, int channel) {
        int from = tileAt;
        for (int pixel = first; pixel < end; pixel++) {
            if (destinationAt[pixel] != NOWHERE) {
                int at = destinationAt[pixel] + channel;
                FloatVector sum =
                        FloatVector.fromArray(SPECIES, tile, from).add(FloatVector.fromArray(SPECIES, destination, at));
                VectorMask<Float> passes =
                        FloatVector.fromArray(SPECIES, signs, at + toSigns).compare(VectorOperators.GT, 0);
                FloatVector.zero(SPECIES).blend(sum, passes).intoArray(destination, at);
            }
            from += step;
        }
    }

    /** The channels that do not fill a vector, whatever the kind. */
    private void finishRest(float[] tile, int tileAt, int channel, int at, int length) {
        VectorMask<Float> lanes = Lanes.first(length);
        FloatVector sum = FloatVector.fromArray(SPECIES, tile, tileAt);
        FloatVector value = switch (kind) {
            case BIAS -> sum.add(FloatVector.fromArray(SPECIES, bias, channel));
            case BIAS_RELU ->
                sum.add(FloatVector.fromArray(SPECIES, bias, channel)).max(0);
            case STORE, STORE_MASKED -> sum;
            case ADD, ADD_MASKED -> sum.add(FloatVector.fromArray(SPECIES, destination, at, lanes));
        };
        if (kind == Kind.STORE_MASKED || kind == Kind.ADD_MASKED) {
            VectorMask<Float> passes =
                    FloatVector.fromArray(SPECIES, signs, at + toSigns, lanes).compare(VectorOperators.GT, 0);
            value = FloatVector.zero(SPECIES).blend(value, passes);
        }
        value.intoArray(destination, at, lanes);
    }
}
