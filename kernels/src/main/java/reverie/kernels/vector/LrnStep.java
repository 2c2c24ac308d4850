package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;

/**
 * Local response normalisation, with lanes along the channels. The neighbours of a vector of channels are the same memory
 * read some floats earlier or later; at the first and last channels masks keep the next pixel's out. The scale s is
 * computed again for the backward: that is cheaper than the memory to keep it.
 */
final class LrnStep {

    /**
     * Pixels that the backward takes together. Its second sum reads, shifted, what its first loop has just written, and a
     * processor stalls if that is still on its way to the cache.
     */
    private static final int CHUNK = 8;

    private final LrnShape shape;
    private final float alphaOverSize;
    private final int channels;

    private LrnStep(LrnShape shape, int channels) {
        this.shape = shape;
        this.alphaOverSize = shape.alpha() / shape.localSize();
        this.channels = channels;
    }

    static Step forward(Operation.Lrn op) {
        FeatureMap in = op.input();
        FeatureMap out = op.output();
        var lrn = new LrnStep(op.shape(), in.channels());
        float[] input = HostBuffer.array(in);
        float[] output = HostBuffer.array(out);
        return (team, scratch) -> team.forEach(in.height(), y -> {
            for (int x = 0; x < in.width(); x++) {
                lrn.forwardPixel(input, in.at(y, x), output, out.at(y, x));
            }
        });
    }

    static Step backward(Operation.LrnBackward op) {
        FeatureMap in = op.forward().input();
        FeatureMap outGradient = op.outputGradient();
        FeatureMap inGradient = op.inputGradient();
        var lrn = new LrnStep(op.forward().shape(), in.channels());
        float[] input = HostBuffer.array(in);
        float[] outputGradient = HostBuffer.array(outGradient);
        float[] inputGradient = HostBuffer.array(inGradient);
        return (team, scratch) -> team.forEach(in.height(), y -> {
            // Zeros stay between the ratios of neighbouring pixels, as many as the window reaches.
            float[] ratios = new float[CHUNK * lrn.ratioStride() + 2 * lrn.shape.reach()];
            float[] damped = new float[CHUNK * Lanes.roundUp(in.channels())];
            for (int start = 0; start < in.width(); start += CHUNK) {
                int end = Math.min(start + CHUNK, in.width());
                for (int x = start; x < end; x++) {
                    lrn.ratioPixel(input, in.at(y, x), outputGradient, outGradient.at(y, x), ratios, damped, x - start);
                }
                for (int x = start; x < end; x++) {
                    lrn.backwardPixel(
                            input,
                            in.at(y, x),
                            ratios,
                            damped,
                            x - start,
                            inputGradient,
                            inGradient.at(y, x),
                            op.accumulate());
                }
            }
        });
    }

    private int ratioStride() {
        return Lanes.roundUp(channels) + 2 * shape.reach();
    }

    /** y = x s^-beta. */
    private void forwardPixel(float[] input, int inputAt, float[] output, int outputAt) {
        for (int c = 0; c < channels; c += COUNT) {
            if (isInner(c)) {
                forwardVector(innerSquares(input, inputAt + c), input, inputAt, output, outputAt, c);
            } else {
                forwardVector(edgeSquares(input, inputAt, c), input, inputAt, output, outputAt, c);
            }
        }
    }

    private void forwardVector(FloatVector squares, float[] input, int inputAt, float[] output, int outputAt, int c) {
        VectorMask<Float> lanes = Lanes.first(channels - c);
        FloatVector.fromArray(SPECIES, input, inputAt + c, lanes)
                .mul(damping(inverseScale(squares)))
                .intoArray(output, outputAt + c, lanes);
    }

    /** Keeps dy s^-beta, and the ratios dy y / s. */
    private void ratioPixel(
            float[] input,
            int inputAt,
            float[] outputGradient,
            int outputGradientAt,
            float[] ratios,
            float[] damped,
            int pixel) {
        int dampedAt = pixel * Lanes.roundUp(channels);
        int ratioAt = pixel * ratioStride() + shape.reach();
        for (int c = 0; c < channels; c += COUNT) {
            VectorMask<Float> lanes = Lanes.first(channels - c);
            FloatVector gradient = FloatVector.fromArray(SPECIES, outputGradient, outputGradientAt + c, lanes);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + c, lanes);
            if (isInner(c)) {
                ratioVector(
                        innerSquares(input, inputAt + c),
                        value,
                        gradient,
                        damped,
                        dampedAt + c,
                        ratios,
                        ratioAt + c,
                        lanes);
            } else {
                ratioVector(
                        edgeSquares(input, inputAt, c),
                        value,
                        gradient,
                        damped,
                        dampedAt + c,
                        ratios,
                        ratioAt + c,
                        lanes);
            }
        }
    }

    private void ratioVector(
            FloatVector squares,
            FloatVector value,
            FloatVector gradient,
            float[] damped,
            int dampedAt,
            float[] ratios,
            int ratioAt,
            VectorMask<Float> lanes) {
        FloatVector inverse = inverseScale(squares);
        FloatVector own = gradient.mul(damping(inverse));
        own.intoArray(damped, dampedAt);
        value.mul(own).mul(inverse).intoArray(ratios, ratioAt, lanes);
    }

    /** dx = dy s^-beta - 2 alpha beta / n x (sum of the ratios around). */
    private void backwardPixel(
            float[] input,
            int inputAt,
            float[] ratios,
            float[] damped,
            int pixel,
            float[] inputGradient,
            int inputGradientAt,
            boolean accumulate) {
        float factor = 2 * shape.beta() * alphaOverSize;
        for (int c = 0; c < channels; c += COUNT) {
            VectorMask<Float> lanes = Lanes.first(channels - c);
            int first = pixel * ratioStride() + c;
            FloatVector sum = FloatVector.fromArray(SPECIES, ratios, first);
            for (int n = 1; n < shape.localSize(); n++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, ratios, first + n));
            }
            FloatVector others = FloatVector.fromArray(SPECIES, input, inputAt + c, lanes)
                    .mul(sum)
                    .mul(factor);
            FloatVector own = FloatVector.fromArray(SPECIES, damped, pixel * Lanes.roundUp(channels) + c);
            Elementwise.put(own.sub(others), inputGradient, inputGradientAt + c, lanes, accumulate);
        }
    }

    /** Whether all neighbours of a vector of channels exist. Asked before the vectors are made: see {@link TileKernel}. */
    private boolean isInner(int channel) {
        return channel >= shape.reach() && channel + COUNT + shape.reach() <= channels;
    }

    /** 1 / s with s = k + alpha / n * sum of squares around. */
    private FloatVector inverseScale(FloatVector squares) {
        return FloatVector.broadcast(SPECIES, 1).div(squares.mul(alphaOverSize).add(shape.k()));
    }

    private FloatVector innerSquares(float[] input, int at) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int n = -shape.reach(); n <= shape.reach(); n++) {
            FloatVector value = FloatVector.fromArray(SPECIES, input, at + n);
            sum = value.fma(value, sum);
        }
        return sum;
    }

    private FloatVector edgeSquares(float[] input, int inputAt, int channel) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int n = -shape.reach(); n <= shape.reach(); n++) {
            VectorMask<Float> exists = SPECIES.indexInRange(channel + n, channels);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + channel + n, exists);
            sum = value.fma(value, sum);
        }
        return sum;
    }

    /** s^-beta from 1 / s; the usual 3/4 by two square roots, where a power costs some hundred cycles. */
    private FloatVector damping(FloatVector inverse) {
        if (shape.beta() == 0.75f) {
            FloatVector root = inverse.sqrt();
            return root.mul(root.sqrt());
        }
        return power(inverse);
    }

    /** The Vector API's own power rounds differently before and after compilation; this one always alike. */
    private FloatVector power(FloatVector inverse) {
        float[] values = inverse.toArray();
        for (int lane = 0; lane < values.length; lane++) {
            values[lane] = (float) StrictMath.pow(values[lane], shape.beta());
        }
        return FloatVector.fromArray(SPECIES, values, 0);
    }
}
