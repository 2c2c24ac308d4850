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
        int whole = channels / COUNT * COUNT;
        for (int i = 0; i < pixels; i++) {
            int pixelAt = destinationAt[firstPixel + i];
            if (pixelAt == NOWHERE) {
                continue;
            }
            int from = tileAt + i * vectors * COUNT;
            int at = pixelAt + channel;
            switch (kind) {
                case BIAS -> addBias(tile, from, channel, at, whole);
                case BIAS_RELU -> addBiasAndRectify(tile, from, channel, at, whole);
                case STORE -> System.arraycopy(tile, from, destination, at, whole);
                case ADD -> add(tile, from, at, whole);
                case STORE_MASKED -> Elementwise.mask(signs, at + toSigns, tile, from, destination, at, whole, false);
                case ADD_MASKED -> addAndMask(tile, from, at, whole);
            }
            if (whole < channels) {
                finishRest(tile, from + whole, channel + whole, at + whole, channels - whole);
            }
        }
    }

    private void addBias(float[] tile, int tileAt, int channel, int at, int length) {
        for (int c = 0; c < length; c += COUNT) {
            FloatVector.fromArray(SPECIES, tile, tileAt + c)
                    .add(FloatVector.fromArray(SPECIES, bias, channel + c))
                    .intoArray(destination, at + c);
        }
    }

    private void addBiasAndRectify(float[] tile, int tileAt, int channel, int at, int length) {
        for (int c = 0; c < length; c += COUNT) {
            FloatVector.fromArray(SPECIES, tile, tileAt + c)
                    .add(FloatVector.fromArray(SPECIES, bias, channel + c))
                    .max(0)
                    .intoArray(destination, at + c);
        }
    }

    private void add(float[] tile, int tileAt, int at, int length) {
        for (int c = 0; c < length; c += COUNT) {
            FloatVector.fromArray(SPECIES, tile, tileAt + c)
                    .add(FloatVector.fromArray(SPECIES, destination, at + c))
                    .intoArray(destination, at + c);
        }
    }

    private void addAndMask(float[] tile, int tileAt, int at, int length) {
        for (int c = 0; c < length; c += COUNT) {
            FloatVector sum = FloatVector.fromArray(SPECIES, tile, tileAt + c)
                    .add(FloatVector.fromArray(SPECIES, destination, at + c));
            VectorMask<Float> passes =
                    FloatVector.fromArray(SPECIES, signs, at + toSigns + c).compare(VectorOperators.GT, 0);
            FloatVector.zero(SPECIES).blend(sum, passes).intoArray(destination, at + c);
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
