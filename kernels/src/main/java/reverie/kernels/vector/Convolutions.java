package reverie.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterAxis;
import reverie.kernels.plan.GradientTarget;

/** Chooses how a convolution is computed, forward and backward: by its shape alone, so that results never depend on chance. */
final class Convolutions {

    private final boolean exact;

    /** @param exact whether sums are taken tap by tap */
    Convolutions(boolean exact) {
        this.exact = exact;
    }

    /** One step for each group; ordinary convolutions have one group. */
    List<Step> forward(Operation.Convolution op) {
        ConvolutionShape shape = op.shape().ofOneGroup();
        AxisTaps rows = AxisTaps.forward(op.output().height(), FilterAxis.rows(shape));
        AxisTaps columns = AxisTaps.forward(op.output().width(), FilterAxis.columns(shape));
        var filters = (VectorFilters) op.filters();
        List<Step> steps = new ArrayList<>();
        for (int group = 0; group < op.shape().groups(); group++) {
            FeatureMap input = band(op.input(), group, shape.inChannels());
            FeatureMap output = band(op.output(), group, shape.outChannels());
            var packing = filters.forward(group);
            var epilogue = TileEpilogue.forward(output, filters.bias(group), op.relu());
            steps.add(step(packing, List.of(rows), List.of(columns), input, output, epilogue));
        }
        return steps;
    }

    /** One step for each group. */
    List<Step> backward(Operation.ConvolutionBackward op, GradientTarget target) {
        ConvolutionShape shape = op.forward().shape().ofOneGroup();
        var filters = (VectorFilters) op.forward().filters();
        List<AxisTaps> rows = AxisTaps.backward(op.inputGradient().height(), FilterAxis.rows(shape));
        List<AxisTaps> columns = AxisTaps.backward(op.inputGradient().width(), FilterAxis.columns(shape));
        List<Step> steps = new ArrayList<>();
        for (int group = 0; group < op.forward().shape().groups(); group++) {
            FeatureMap outputGradient = band(op.outputGradient(), group, shape.outChannels());
            GradientTarget input = target.channels(group * shape.inChannels(), shape.inChannels());
            steps.add(backward(shape, filters, group, rows, columns, outputGradient, input));
        }
        return steps;
    }

    /** One step for each group. */
    List<Step> filterBackward(Operation.ConvolutionFilterBackward op) {
        return IntStream.range(0, op.forward().shape().groups())
                .<Step>mapToObj(group -> FilterBackward.of(op, group))
                .toList();
    }

    private Step backward(
            ConvolutionShape shape,
            VectorFilters filters,
            int group,
            List<AxisTaps> rows,
            List<AxisTaps> columns,
            FeatureMap outputGradient,
            GradientTarget input) {
        if (ScatteredBackward.suits(shape)) {
            return new ScatteredBackward(shape, filters.windows(group), outputGradient, input);
        }
        if (BlockedBackward.suits(shape)) {
            return BlockedBackward.of(shape, filters, group, outputGradient, input);
        }
        return step(filters.backward(group), rows, columns, outputGradient, input.map(), TileEpilogue.backward(input));
    }

    /** One tap sum for each phase of the stride. A forward, and a backward without a stride, has one phase. */
    private Step step(
            VectorFilters.Direction filters,
            List<AxisTaps> rowPhases,
            List<AxisTaps> columnPhases,
            FeatureMap source,
            FeatureMap destination,
            TileEpilogue epilogue) {
        Optional<Winograd> winograd = algorithm(rowPhases.getFirst(), columnPhases.getFirst(), source.channels());
        if (winograd.isPresent()) {
            return new WinogradConvolution(
                    winograd.get(),
                    filters,
                    rowPhases.getFirst(),
                    columnPhases.getFirst(),
                    source,
                    destination,
                    epilogue);
        }
        var sourceMap = new SourceMap(source, rowPhases, columnPhases);
        List<TapConvolution> sums = new ArrayList<>();
        for (AxisTaps rows : rowPhases) {
            for (AxisTaps columns : columnPhases) {
                sums.add(new TapConvolution(
                        rows,
                        columns,
                        filters.panels(rows, columns),
                        sourceMap,
                        source.channels(),
                        destination,
                        epilogue));
            }
        }
        return new ConvolutionStep(sourceMap, sums);
    }

    /** The algorithm for a sum over taps, unless it is to be taken tap by tap. */
    Optional<Winograd> algorithm(AxisTaps rows, AxisTaps columns, int sourceChannels) {
        return exact ? Optional.empty() : Winograd.suiting(rows, columns, sourceChannels);
    }

    private static FeatureMap band(FeatureMap map, int group, int channels) {
        return map.channels(group * channels, channels);
    }
}
