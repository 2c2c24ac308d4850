package reverie.engine.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/**
 * Draws a picture towards another one, the guide, as in the original notebook: every cell takes the cell of the guide that
 * it is most like, the one with the largest dot product of their channels, and shall become more like it. The value is the
 * sum of these largest products; the derivative in a cell is the guide's cell.
 *
 * <p>All products of a cell are a 1x1 convolution whose filters are the guide's cells. It is done for some filters at a
 * time, so that there is never a matrix of all cells by all cells.
 */
public final class GuideObjective implements Objective {

    /** Cells of the guide that are compared at a time. */
    private static final int BLOCK = 256;

    private final float[] guide; // cells x channels
    private final int channels;
    private final List<Filters> blocks = new ArrayList<>();
    private Comparison last; // a dream compares the same map again and again

    /** @param activation what the layer says of the guide; may change afterwards */
    public GuideObjective(Backend backend, FeatureMap activation) {
        this.guide = backend.read(activation);
        this.channels = activation.channels();
        for (int first = 0; first < activation.pixels(); first += BLOCK) {
            int count = Math.min(BLOCK, activation.pixels() - first);
            float[] weights = Arrays.copyOfRange(guide, first * channels, (first + count) * channels);
            blocks.add(backend.prepare(ConvolutionShape.square(channels, count, 1, 1, 0), weights, new float[count]));
        }
    }

    @Override
    public double value(Backend backend, LayerView seen) {
        return comparison(backend, seen.map()).run();
    }

    @Override
    public double differentiate(Backend backend, LayerView seen, Seed seed) {
        Comparison comparison = comparison(backend, seen.map());
        double value = comparison.run();
        float[] derivative = new float[seen.map().size()];
        for (int cell = 0; cell < seen.map().pixels(); cell++) {
            System.arraycopy(guide, comparison.nearest[cell] * channels, derivative, cell * channels, channels);
        }
        seed.write(backend, derivative);
        return value;
    }

    @Override
    public long count(LayerView seen) {
        return seen.cells() * channels;
    }

    /** The guide's cells, here and as filters. */
    @Override
    public long bytes() {
        return 2L * Float.BYTES * guide.length;
    }

    private Comparison comparison(Backend backend, FeatureMap activation) {
        if (last == null || !last.activation.equals(activation)) {
            last = new Comparison(backend, activation);
        }
        return last;
    }

    /** Which cell of the guide each cell of a map is most like. */
    private final class Comparison {

        private final Backend backend;
        private final FeatureMap activation;
        private final List<FeatureMap> products = new ArrayList<>();
        private final List<Program> programs = new ArrayList<>();
        private final int[] nearest;
        private final float[] largest;

        Comparison(Backend backend, FeatureMap activation) {
            this.backend = backend;
            this.activation = activation;
            this.nearest = new int[activation.pixels()];
            this.largest = new float[activation.pixels()];
            FeatureMap whole = backend.allocateMap(
                    activation.height(),
                    activation.width(),
                    blocks.getFirst().shape().outChannels());
            for (Filters block : blocks) {
                FeatureMap map = whole.channels(0, block.shape().outChannels());
                products.add(map);
                programs.add(backend.compile(List.of(new Operation.Convolution(block, activation, map, false))));
            }
        }

        /** Compares what the map holds now. Returns the sum of the largest products; of equal ones the first counts. */
        double run() {
            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
            for (int block = 0; block < programs.size(); block++) {
                programs.get(block).run();
                keepLargest(
                        backend.read(products.get(block)),
                        block * BLOCK,
                        products.get(block).channels());
            }
            double sum = 0;
            for (float product : largest) {
                sum += product;
            }
            return sum;
        }

        private void keepLargest(float[] values, int first, int count) {
            for (int cell = 0; cell < nearest.length; cell++) {
                for (int i = 0; i < count; i++) {
                    float product = values[cell * count + i];
                    if (product > largest[cell]) {
                        largest[cell] = product;
                        nearest[cell] = first + i;
                    }
                }
            }
        }
    }
}
