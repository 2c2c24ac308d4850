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
import reverie.kernels.Reading;

/**
 * Draws a picture towards another one, the guide, as in the original notebook: every cell takes the cell of the guide that
 * it is most like, the one with the largest dot product of their channels, and shall become more like it. The value is the
 * sum of these largest products; the derivative in a cell is the guide's cell.
 *
 * <p>All products of a cell are a 1x1 convolution whose filters are the guide's cells. It is done for some cells and some
 * filters at a time, so that there is never a matrix of all cells by all cells, and what there is stays in the cache.
 */
public final class GuideObjective implements Objective {

    /** Cells of the guide that are compared at a time. */
    private static final int BLOCK = 256;

    /** Rows and columns of the map in which cells of the picture are compared, whatever shape they came in. */
    private static final int SIDE = 12;

    private static final int BATCH = SIDE * SIDE;

    private final int channels;
    private final List<float[]> guide = new ArrayList<>(); // blocks of cells x channels
    private final List<Program> comparisons = new ArrayList<>(); // a batch with each block
    private final List<FeatureMap> products = new ArrayList<>(); // of each, all in the same memory
    private final FeatureMap batch;
    private final long bytes;

    /** @param activation what the layer says of the guide; may change afterwards */
    public GuideObjective(Backend backend, FeatureMap activation) {
        this.channels = activation.channels();
        this.batch = backend.allocateMap(SIDE, SIDE, channels);
        int pixels = activation.pixels();
        FeatureMap all = backend.allocateMap(SIDE, SIDE, Math.min(BLOCK, pixels));
        float[] cells = backend.read(activation);
        for (int first = 0; first < pixels; first += BLOCK) {
            int count = Math.min(BLOCK, pixels - first);
            float[] weights = Arrays.copyOfRange(cells, first * channels, (first + count) * channels);
            Filters filters =
                    backend.prepare(ConvolutionShape.square(channels, count, 1, 1, 0), weights, new float[count]);
            FeatureMap map = FeatureMap.dense(all.buffer(), SIDE, SIDE, count);
            guide.add(weights);
            products.add(map);
            comparisons.add(backend.compile(List.of(new Operation.Convolution(filters, batch, map, false))));
        }
        // The guide's cells, here and as filters.
        this.bytes = Float.BYTES * (2L * cells.length + batch.size() + all.size());
    }

    @Override
    public Reading value(Backend backend, LayerView seen) {
        return Reading.of(new Matches(seen.map().pixels()).find(backend, backend.read(seen.map())));
    }

    @Override
    public Reading differentiate(Backend backend, LayerView seen, Seed seed) {
        float[] cells = backend.read(seen.map());
        var matches = new Matches(seen.map().pixels());
        double value = matches.find(backend, cells);
        for (int cell = 0; cell < matches.nearest.length; cell++) {
            int nearest = matches.nearest[cell];
            int from = nearest % BLOCK * channels;
            System.arraycopy(guide.get(nearest / BLOCK), from, cells, cell * channels, channels);
        }
        seed.write(backend, cells);
        return Reading.of(value);
    }

    @Override
    public long count(LayerView seen) {
        return seen.cells() * channels;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** Which cell of the guide each cell of a map is most like. */
    private final class Matches {

        private final int[] nearest;
        private final float[] largest; // the product with it

        Matches(int cells) {
            this.nearest = new int[cells];
            this.largest = new float[cells];
        }

        /** Compares all cells. Returns the sum of the largest products; of equal ones the first counts. */
        double find(Backend backend, float[] cells) {
            Arrays.fill(largest, Float.NEGATIVE_INFINITY);
            float[] values = new float[BATCH * channels];
            for (int first = 0; first < nearest.length; first += BATCH) {
                int count = Math.min(BATCH, nearest.length - first);
                System.arraycopy(cells, first * channels, values, 0, count * channels);
                backend.write(values, batch);
                for (int block = 0; block < comparisons.size(); block++) {
                    comparisons.get(block).run();
                    keepLargest(backend.read(products.get(block)), first, count, block);
                }
            }
            double sum = 0;
            for (float product : largest) {
                sum += product;
            }
            return sum;
        }

        private void keepLargest(float[] found, int first, int count, int block) {
            int candidates = products.get(block).channels();
            for (int cell = 0; cell < count; cell++) {
                float most = largest[first + cell];
                int place = -1;
                for (int i = 0; i < candidates; i++) {
                    float product = found[cell * candidates + i];
                    if (product > most) {
                        most = product;
                        place = i;
                    }
                }
                if (place >= 0) {
                    largest[first + cell] = most;
                    nearest[first + cell] = block * BLOCK + place;
                }
            }
        }
    }
}
