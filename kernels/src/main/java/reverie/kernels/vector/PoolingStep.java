package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/**
 * Pooling, with lanes along the channels and rows shared out to the team. Backward gathers: every input pixel collects
 * from the windows that cover it, in scan order, so that no two threads ever add to the same value.
 */
final class PoolingStep {

    private final WindowRange rows;
    private final WindowRange columns;
    private final FeatureMap in;
    private final FeatureMap out;
    private final float[] input;
    private final float[] output;

    /** The maps are the values or, for a backward, where only the shapes matter, the gradients. */
    private PoolingStep(PoolingShape shape, FeatureMap in, FeatureMap out) {
        this.in = in;
        this.out = out;
        this.input = HostBuffer.array(in);
        this.output = HostBuffer.array(out);
        this.rows = new WindowRange(
                in.height(), out.height(), shape.windowHeight(), shape.strideHeight(), shape.paddingHeight());
        this.columns = new WindowRange(
                in.width(), out.width(), shape.windowWidth(), shape.strideWidth(), shape.paddingWidth());
    }

    static Step maximum(Operation.MaxPooling op) {
        var pooling = new PoolingStep(op.shape(), op.input(), op.output());
        boolean small = op.shape().windowHeight() <= 3 && op.shape().windowWidth() <= 3;
        Team.Task row = small && op.input().channels() >= COUNT ? pooling::maximumOfNineRow : pooling::maximumRow;
        return (team, scratch) -> team.forEach(pooling.out.height(), row);
    }

    private void maximumOfNineRow(int y) {
        int[] fromRows = rows.three(y, in.rowStride());
        for (int i = 0; i < 3; i++) {
            fromRows[i] += in.offset();
        }
        int channels = in.channels();
        int whole = channels / COUNT * COUNT;
        for (int x = 0; x < out.width(); x++) {
            int[] fromColumns = columns.three(x, in.pixelStride());
            MaximumOfNine.pixel(input, fromRows, fromColumns, output, out.at(y, x), 0, whole);
            if (whole < channels) {
                // The last vector overlaps the one before: finding a maximum twice costs less than a mask.
                MaximumOfNine.pixel(input, fromRows, fromColumns, output, out.at(y, x), channels - COUNT, channels);
            }
        }
    }

    private void maximumRow(int y) {
        for (int x = 0; x < out.width(); x++) {
            for (int c = 0; c < out.channels(); c += COUNT) {
                VectorMask<Float> lanes = Lanes.first(out.channels() - c);
                FloatVector maximum = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
                for (int inY = rows.firstInput(y); inY < rows.endInput(y); inY++) {
                    for (int inX = columns.firstInput(x); inX < columns.endInput(x); inX++) {
                        FloatVector value = FloatVector.fromArray(SPECIES, input, in.at(inY, inX) + c, lanes);
                        maximum = maximum.max(value);
                    }
                }
                maximum.intoArray(output, out.at(y, x) + c, lanes);
            }
        }
    }

    /**
     * Scratch memory holds, for every output, the number of its first maximum: position in the window's rows times the
     * window's width plus position in its columns. A float holds it exactly, and is compared like the other lanes.
     */
    static Step maximumBackward(Operation.MaxPoolingBackward op, GradientTarget target) {
        var pooling = new PoolingStep(
                op.forward().shape(), op.forward().input(), op.forward().output());
        FeatureMap outputGradient = op.outputGradient();
        return new Step() {
            @Override
            public int scratch() {
                return outputGradient.size();
            }

            @Override
            public void run(Team team, Scratch scratch) {
                float[] first = scratch.shared();
                team.forEach(outputGradient.height(), y -> pooling.firstMaximumRow(y, first));
                team.forEach(target.map().height(), y -> {
                    pooling.maximumBackwardRow(y, first, outputGradient, target.map(), target.accumulate());
                    GradientRows.rectify(target, y);
                });
            }
        };
    }

    private void firstMaximumRow(int y, float[] first) {
        for (int x = 0; x < out.width(); x++) {
            for (int c = 0; c < out.channels(); c += COUNT) {
                VectorMask<Float> lanes = Lanes.first(out.channels() - c);
                FloatVector maximum = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
                FloatVector number = FloatVector.broadcast(SPECIES, -1);
                for (int inY = rows.firstInput(y); inY < rows.endInput(y); inY++) {
                    for (int inX = columns.firstInput(x); inX < columns.endInput(x); inX++) {
                        FloatVector value = FloatVector.fromArray(SPECIES, input, in.at(inY, inX) + c, lanes);
                        VectorMask<Float> greater = value.compare(VectorOperators.GT, maximum);
                        maximum = maximum.blend(value, greater);
                        number = number.blend(number(y, x, inY, inX), greater);
                    }
                }
                number.intoArray(first, (y * out.width() + x) * out.channels() + c, lanes);
            }
        }
    }

    private int number(int y, int x, int inY, int inX) {
        return rows.position(y, inY) * columns.window() + columns.position(x, inX);
    }

    private void maximumBackwardRow(
            int inY, float[] first, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate) {
        float[] gradients = HostBuffer.array(outputGradient);
        float[] destination = HostBuffer.array(inputGradient);
        for (int inX = 0; inX < inputGradient.width(); inX++) {
            for (int c = 0; c < inputGradient.channels(); c += COUNT) {
                VectorMask<Float> lanes = Lanes.first(inputGradient.channels() - c);
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int y = rows.firstOutput(inY); y < rows.endOutput(inY); y++) {
                    for (int x = columns.firstOutput(inX); x < columns.endOutput(inX); x++) {
                        int at = (y * out.width() + x) * out.channels() + c;
                        VectorMask<Float> mine = FloatVector.fromArray(SPECIES, first, at, lanes)
                                .compare(VectorOperators.EQ, (float) number(y, x, inY, inX));
                        FloatVector gradient =
                                FloatVector.fromArray(SPECIES, gradients, outputGradient.at(y, x) + c, lanes);
                        sum = sum.add(gradient, mine);
                    }
                }
                Elementwise.put(sum, destination, inputGradient.at(inY, inX) + c, lanes, accumulate);
            }
        }
    }

    static Step average(Operation.AveragePooling op) {
        var pooling = new PoolingStep(op.shape(), op.input(), op.output());
        return (team, scratch) -> team.forEach(pooling.out.height(), pooling::averageRow);
    }

    private void averageRow(int y) {
        for (int x = 0; x < out.width(); x++) {
            float size = rows.paddedLength(y) * columns.paddedLength(x);
            for (int c = 0; c < out.channels(); c += COUNT) {
                VectorMask<Float> lanes = Lanes.first(out.channels() - c);
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int inY = rows.firstInput(y); inY < rows.endInput(y); inY++) {
                    for (int inX = columns.firstInput(x); inX < columns.endInput(x); inX++) {
                        sum = sum.add(FloatVector.fromArray(SPECIES, input, in.at(inY, inX) + c, lanes));
                    }
                }
                sum.div(size).intoArray(output, out.at(y, x) + c, lanes);
            }
        }
    }

    static Step averageBackward(Operation.AveragePoolingBackward op, GradientTarget target) {
        var pooling = new PoolingStep(op.forward().shape(), target.map(), op.outputGradient());
        return (team, scratch) -> team.forEach(pooling.in.height(), y -> {
            pooling.averageBackwardRow(y, target.accumulate());
            GradientRows.rectify(target, y);
        });
    }

    private void averageBackwardRow(int inY, boolean accumulate) {
        for (int inX = 0; inX < in.width(); inX++) {
            for (int c = 0; c < in.channels(); c += COUNT) {
                VectorMask<Float> lanes = Lanes.first(in.channels() - c);
                FloatVector sum = FloatVector.zero(SPECIES);
                for (int y = rows.firstOutput(inY); y < rows.endOutput(inY); y++) {
                    for (int x = columns.firstOutput(inX); x < columns.endOutput(inX); x++) {
                        float size = rows.paddedLength(y) * columns.paddedLength(x);
                        sum = sum.add(FloatVector.fromArray(SPECIES, output, out.at(y, x) + c, lanes)
                                .div(size));
                    }
                }
                Elementwise.put(sum, input, in.at(inY, inX) + c, lanes, accumulate);
            }
        }
    }
}
