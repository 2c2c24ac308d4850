package reverie.kernels.opencl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/** The launches of convolutions, forward and backward. */
final class Convolutions {

    private static final int RELU = 1;
    private static final int ACCUMULATE = 2;
    private static final int GATED = 4;
    private static final int PARTS = 8;

    /** Work-items of a work-group of kernels that compute a value each. */
    private static final int GROUP = 64;

    private final OpenClSession session;
    private final TileChoices tiles;
    private final Scratch partialSums;

    Convolutions(OpenClSession session, TileChoices tiles) {
        this.session = session;
        this.tiles = tiles;
        this.partialSums = new Scratch(session);
    }

    /** How many values the matrices of both directions have, at most: filled up to whole tiles. */
    static long mostWeights(ConvolutionShape shape) {
        int widest = ConvolutionTile.ALL.stream()
                .mapToInt(ConvolutionTile::channels)
                .max()
                .orElseThrow();
        long taps = (long) shape.filterHeight() * shape.filterWidth();
        return (taps * shape.inChannelsPerGroup() + ConvolutionTile.DEPTH)
                        * (shape.outChannels() + (long) widest * shape.groups())
                + (taps * shape.outChannelsPerGroup() + ConvolutionTile.DEPTH)
                        * (shape.inChannels() + (long) widest * shape.groups());
    }

    /** A sum over taps, made ready to run. */
    Step step(TapSum sum) {
        return step(sum, tiles.choose(sum.product(), tile -> Stopwatch.milliseconds(session, step(sum, tile))));
    }

    private Step step(TapSum sum, ConvolutionTile tile) {
        int depth = Math.ceilDiv(sum.depth(), ConvolutionTile.DEPTH) * ConvolutionTile.DEPTH;
        int partDepth = sum.product().partDepth(session.device());
        int parts = Math.max(1, Math.ceilDiv(depth, partDepth));
        int pitch = Math.ceilDiv(sum.channels(), tile.channels()) * tile.channels();
        WeightMatrix matrix = matrix(sum, depth, pitch);
        FeatureMap source = sum.source();
        FeatureMap destination = sum.destination();
        FeatureMap gate = sum.gate().orElse(destination);
        int flags = (sum.relu() ? RELU : 0)
                | (sum.accumulate() ? ACCUMULATE : 0)
                | (sum.gate().isPresent() ? GATED : 0)
                | (parts > 1 ? PARTS : 0);
        OpenClBuffer channels = session.table(sum.channelTable(pitch));
        OpenClProgram program = session.program("convolution.cl", tile.options(sum.vector()));
        OpenClBuffer partial = parts > 1
                ? partialSums.atLeast(Math.multiplyExact(Math.multiplyExact(parts, sum.gridPixels()), pitch))
                : OpenClBuffer.of(destination);
        // What becomes of a sum, and where it goes: the same for both kernels.
        UnaryOperator<Launch.Builder> end =
                builder -> builder.ints(sum.columns().count(), sum.gridPixels(), destination.width())
                        .ints(sum.rows().start(), sum.rows().step())
                        .ints(sum.columns().start(), sum.columns().step())
                        .ints(sum.channels(), pitch, flags)
                        .buffer(matrix.bias())
                        .buffer(channels)
                        .buffer(OpenClBuffer.of(gate))
                        .ints(gate.offset() - destination.offset())
                        .buffer(OpenClBuffer.of(destination))
                        .buffer(partial);
        Launch sums = end.apply(new Launch.Builder(session, program, "convolution"))
                .ints(source.height(), source.width())
                .ints(sum.rows().sourceStride(), sum.columns().sourceStride())
                .ints(depth, partDepth)
                .buffer(OpenClBuffer.of(source))
                .buffer(session.table(sum.tapTable(depth)))
                .buffer(matrix.weights())
                .over(
                        new int[] {
                            pitch / tile.itemChannels(),
                            Math.ceilDiv(sum.gridPixels(), tile.pixels()) * (tile.pixels() / tile.itemPixels()),
                            parts
                        },
                        new int[] {tile.channels() / tile.itemChannels(), tile.pixels() / tile.itemPixels(), 1});
        if (parts == 1) {
            return () -> {
                matrix.refresh();
                session.launch(sums);
            };
        }
        Launch total = end.apply(new Launch.Builder(session, program, "sum_of_parts"))
                .ints(parts)
                .over(Math.multiplyExact(sum.gridPixels(), pitch), GROUP);
        return () -> {
            matrix.refresh();
            session.launch(sums);
            session.launch(total);
        };
    }

    /** What a matrix of weights depends on beside the weights. */
    private record MatrixKey(
            List<OpenClFilters> filters,
            int group,
            boolean backward,
            List<Integer> rows,
            List<Integer> columns,
            int pitch) {}

    private WeightMatrix matrix(TapSum sum, int depth, int pitch) {
        List<OpenClFilters> filters =
                sum.members().stream().map(TapSum.Member::owner).toList();
        var key = new MatrixKey(
                filters,
                sum.members().getFirst().group(),
                sum.sharesDestination(),
                IntStream.of(sum.rows().taps()).boxed().toList(),
                IntStream.of(sum.columns().taps()).boxed().toList(),
                pitch);
        return filters.getFirst()
                .matrix(
                        key,
                        () -> new WeightMatrix(
                                session, filters, depth, pitch, (weights, bias) -> sum.fill(weights, bias, pitch)));
    }

    /** One for each group, and one for the bias. */
    List<Launch> filterBackward(Operation.ConvolutionFilterBackward op) {
        ConvolutionShape whole = op.forward().shape();
        ConvolutionShape shape = whole.ofOneGroup();
        FeatureMap input = op.forward().input();
        FeatureMap dy = op.outputGradient();
        OpenClProgram program = session.program("filter_gradient.cl", "");
        List<Launch> launches = new ArrayList<>();
        for (int group = 0; group < whole.groups(); group++) {
            int firstOut = group * shape.outChannels();
            launches.add(new Launch.Builder(session, program, "filter_gradient")
                    .ints(shape.inChannels(), shape.outChannels(), shape.filterHeight(), shape.filterWidth())
                    .ints(shape.strideHeight(), shape.strideWidth())
                    .ints(shape.paddingHeight(), shape.paddingWidth())
                    .ints(shape.dilationHeight(), shape.dilationWidth())
                    .ints(input.height(), input.width(), dy.height(), dy.width())
                    .ints(whole.outChannels(), firstOut)
                    .map(input.channels(group * shape.inChannels(), shape.inChannels()))
                    .map(dy.channels(firstOut, shape.outChannels()))
                    .map(op.filterGradient())
                    .over(shape.weightCount(), GROUP));
        }
        launches.add(new Launch.Builder(session, program, "bias_gradient")
                .ints(dy.channels(), dy.height(), dy.width())
                .map(dy)
                .map(op.biasGradient())
                .over(dy.channels(), GROUP));
        return launches;
    }
}
