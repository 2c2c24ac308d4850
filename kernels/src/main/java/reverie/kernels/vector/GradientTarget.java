package reverie.kernels.vector;

import java.util.Optional;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;

/**
 * Where a backward operation writes, and what is done on the way.
 *
 * @param map the input gradient
 * @param accumulate whether it is added to
 * @param reluOutput the output of the ReLU in front, of the map's shape and laid out like it: the gradient becomes 0 where
 *     it is not greater than 0
 */
record GradientTarget(FeatureMap map, boolean accumulate, Optional<FeatureMap> reluOutput) {

    static GradientTarget of(Operation.Backward op) {
        return new GradientTarget(op.inputGradient(), op.accumulate(), Optional.empty());
    }

    /** With the derivative of a ReLU, if that is all that the operation behind does. */
    Optional<GradientTarget> fusedWith(Operation behind) {
        boolean fits = behind instanceof Operation.ReluBackward relu
                && relu.outputGradient().equals(map)
                && relu.inputGradient().equals(map)
                && !relu.accumulate()
                && relu.forward().output().pixelStride() == map.pixelStride();
        return fits
                ? Optional.of(new GradientTarget(
                        map,
                        accumulate,
                        Optional.of(((Operation.ReluBackward) behind).forward().output())))
                : Optional.empty();
    }

    /** Takes the ReLU's derivative, if there is one to take, of a row that has just been finished. */
    void rectifyRow(int y) {
        if (reluOutput.isEmpty()) {
            return;
        }
        FeatureMap output = reluOutput.get();
        float[] signs = HostBuffer.array(output);
        float[] gradient = HostBuffer.array(map);
        int spans = map.isDense() ? 1 : map.width();
        int length = map.isDense() ? map.rowStride() : map.channels();
        for (int x = 0; x < spans; x++) {
            int at = map.at(y, x);
            Elementwise.mask(signs, output.at(y, x), gradient, at, gradient, at, length, false);
        }
    }

    /** Writes the gradient of a pixel, channel by channel: for pixels of few channels. */
    void putPixel(int y, int x, float[] values, int valuesAt) {
        float[] gradient = HostBuffer.array(map);
        int at = map.at(y, x);
        for (int c = 0; c < map.channels(); c++) {
            float sum = accumulate ? gradient[at + c] + values[valuesAt + c] : values[valuesAt + c];
            gradient[at + c] = passes(y, x, c) ? sum : 0;
        }
    }

    private boolean passes(int y, int x, int channel) {
        return reluOutput.isEmpty()
                || HostBuffer.array(reluOutput.get())[reluOutput.get().at(y, x) + channel] > 0;
    }

    /** A band of the map's channels, with the same of the ReLU's. */
    GradientTarget channels(int first, int count) {
        return new GradientTarget(
                map.channels(first, count), accumulate, reluOutput.map(output -> output.channels(first, count)));
    }
}
