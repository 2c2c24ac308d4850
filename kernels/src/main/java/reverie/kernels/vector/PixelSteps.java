package reverie.kernels.vector;

import java.util.List;
import java.util.stream.IntStream;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.host.Interpolation;

/** The operations that look at one value at a time, or only move pixels. */
final class PixelSteps {

    private PixelSteps() {}

    static Step relu(Operation.Relu op) {
        float[] input = HostBuffer.array(op.input());
        float[] output = HostBuffer.array(op.output());
        Spans spans = new Spans(op.input(), op.output());
        return (team, scratch) ->
                spans.forEach(team, (at, length) -> Elementwise.relu(input, at[0], output, at[1], length));
    }

    static Step reluBackward(Operation.ReluBackward op) {
        float[] output = HostBuffer.array(op.forward().output());
        float[] outputGradient = HostBuffer.array(op.outputGradient());
        float[] inputGradient = HostBuffer.array(op.inputGradient());
        Spans spans = new Spans(op.forward().output(), op.outputGradient(), op.inputGradient());
        return (team, scratch) -> spans.forEach(
                team,
                (at, length) -> Elementwise.mask(
                        output, at[0], outputGradient, at[1], inputGradient, at[2], length, op.accumulate()));
    }

    static Step scale(Operation.Scale op) {
        float[] input = HostBuffer.array(op.input());
        float[] output = HostBuffer.array(op.output());
        Spans spans = new Spans(op.input(), op.output());
        return (team, scratch) -> spans.forEach(
                team,
                (at, length) -> Elementwise.scale(input, at[0], op.factor(), output, at[1], length, op.accumulate()));
    }

    static Step clip(Operation.Clip op) {
        float[] input = HostBuffer.array(op.input());
        float[] output = HostBuffer.array(op.output());
        float[] low = overAndOver(op.low());
        float[] high = overAndOver(op.high());
        int channels = op.input().channels();
        Spans spans = new Spans(op.input(), op.output());
        return (team, scratch) -> spans.forEach(
                team, (at, length) -> Elementwise.clip(input, at[0], low, high, channels, output, at[1], length));
    }

    /** The values repeated, so that a whole vector can be read from any of them. */
    private static float[] overAndOver(List<Float> values) {
        float[] repeated = new float[values.size() + Lanes.COUNT];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = values.get(i % values.size());
        }
        return repeated;
    }

    /** Rows move as two pieces each: what stays on its side, and what comes in again on the other. */
    static Step roll(Operation.Roll op) {
        FeatureMap in = op.input();
        FeatureMap out = op.output();
        int right = Math.floorMod(op.right(), in.width());
        return (team, scratch) -> team.forEach(in.height(), y -> {
            int to = Math.floorMod(y + op.down(), in.height());
            copyPixels(in, in.at(y, 0), out, out.at(to, right), in.width() - right);
            copyPixels(in, in.at(y, in.width() - right), out, out.at(to, 0), right);
        });
    }

    private static void copyPixels(FeatureMap in, int from, FeatureMap out, int to, int pixels) {
        float[] input = HostBuffer.array(in);
        float[] output = HostBuffer.array(out);
        if (in.isDense() && out.isDense()) {
            System.arraycopy(input, from, output, to, pixels * in.channels());
            return;
        }
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(input, from + i * in.pixelStride(), output, to + i * out.pixelStride(), in.channels());
        }
    }

    static Step resize(Operation.Resize op) {
        FeatureMap in = op.input();
        FeatureMap out = op.output();
        float[] input = HostBuffer.array(in);
        float[] output = HostBuffer.array(out);
        Interpolation[] columns = IntStream.range(0, out.width())
                .mapToObj(x -> Interpolation.at(x, out.width(), in.width()))
                .toArray(Interpolation[]::new);
        return (team, scratch) -> team.forEach(out.height(), y -> {
            Interpolation rows = Interpolation.at(y, out.height(), in.height());
            int lowerRow = in.at(rows.lower(), 0);
            int upperRow = in.at(rows.upper(), 0);
            for (int x = 0; x < out.width(); x++) {
                int lower = columns[x].lower() * in.pixelStride();
                int upper = columns[x].upper() * in.pixelStride();
                int at = out.at(y, x);
                for (int c = 0; c < out.channels(); c++) {
                    double inLowerRow = columns[x].between(input[lowerRow + lower + c], input[lowerRow + upper + c]);
                    double inUpperRow = columns[x].between(input[upperRow + lower + c], input[upperRow + upper + c]);
                    output[at + c] = (float) rows.between(inLowerRow, inUpperRow);
                }
            }
        });
    }
}
