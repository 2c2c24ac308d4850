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
        AxisTaps rows = AxisTaps.forward(
                output.height(),
                shape.filterHeight(),
                shape.strideHeight(),
                shape.paddingHeight(),
                shape.dilationHeight());
        AxisTaps columns = AxisTaps.forward(
                output.width(), shape.filterWidth(), shape.strideWidth(), shape.paddingWidth(), shape.dilationWidth());
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

    /** One step for each group, with one tap sum for each phase of the stride. */
    static List<Step> backward(Operation.ConvolutionBackward op) {
        ConvolutionShape shape = op.forward().shape().ofOneGroup();
        FeatureMap inputGradient = op.inputGradient();
        List<AxisTaps> rowPhases = AxisTaps.backward(
                inputGradient.height(),
                shape.filterHeight(),
                shape.strideHeight(),
                shape.paddingHeight(),
                shape.dilationHeight());
        List<AxisTaps> columnPhases = AxisTaps.backward(
                inputGradient.width(),
                shape.filterWidth(),
                shape.strideWidth(),
                shape.paddingWidth(),
                shape.dilationWidth());
        var filters = (VectorFilters) op.forward().filters();
        float[] noBias = Panels.paddedRow(new float[shape.inChannels()]);
        List<Step> steps = new ArrayList<>();
        for (int group = 0; group < op.forward().shape().groups(); group++) {
            FeatureMap output = band(op.forward().output(), group, shape.outChannels());
            SourceMap source = new SourceMap(
                    band(op.outputGradient(), group, shape.outChannels()),
                    op.forward().relu() ? Optional.of(output) : Optional.empty(),
                    rowPhases,
                    columnPhases);
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
                            band(inputGradient, group, shape.inChannels()),
                            op.accumulate(),
                            false));
                }
            }
            steps.add(new ConvolutionStep(source, sums));
        }
        return steps;
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
