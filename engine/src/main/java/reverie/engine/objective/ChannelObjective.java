package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.Reading;

/**
 * The sum of one channel over all cells: one kind of thing shall be everywhere. At a classifier's layer, whose channels are
 * classes, it is the score of a class before the softmax. The derivative is 1 in the channel and 0 elsewhere.
 *
 * @param channel from 0
 */
public record ChannelObjective(int channel) implements Objective {

    @Override
    public Reading value(Backend backend, LayerView seen) {
        double sum = 0;
        for (float value : backend.read(seen.map().channels(channel, 1))) {
            sum += value;
        }
        return Reading.of(sum);
    }

    @Override
    public Reading differentiate(Backend backend, LayerView seen, Seed seed) {
        float[] derivative = new float[seen.map().size()];
        for (int at = channel; at < derivative.length; at += seen.map().channels()) {
            derivative[at] = 1;
        }
        seed.write(backend, derivative);
        return value(backend, seen);
    }

    @Override
    public long count(LayerView seen) {
        return seen.cells();
    }
}
