package reverie.kernels.vector;

import java.util.Arrays;
import java.util.List;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/**
 * Backwards of 1x1 convolutions that add up in one map, as the gradients of an inception module's branches do at its input:
 * one matrix product whose rows are the branches' gradients one behind the other. For a block of pixels at a time those are
 * copied into a near cache. Branch by branch the sums would be short, and would go to memory and come back for each.
 */
final class PointwiseSum implements Step {

    private final List<FeatureMap> sources;
    private final Panels panels;
    private final FeatureMap destination;
    private final TileEpilogue epilogue;
    private final int depth;
    private final int[] sourceAt;

    /**
     * The step of several operations.
     *
     * @param target where the last of them writes
     */
    static PointwiseSum of(List<Operation.ConvolutionBackward> members, GradientTarget target) {
        List<VectorFilters> filters = members.stream()
                .map(member -> (VectorFilters) member.forward().filters())
                .toList();
        return new PointwiseSum(
                members.stream()
                        .map(Operation.ConvolutionBackward::outputGradient)
                        .toList(),
                VectorFilters.joined(filters),
                new GradientTarget(target.map(), members.getFirst().accumulate(), target.reluOutput()));
    }

    private PointwiseSum(List<FeatureMap> sources, Panels panels, GradientTarget target) {
        this.sources = sources;
        this.panels = panels;
        this.destination = target.map();
        this.epilogue = TileEpilogue.backward(target);
        this.depth = panels.depth();
        this.sourceAt = new int[TapConvolution.BLOCK];
        Arrays.setAll(sourceAt, pixel -> pixel * depth);
    }

    /** What a block's sources take, and a tile behind them. */
    @Override
    public int workerScratch() {
        return workerScratch(depth);
    }

    static int workerScratch(int depth) {
        return Math.addExact(Math.multiplyExact(TapConvolution.BLOCK, depth), TileKernel.SIZE);
    }

    @Override
    public void run(Team team, Scratch scratch) {
        team.forEachBlock(
                Math.ceilDiv(destination.pixels(), TapConvolution.BLOCK),
                panels.cut().count(),
                (block, firstPanel, endPanel, worker) ->
                        runBlock(block * TapConvolution.BLOCK, firstPanel, endPanel, scratch.of(worker)));
    }

    private void runBlock(int firstPixel, int firstPanel, int endPanel, float[] memory) {
        int count = Math.min(TapConvolution.BLOCK, destination.pixels() - firstPixel);
        copySources(firstPixel, count, memory);
        int[] destinationAt = new int[Math.ceilDiv(count, TileKernel.PIXELS) * TileKernel.PIXELS];
        Arrays.fill(destinationAt, count, destinationAt.length, TileEpilogue.NOWHERE);
        for (int i = 0; i < count; i++) {
            destinationAt[i] = at(destination, firstPixel + i);
        }
        var source = TileSource.inOneRun(memory, sourceAt, depth);
        for (int panel = firstPanel; panel < endPanel; panel++) {
            panels.multiply(source, panel, epilogue, destinationAt, memory, TapConvolution.BLOCK * depth);
        }
    }

    private void copySources(int firstPixel, int count, float[] memory) {
        int first = 0;
        for (FeatureMap source : sources) {
            float[] values = HostBuffer.array(source);
            int channels = source.channels();
            for (int i = 0; i < count; i++) {
                System.arraycopy(values, at(source, firstPixel + i), memory, i * depth + first, channels);
            }
            first += channels;
        }
    }

    private static int at(FeatureMap map, int pixel) {
        return map.offset() + pixel * map.pixelStride();
    }
}
