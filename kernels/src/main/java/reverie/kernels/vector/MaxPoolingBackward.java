package reverie.kernels.vector;

import java.util.Arrays;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;
import reverie.kernels.plan.GradientTarget;

/**
 * The backward of max pooling with 3 x 3 windows that are one or two pixels apart, which is what nearly all networks have;
 * see {@link FirstMaximum} for how.
 *
 * <p>Rows of windows are shared out in bands. A band begins a few rows early, only for what they leave to its own; so every
 * sum is the same, bit by bit, however many bands there are.
 */
final class MaxPoolingBackward implements Step {

    /** Fewer rows of windows than this are not worth beginning early for. */
    private static final int SMALLEST_BAND = 4;

    private final Operation.MaxPoolingBackward op;
    private final GradientTarget target;
    private final int stride;
    private final int windowsDown;
    private final int band;

    /**
     * This step, or for other windows the general one.
     *
     * @param threads how many will share the work; a few bands for each even out their speeds
     */
    static Step of(Operation.MaxPoolingBackward op, GradientTarget target, int threads) {
        return suits(op.forward().shape())
                ? new MaxPoolingBackward(op, target, threads)
                : PoolingStep.maximumBackward(op, target);
    }

    private static boolean suits(PoolingShape shape) {
        return shape.windowHeight() == 3
                && shape.windowWidth() == 3
                && shape.strideHeight() == shape.strideWidth()
                && shape.strideHeight() <= 2;
    }

    private MaxPoolingBackward(Operation.MaxPoolingBackward op, GradientTarget target, int threads) {
        PoolingShape shape = op.forward().shape();
        FeatureMap input = op.inputGradient();
        this.op = op;
        this.target = target;
        this.stride = shape.strideHeight();
        this.windowsDown = Math.ceilDiv(input.height() + shape.paddingHeight(), stride);
        this.band = Math.max(SMALLEST_BAND, Math.ceilDiv(windowsDown, 3 * threads));
    }

    private int bands() {
        return Math.ceilDiv(windowsDown, band);
    }

    @Override
    public int scratch() {
        return Math.multiplyExact(bands(), MaxPoolingBand.scratch(op));
    }

    @Override
    public void run(Team team, Scratch scratch) {
        float[] memory = scratch.shared();
        int share = MaxPoolingBand.scratch(op);
        int early = stride == 1 ? 2 : 1;
        team.forEach(bands(), index -> {
            Arrays.fill(memory, index * share, (index + 1) * share, 0);
            var rows = new MaxPoolingBand(op, memory, index * share);
            int first = index * band;
            for (int y = Math.max(0, first - early); y < first; y++) {
                rows.prepare(y);
            }
            for (int y = first; y < Math.min(first + band, windowsDown); y++) {
                rows.run(y);
                int inY = y * stride - op.forward().shape().paddingHeight();
                int end = Math.min(inY + stride, target.map().height());
                for (int row = Math.max(0, inY); row < end; row++) {
                    GradientRows.rectify(target, row);
                }
            }
        });
    }
}
