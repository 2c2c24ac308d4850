package reverie.engine.objective;

import java.util.OptionalInt;
import reverie.kernels.Backend;
import reverie.kernels.Reading;

/**
 * A single value of a layer: one channel in one cell. The cell is named by a point of the picture, so that it is the same
 * place in every octave, and goes along where the picture is shifted. The derivative is 1 there and 0 elsewhere.
 *
 * @param channel from 0
 * @param x of the point, as a share of the picture's width: at least 0, less than 1
 * @param y of the point, as a share of its height
 */
public record NeuronObjective(int channel, double x, double y) implements Objective {

    public NeuronObjective {
        if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) {
            throw new IllegalArgumentException("a neuron at (%s, %s), outside the picture".formatted(x, y));
        }
    }

    /**
     * The neuron in the middle of a cell.
     *
     * @param column of the cell, of so many in the layer
     * @param row of the cell
     */
    public static NeuronObjective at(int channel, int column, int columns, int row, int rows) {
        return new NeuronObjective(channel, (column + 0.5) / columns, (row + 0.5) / rows);
    }

    /** Where the value stands in what is seen, or nothing if it is elsewhere in the picture. */
    private OptionalInt index(LayerView seen) {
        int row = cell(y + seen.down(), seen.height()) - seen.top();
        int column = cell(x + seen.right(), seen.width()) - seen.left();
        boolean inside = row >= 0
                && row < seen.map().height()
                && column >= 0
                && column < seen.map().width();
        return inside
                ? OptionalInt.of(
                        (row * seen.map().width() + column) * seen.map().channels() + channel)
                : OptionalInt.empty();
    }

    private static int cell(double place, int cells) {
        return Math.min((int) ((place - Math.floor(place)) * cells), cells - 1);
    }

    @Override
    public Reading value(Backend backend, LayerView seen) {
        OptionalInt index = index(seen);
        return Reading.of(index.isPresent() ? backend.read(seen.map())[index.getAsInt()] : 0);
    }

    @Override
    public Reading differentiate(Backend backend, LayerView seen, Seed seed) {
        float[] derivative = new float[seen.map().size()];
        index(seen).ifPresent(index -> derivative[index] = 1);
        seed.write(backend, derivative);
        return value(backend, seen);
    }

    @Override
    public long count(LayerView seen) {
        return 1;
    }
}
