package reverie.kernels.vector;

import java.util.Arrays;
import java.util.Optional;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.host.HostBuffer;
import reverie.kernels.plan.GradientTarget;

/**
 * The gradient of filters and bias, for training: one more matrix product, of the inputs that a tap read with the gradients
 * of the outputs that read them, summed over all outputs. So it is computed by the tiles of {@link TileKernel} too: a
 * "pixel" is here a tap and an input channel, a "source value" an output position. For that the input is turned over, so
 * that the positions of a channel lie side by side (see {@link TurnedInput}), and the output gradient is cut into panels.
 *
 * <p>Each sum is made by one thread, over outputs in scan order.
 */
final class FilterBackward implements Step {

    private final FeatureMap outputGradient;
    private final FeatureMap biasGradient;
    private final TurnedInput input;
    private final ChannelPanels cut;
    private final int[] sourceAt; // per tap and input channel, filled up to whole tiles by repeating the last
    private final int[] runs;
    private final int[] destinationAt; // likewise, with nowhere for those that fill up
    private final TileEpilogue epilogue;

    private FilterBackward(
            ConvolutionShape shape,
            FeatureMap input,
            FeatureMap outputGradient,
            FeatureMap filterGradient,
            int firstOut,
            FeatureMap biasGradient) {
        this.outputGradient = outputGradient;
        this.biasGradient = biasGradient;
        this.input = new TurnedInput(shape, input, outputGradient.height(), outputGradient.width());
        this.runs = this.input.runs();
        this.cut = new ChannelPanels(shape.outChannels());
        int taps = shape.filterHeight() * shape.filterWidth();
        int rows = taps * shape.inChannels();
        int outs = filterGradient.channels() / shape.inChannels(); // those of all groups
        this.sourceAt = new int[Math.ceilDiv(rows, TileKernel.PIXELS) * TileKernel.PIXELS];
        this.destinationAt = new int[sourceAt.length];
        Arrays.fill(destinationAt, TileEpilogue.NOWHERE);
        for (int i = 0; i < sourceAt.length; i++) {
            int row = Math.min(i, rows - 1);
            int tap = row / shape.inChannels();
            int channel = row % shape.inChannels();
            int tapRow = tap / shape.filterWidth();
            int tapColumn = tap % shape.filterWidth();
            sourceAt[i] = this.input.at(tapRow, tapColumn, channel);
            destinationAt[row] = filterGradient.at(tapRow, tapColumn) + channel * outs + firstOut;
        }
        this.epilogue = TileEpilogue.backward(new GradientTarget(filterGradient, true, Optional.empty()));
    }

    /** The step of one group. */
    static FilterBackward of(Operation.ConvolutionFilterBackward op, int group) {
        ConvolutionShape shape = op.forward().shape().ofOneGroup();
        int firstOut = group * shape.outChannels();
        return new FilterBackward(
                shape,
                op.forward().input().channels(group * shape.inChannels(), shape.inChannels()),
                op.outputGradient().channels(firstOut, shape.outChannels()),
                op.filterGradient(),
                firstOut,
                op.biasGradient().channels(firstOut, shape.outChannels()));
    }

    /** The turned input, then the panels. */
    @Override
    public int scratch() {
        return Math.addExact(
                input.size(), Math.multiplyExact(outputGradient.pixels(), Lanes.roundUp(outputGradient.channels())));
    }

    @Override
    public int workerScratch() {
        return TileKernel.SIZE;
    }

    @Override
    public void run(Team team, Scratch scratch) {
        float[] memory = scratch.shared();
        input.fill(team, memory);
        team.forEach(cut.count(), panel -> {
            copyPanel(panel, memory);
            addToBias(panel, memory);
        });
        var source = new TileSource(memory, sourceAt, runs, outputGradient.width());
        int tiles = sourceAt.length / TileKernel.PIXELS;
        team.forEachBlock(cut.count(), tiles, (panel, firstTile, endTile, worker) -> {
            for (int tile = firstTile; tile < endTile; tile++) {
                runTile(source, tile * TileKernel.PIXELS, panel, scratch.of(worker));
            }
        });
    }

    private void runTile(TileSource source, int row, int panel, float[] tile) {
        int vectors = cut.vectors(panel);
        TileKernel.tile(source, row, source.values(), panelAt(panel), vectors, tile, 0);
        epilogue.finish(tile, 0, vectors, destinationAt, row, TileKernel.PIXELS, cut.first(panel), cut.channels(panel));
    }

    private int panelAt(int panel) {
        return input.size() + cut.first(panel) * outputGradient.pixels();
    }

    /** Lanes without a channel get zeros. */
    private void copyPanel(int panel, float[] memory) {
        float[] values = HostBuffer.array(outputGradient);
        int width = cut.vectors(panel) * Lanes.COUNT;
        int channels = cut.channels(panel);
        int to = panelAt(panel);
        for (int pixel = 0; pixel < outputGradient.pixels(); pixel++) {
            int from = outputGradient.offset() + pixel * outputGradient.pixelStride() + cut.first(panel);
            System.arraycopy(values, from, memory, to, channels);
            Arrays.fill(memory, to + channels, to + width, 0);
            to += width;
        }
    }

    private void addToBias(int panel, float[] memory) {
        float[] gradient = HostBuffer.array(biasGradient);
        int width = cut.vectors(panel) * Lanes.COUNT;
        int at = biasGradient.offset() + cut.first(panel);
        float[] sums = new float[width];
        for (int pixel = 0; pixel < outputGradient.pixels(); pixel++) {
            int from = panelAt(panel) + pixel * width;
            for (int lane = 0; lane < width; lane++) {
                sums[lane] += memory[from + lane];
            }
        }
        for (int c = 0; c < cut.channels(panel); c++) {
            gradient[at + c] += sums[c];
        }
    }
}
