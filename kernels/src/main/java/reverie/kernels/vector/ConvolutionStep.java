package reverie.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/** A convolution of one group, forward or backward: a source made ready once, and the tap sums that read it. */
record ConvolutionStep(SourceMap source, List<TapConvolution> sums) implements Step {

    /** One step for each group; ordinary convolutions have one group. */
    static List<Step> forward(Operation.Convolution op) {
        ConvolutionShape shape = op.shape().ofOneGroup();
        FeatureMap output = op.output();
        AxisTaps rows = AxisTaps.forward(output.height(), FilterAxis.rows(shape));
        AxisTaps columns = AxisTaps.forward(output.width(), FilterAxis.columns(shape));
        var filters = (VectorFilters) op.filters();
        List<Step> steps = new ArrayList<>();
        for (int group = 0; group < op.shape().groups(); group++) {
            FeatureMap input = band(op.input(), group, shape.inChannels());
            SourceMap source = new SourceMap(input, Optional.empty(), List.of(rows), List.of(columns));
            TapConvolution sum = new TapConvolution(
                    rows,
                    columns,
                    filters.forward(group, rows, columns),
                    filters.bias(group),
                    source,
                    shape.inChannels(),
                    band(output, group, shape.outChannels()),
                    false,
                    op.relu());
            steps.add(new ConvolutionStep(source, List.of(sum)));
        }
        return steps;
    }

    /** One step for each group. */
    static List<Step> backward(Operation.ConvolutionBackward op) {
        ConvolutionShape shape = op.forward().shape().ofOneGroup();
        var filters = (VectorFilters) op.forward().filters();
        List<Step> steps = new ArrayList<>();
        for (int group = 0; group < op.forward().shape().groups(); group++) {
            FeatureMap output = band(op.forward().output(), group, shape.outChannels());
            FeatureMap outputGradient = band(op.outputGradient(), group, shape.outChannels());
            FeatureMap inputGradient = band(op.inputGradient(), group, shape.inChannels());
            Optional<FeatureMap> mask = op.forward().relu() ? Optional.of(output) : Optional.empty();
            steps.add(
                    BlockedBackward.suits(shape)
                            ? BlockedBackward.of(
                                    shape, filters, group, outputGradient, mask, inputGradient, op.accumulate())
                            : backward(shape, filters, group, outputGradient, mask, inputGradient, op.accumulate()));
        }
        return steps;
    }

    /** One tap sum for each phase of the stride. */
    private static Step backward(
            ConvolutionShape shape,
            VectorFilters filters,
            int group,
            FeatureMap outputGradient,
            Optional<FeatureMap> mask,
            FeatureMap inputGradient,
            boolean accumulate) {
        List<AxisTaps> rowPhases = AxisTaps.backward(inputGradient.height(), FilterAxis.rows(shape));
        List<AxisTaps> columnPhases = AxisTaps.backward(inputGradient.width(), FilterAxis.columns(shape));
        float[] noBias = Panels.paddedRow(new float[shape.inChannels()]);
        SourceMap source = new SourceMap(outputGradient, mask, rowPhases, columnPhases);
        List<TapConvolution> sums = new ArrayList<>();
        for (AxisTaps rows : rowPhases) {
            for (AxisTaps columns : columnPhases) {
                sums.add(new TapConvolution(
                        rows,
                        columns,
                        filters.backward(group, rows, columns),
                        noBias,
                        source,
                        shape.outChannels(),
                        inputGradient,
                        accumulate,
                        false));
            }
        }
        return new ConvolutionStep(source, sums);
    }

    private static FeatureMap band(FeatureMap map, int group, int channels) {
        return map.channels(group * channels, channels);
    }

    @Override
    public int scratch() {
        return source.scratch();
    }

    @Override
    public void run(Team team, float[] scratch) {
        float[] values = source.prepare(team, scratch);
        sums.forEach(sum -> sum.run(team, values));
    }
}
