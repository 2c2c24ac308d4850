package reverie.engine.dream;

import java.util.ArrayList;
import java.util.List;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/**
 * Makes the coarse and fine parts of a gradient equally strong, as in Google's TensorFlow notebook of 2016: networks answer
 * to fine detail much more than to coarse, and an even mixture gives smooth figures instead of noise.
 *
 * <p>The gradient is split by a Laplacian pyramid (Burt and Adelson 1983): smoothed and halved, g<sub>k+1</sub> = down
 * g<sub>k</sub>; what is lost on the way, g<sub>k</sub> - up g<sub>k+1</sub>, is the fine part of a level. Each level is
 * divided by its standard deviation, and all are added up again. Down is a convolution with a binomial filter and stride 2;
 * up is the backward of the same convolution, times 4, since one pixel becomes four.
 */
final class LaplacianPyramid {

    /** Levels beside the coarsest. */
    static final int LEVELS = 4;

    private static final int COLOURS = 3;
    private static final float[] BINOMIAL = {1, 4, 6, 4, 1};
    private static final ConvolutionShape HALVING = ConvolutionShape.square(COLOURS, COLOURS, BINOMIAL.length, 2, 2);

    private final Backend backend;
    private final List<Level> levels = new ArrayList<>();
    private final Program split;

    /**
     * A level, but for the coarsest.
     *
     * @param fine at first what is to be split, then the fine part of it
     * @param coarse what was smoothed and halved
     * @param up takes the coarser level back to this size
     * @param merged the fine part and all coarser ones, added up
     */
    private record Level(FeatureMap fine, FeatureMap coarse, Operation.Convolution up, FeatureMap merged) {

        Program enlarge(Backend backend, FeatureMap coarser) {
            return backend.compile(List.of(new Operation.ConvolutionBackward(up, coarser, merged, false)));
        }
    }

    /** @param gradient what will be normalised, again and again; three channels; it is written over */
    LaplacianPyramid(Backend backend, FeatureMap gradient) {
        this.backend = backend;
        Filters down = filters(1);
        Filters up = filters(4);
        List<Operation> operations = new ArrayList<>();
        FeatureMap fine = gradient;
        for (int i = 0; i < LEVELS; i++) {
            FeatureMap coarse = backend.allocateMap(
                    HALVING.outputHeight(fine.height()), HALVING.outputWidth(fine.width()), COLOURS);
            FeatureMap merged = backend.allocateMap(fine.height(), fine.width(), COLOURS);
            var upwards = new Operation.Convolution(up, fine, coarse, false);
            operations.add(new Operation.Convolution(down, fine, coarse, false));
            operations.add(new Operation.ConvolutionBackward(upwards, coarse, merged, false));
            operations.add(new Operation.Scale(merged, -1, fine, true));
            levels.add(new Level(fine, coarse, upwards, merged));
            fine = coarse;
        }
        this.split = backend.compile(operations);
    }

    /** Every colour for itself: filters between different ones are zero. */
    private Filters filters(float scale) {
        float[] weights = new float[HALVING.weightCount()];
        int side = BINOMIAL.length;
        for (int colour = 0; colour < COLOURS; colour++) {
            for (int tap = 0; tap < side * side; tap++) {
                float weight = BINOMIAL[tap / side] * BINOMIAL[tap % side] / 256;
                weights[(colour * COLOURS + colour) * side * side + tap] = scale * weight;
            }
        }
        return backend.prepare(HALVING, weights, new float[COLOURS]);
    }

    /** Normalises what the gradient's map holds now. Returns where the result lies; without any slope it is zero. */
    FeatureMap normalise() {
        split.run();
        FeatureMap coarsest = levels.getLast().coarse();
        FeatureMap merged = backend.allocateMap(coarsest.height(), coarsest.width(), COLOURS);
        addNormalised(coarsest, merged);
        for (Level level : levels.reversed()) {
            level.enlarge(backend, merged).run();
            addNormalised(level.fine(), level.merged());
            merged = level.merged();
        }
        return merged;
    }

    private void addNormalised(FeatureMap level, FeatureMap sum) {
        float factor = (float) (1 / Math.sqrt(backend.sumOfSquares(level) / level.size()));
        if (Float.isFinite(factor)) {
            backend.run(new Operation.Scale(level, factor, sum, true));
        }
    }
}
