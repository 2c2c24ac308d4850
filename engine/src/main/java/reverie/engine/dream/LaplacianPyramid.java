package reverie.engine.dream;

import java.util.ArrayList;
import java.util.List;
import reverie.kernels.Backend;
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

    private static final double[] BINOMIAL = {1, 4, 6, 4, 1};

    private final Backend backend;
    private final List<FeatureMap> fine = new ArrayList<>(); // the parts, finest first; at the end the coarsest rest
    private final List<FeatureMap> merged = new ArrayList<>(); // a part and all coarser ones, added up
    private final List<Program> enlargements = new ArrayList<>(); // of what was merged, to the size of the level
    private final Program split;

    /** @param gradient what will be normalised, again and again; three channels; it is written over */
    LaplacianPyramid(Backend backend, FeatureMap gradient) {
        this.backend = backend;
        Filters down = ColourFilter.prepare(backend, 2, BINOMIAL, 256);
        Filters up = ColourFilter.prepare(backend, 2, BINOMIAL, 64);
        fine.add(gradient);
        merged.add(like(gradient));
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            FeatureMap level = fine.get(i);
            FeatureMap coarse = backend.allocateMap(
                    down.shape().outputHeight(level.height()),
                    down.shape().outputWidth(level.width()),
                    ColourFilter.COLOURS);
            fine.add(coarse);
            merged.add(like(coarse));
            var upwards = new Operation.Convolution(up, level, coarse, false);
            operations.add(new Operation.Convolution(down, level, coarse, false));
            operations.add(new Operation.ConvolutionBackward(upwards, coarse, merged.get(i), false));
            operations.add(new Operation.Scale(merged.get(i), -1, level, true));
            enlargements.add(backend.compile(
                    List.of(new Operation.ConvolutionBackward(upwards, merged.get(i + 1), merged.get(i), false))));
        }
        this.split = backend.compile(operations);
    }

    private FeatureMap like(FeatureMap map) {
        return backend.allocateMap(map.height(), map.width(), map.channels());
    }

    /** Normalises what the gradient's map holds now. */
    void normalise() {
        split.run();
        writeNormalised(LEVELS, false);
        for (int level = LEVELS - 1; level >= 0; level--) {
            enlargements.get(level).run();
            writeNormalised(level, true);
        }
    }

    /** Where the result lies; without any slope it is zero. */
    FeatureMap normalised() {
        return merged.getFirst();
    }

    private void writeNormalised(int level, boolean accumulate) {
        FeatureMap part = fine.get(level);
        float factor = (float) (1 / Math.sqrt(backend.sumOfSquares(part).value() / part.size()));
        backend.run(new Operation.Scale(part, Float.isFinite(factor) ? factor : 0, merged.get(level), accumulate));
    }
}
