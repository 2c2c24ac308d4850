package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/**
 * Local response normalisation, with lanes along the channels. The neighbours of a vector of channels are the same memory
 * read some floats earlier or later. Each pixel is first copied to where zeros lie around it, so that its first and last
 * channels need no care. The scale s is computed again for the backward: that is cheaper than the memory to keep it.
 */
final class LrnStep {

    private final int size;
    private final int reach;
    private final float alphaOverSize;
    private final float k;
    private final float beta;
    private final float factor; // of the second term of dx

    /** Whether s^-beta can be had from roots. A network has one exponent, so only one way is ever compiled. */
    private final boolean rooted;

    private final int channels;
    private final int whole; // channels in whole vectors
    private final VectorMask<Float> rest;

    private LrnStep(LrnShape shape, int channels) {
        this.size = shape.localSize();
        this.reach = shape.reach();
        this.alphaOverSize = shape.alpha() / size;
        this.k = shape.k();
        this.beta = shape.beta();
        this.factor = 2 * alphaOverSize * beta;
        this.rooted = beta == 0.75f && shape.alpha() >= 0 && k > 0;
        this.channels = channels;
        this.whole = channels / COUNT * COUNT;
        this.rest = Lanes.first(channels - whole);
    }

    static Step forward(Operation.Lrn op) {
        FeatureMap in = op.input();
        FeatureMap out = op.output();
        var lrn = new LrnStep(op.shape(), in.channels());
        float[] input = HostBuffer.array(in);
        float[] output = HostBuffer.array(out);
        return (team, scratch) -> team.forEach(in.height(), y -> {
            float[] values = lrn.surrounded();
            for (int x = 0; x < in.width(); x++) {
                System.arraycopy(input, in.at(y, x), values, lrn.reach, lrn.channels);
                lrn.forward(values, output, out.at(y, x));
            }
        });
    }

    static Step backward(Operation.LrnBackward op, GradientTarget target) {
        FeatureMap in = op.forward().input();
        FeatureMap outGradient = op.outputGradient();
        FeatureMap inGradient = target.map();
        var lrn = new LrnStep(op.forward().shape(), in.channels());
        float[] input = HostBuffer.array(in);
        float[] outputGradient = HostBuffer.array(outGradient);
        float[] inputGradient = HostBuffer.array(inGradient);
        return (team, scratch) -> team.forEach(in.height(), y -> {
            float[] values = lrn.surrounded();
            float[] damped = lrn.surrounded();
            float[] ratios = lrn.surrounded();
            for (int x = 0; x < in.width(); x++) {
                System.arraycopy(input, in.at(y, x), values, lrn.reach, lrn.channels);
                lrn.ratios(values, outputGradient, outGradient.at(y, x), damped, ratios);
                lrn.subtractOthers(values, damped, ratios);
                Elementwise.scale(
                        damped, lrn.reach, 1, inputGradient, inGradient.at(y, x), lrn.channels, target.accumulate());
            }
            GradientRows.rectify(target, y);
        });
    }

    /** Room for a pixel in whole vectors, with zeros before and behind it as far as the neighbours of its channels reach. */
    private float[] surrounded() {
        return new float[Lanes.roundUp(channels) + 2 * reach];
    }

    /** y = x s^-beta. */
    private void forward(float[] values, float[] output, int outputAt) {
        for (int c = 0; c < whole; c += COUNT) {
            normalised(values, c).intoArray(output, outputAt + c);
        }
        if (whole < channels) {
            normalised(values, whole).intoArray(output, outputAt + whole, rest);
        }
    }

    private FloatVector normalised(float[] values, int c) {
        FloatVector s = scale(values, c);
        FloatVector root = FourthRoot.inverse(s);
        FloatVector damping = rooted ? FourthRoot.inverseCubed(root, FourthRoot.error(s, root)) : power(s);
        return FloatVector.fromArray(SPECIES, values, c + reach).mul(damping);
    }

    /** Keeps dy s^-beta, and the ratios dy y / s. */
    private void ratios(float[] values, float[] outputGradient, int outputGradientAt, float[] damped, float[] ratios) {
        for (int c = 0; c < whole; c += COUNT) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, outputGradient, outputGradientAt + c);
            keepRatios(values, gradient, damped, ratios, c);
        }
        if (whole < channels) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, outputGradient, outputGradientAt + whole, rest);
            keepRatios(values, gradient, damped, ratios, whole);
        }
    }

    private void keepRatios(float[] values, FloatVector gradient, float[] damped, float[] ratios, int c) {
        FloatVector s = scale(values, c);
        FloatVector root = FourthRoot.inverse(s);
        FloatVector error = FourthRoot.error(s, root);
        FloatVector damping = rooted ? FourthRoot.inverseCubed(root, error) : power(s);
        FloatVector inverse = rooted
                ? FourthRoot.reciprocal(root, error)
                : FloatVector.broadcast(SPECIES, 1).div(s);
        FloatVector own = gradient.mul(damping);
        own.intoArray(damped, c + reach);
        FloatVector.fromArray(SPECIES, values, c + reach).mul(own).mul(inverse).intoArray(ratios, c + reach);
    }

    /**
     * dx = dy s^-beta - 2 alpha beta / n x (sum of the ratios around), where dy s^-beta was. All in one loop: a method that
     * returned a vector of it would be too much for the compiler to inline, and each vector an object.
     */
    private void subtractOthers(float[] values, float[] damped, float[] ratios) {
        for (int c = 0; c < channels; c += COUNT) {
            FloatVector sum = FloatVector.fromArray(SPECIES, ratios, c);
            for (int n = 1; n < size; n++) {
                sum = sum.add(FloatVector.fromArray(SPECIES, ratios, c + n));
            }
            FloatVector others =
                    FloatVector.fromArray(SPECIES, values, c + reach).mul(sum).mul(factor);
            FloatVector.fromArray(SPECIES, damped, c + reach).sub(others).intoArray(damped, c + reach);
        }
    }

    /** s = k + alpha / n * sum of squares around. */
    private FloatVector scale(float[] values, int c) {
        FloatVector first = FloatVector.fromArray(SPECIES, values, c);
        FloatVector squares = first.mul(first);
        for (int n = 1; n < size; n++) {
            FloatVector value = FloatVector.fromArray(SPECIES, values, c + n);
            squares = value.fma(value, squares);
        }
        return squares.mul(alphaOverSize).add(k);
    }

    /** The Vector API's own power rounds differently before and after compilation; this one always alike. */
    private FloatVector power(FloatVector s) {
        float[] values = s.toArray();
        for (int lane = 0; lane < values.length; lane++) {
            values[lane] = (float) StrictMath.pow(values[lane], -beta);
        }
        return FloatVector.fromArray(SPECIES, values, 0);
    }
}
