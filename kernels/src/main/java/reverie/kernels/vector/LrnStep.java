package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;

/**
 * Local response normalisation, a pixel at a time with lanes along the channels. Sums over neighbouring channels read a
 * row of scratch values with zeros on both sides, so that the first and last channels need no special case. The scale s is
 * computed again for the backward: that is cheaper than the memory to keep it.
 */
final class LrnStep {

    private final LrnShape shape;
    private final float alphaOverSize;
    private final int channels;

    private LrnStep(LrnShape shape, int channels) {
        this.shape = shape;
        this.alphaOverSize = shape.alpha() / shape.localSize();
        this.channels = channels;
    }

    static Step forward(Operation.Lrn op) {
        var lrn = new LrnStep(op.shape(), op.input().channels());
        FeatureMap in = op.input();
        FeatureMap out = op.output();
        float[] input = HostBuffer.array(in);
        float[] output = HostBuffer.array(out);
        return (team, scratch) -> team.forEach(in.height(), y -> {
            float[] squares = lrn.neighbourRow();
            for (int x = 0; x < in.width(); x++) {
                lrn.forwardPixel(input, in.at(y, x), squares, output, out.at(y, x));
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
            float[] squares = lrn.neighbourRow();
            float[] ratios = lrn.neighbourRow();
            for (int x = 0; x < in.width(); x++) {
                lrn.backwardPixel(
                        input,
                        in.at(y, x),
                        squares,
                        ratios,
                        outputGradient,
                        outGradient.at(y, x),
                        inputGradient,
                        inGradient.at(y, x),
                        op.accumulate());
            }
        });
    }

    /** One value per channel, between as many zeros as the window reaches and whole vectors read. */
    private float[] neighbourRow() {
        return new float[Lanes.roundUp(channels) + 2 * shape.reach()];
    }

    private void forwardPixel(float[] input, int inputAt, float[] squares, float[] output, int outputAt) {
        square(input, inputAt, squares);
        for (int c = 0; c < channels; c += COUNT) {
            VectorMask<Float> lanes = Lanes.first(channels - c);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + c, lanes);
            value.mul(damping(scale(squares, c))).intoArray(output, outputAt + c, lanes);
        }
    }

    private void backwardPixel(
            float[] input,
            int inputAt,
            float[] squares,
            float[] ratios,
            float[] outputGradient,
            int outputGradientAt,
            float[] inputGradient,
            int inputGradientAt,
            boolean accumulate) {
        square(input, inputAt, squares);
        for (int c = 0; c < channels; c += COUNT) {
            VectorMask<Float> lanes = Lanes.first(channels - c);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + c, lanes);
            FloatVector gradient = FloatVector.fromArray(SPECIES, outputGradient, outputGradientAt + c, lanes);
            FloatVector scale = scale(squares, c);
            gradient.mul(value).mul(damping(scale)).div(scale).intoArray(ratios, shape.reach() + c, lanes);
        }
        float factor = 2 * shape.beta() * alphaOverSize;
        for (int c = 0; c < channels; c += COUNT) {
            VectorMask<Float> lanes = Lanes.first(channels - c);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + c, lanes);
            FloatVector gradient = FloatVector.fromArray(SPECIES, outputGradient, outputGradientAt + c, lanes);
            FloatVector own = gradient.mul(damping(scale(squares, c)));
            FloatVector others = value.mul(neighbourSum(ratios, c)).mul(factor);
            Elementwise.put(own.sub(others), inputGradient, inputGradientAt + c, lanes, accumulate);
        }
    }

    private void square(float[] input, int inputAt, float[] squares) {
        for (int c = 0; c < channels; c += COUNT) {
            VectorMask<Float> lanes = Lanes.first(channels - c);
            FloatVector value = FloatVector.fromArray(SPECIES, input, inputAt + c, lanes);
            value.mul(value).intoArray(squares, shape.reach() + c, lanes);
        }
    }

    /** s = k + alpha / n * sum of squares around. */
    private FloatVector scale(float[] squares, int channel) {
        return neighbourSum(squares, channel).mul(alphaOverSize).add(shape.k());
    }

    private FloatVector neighbourSum(float[] row, int channel) {
        FloatVector sum = FloatVector.fromArray(SPECIES, row, channel);
        for (int n = 1; n < shape.localSize(); n++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, row, channel + n));
        }
        return sum;
    }

    /** s^-beta; the usual 3/4 by two square roots, which round correctly, where a power costs some hundred cycles. */
    private FloatVector damping(FloatVector scale) {
        if (shape.beta() == 0.75f) {
            FloatVector root = scale.sqrt();
            return FloatVector.broadcast(SPECIES, 1).div(root.mul(root.sqrt()));
        }
        return scale.lanewise(VectorOperators.POW, -shape.beta());
    }
}
