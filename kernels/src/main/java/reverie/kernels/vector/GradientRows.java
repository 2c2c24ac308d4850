package reverie.kernels.vector;

import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/** Writes into a {@link GradientTarget}, row by row or pixel by pixel. */
final class GradientRows {

    private GradientRows() {}

    /** Takes the ReLU's derivative, if there is one to take, of a row that has just been finished. */
    static void rectify(GradientTarget target, int y) {
        if (target.reluOutput().isEmpty()) {
            return;
        }
        FeatureMap map = target.map();
        FeatureMap output = target.reluOutput().get();
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
    static void putPixel(GradientTarget target, int y, int x, float[] values, int valuesAt) {
        FeatureMap map = target.map();
        float[] gradient = HostBuffer.array(map);
        int at = map.at(y, x);
        for (int c = 0; c < map.channels(); c++) {
            float sum = target.accumulate() ? gradient[at + c] + values[valuesAt + c] : values[valuesAt + c];
            gradient[at + c] = passes(target, y, x, c) ? sum : 0;
        }
    }

    private static boolean passes(GradientTarget target, int y, int x, int channel) {
        return target.reluOutput().isEmpty()
                || HostBuffer.array(target.reluOutput().get())[
                                target.reluOutput().get().at(y, x) + channel]
                        > 0;
    }
}
