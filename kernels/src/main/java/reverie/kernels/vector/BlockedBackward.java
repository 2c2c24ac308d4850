package reverie.kernels.vector;

import java.util.List;
import java.util.Optional;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.AxisTaps;
import reverie.kernels.plan.FilterAxis;
import reverie.kernels.plan.GradientTarget;

/**
 * The backward of a strided convolution with few input channels, such as GoogLeNet's first: a block of stride x stride
 * input pixels is computed as one pixel with stride x stride times the channels. A sum for each phase of the stride would
 * leave most lanes of a vector empty: 3 of 16 for colours, here 12. Some taps do not exist for some phases; their weights
 * are zeros, and adding a product with zero changes no sum.
 */
record BlockedBackward(
        ConvolutionShape shape, SourceMap source, TapConvolution sum, FeatureMap blocks, GradientTarget target)
        implements Step {

    /** Whether blocks fit into a panel, so that nothing is gained by taking phases one by one. */
    static boolean suits(ConvolutionShape shape) {
        int phases = shape.strideHeight() * shape.strideWidth();
        return phases > 1 && phases * shape.inChannels() <= ChannelPanels.WIDTH;
    }

    static BlockedBackward of(
            ConvolutionShape shape,
            VectorFilters filters,
            int group,
            FeatureMap outputGradient,
            GradientTarget target) {
        FeatureMap inputGradient = target.map();
        AxisTaps rows = AxisTaps.blocks(inputGradient.height(), FilterAxis.rows(shape));
        AxisTaps columns = AxisTaps.blocks(inputGradient.width(), FilterAxis.columns(shape));
        int channels = shape.strideHeight() * shape.strideWidth() * shape.inChannels();
        var blocks = FeatureMap.dense(
                new HostBuffer(new float[Math.multiplyExact(rows.count() * columns.count(), channels)]),
                rows.count(),
                columns.count(),
                channels);
        SourceMap source = new SourceMap(outputGradient, List.of(rows), List.of(columns));
        TapConvolution sum = new TapConvolution(
                rows,
                columns,
                filters.blocks(group, rows, columns),
                source,
                shape.outChannels(),
                blocks,
                TileEpilogue.backward(new GradientTarget(blocks, false, Optional.empty())));
        return new BlockedBackward(shape, source, sum, blocks, target);
    }

    @Override
    public int scratch() {
        return source.scratch();
    }

    @Override
    public int workerScratch() {
        return TapConvolution.WORKER_SCRATCH;
    }

    @Override
    public void run(Team team, Scratch scratch) {
        sum.run(team, source.prepare(team, scratch.shared()), scratch);
        team.forEach(target.map().height(), this::unpackRow);
    }

    /** Takes the pixels of one input row out of their blocks. */
    private void unpackRow(int y) {
        float[] values = HostBuffer.array(blocks);
        FeatureMap inputGradient = target.map();
        int rowInBlock = y % shape.strideHeight() * shape.strideWidth();
        for (int x = 0; x < inputGradient.width(); x++) {
            int from = blocks.at(y / shape.strideHeight(), x / shape.strideWidth())
                    + (rowInBlock + x % shape.strideWidth()) * inputGradient.channels();
            GradientRows.putPixel(target, y, x, values, from);
        }
    }
}
