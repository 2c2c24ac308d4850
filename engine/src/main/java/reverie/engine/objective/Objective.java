package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** A number that is computed from the output of a layer, and that a dream makes grow. */
public interface Objective {

    /** The number. Over a part of a picture it counts what is in that part. */
    Reading value(Backend backend, LayerView seen);

    /**
     * Writes its derivative by each value of the layer's output: the seed that goes back to the pixels.
     *
     * @return the number itself
     */
    Reading differentiate(Backend backend, LayerView seen, Seed seed);

    /** How many values of a layer it adds up: what makes objectives at layers of unequal size comparable. */
    long count(LayerView seen);

    /** How many bytes it keeps on a backend. */
    default long bytes() {
        return 0;
    }

    /** The number for all of a picture that is not shifted. */
    default Reading value(Backend backend, FeatureMap activation) {
        return value(backend, LayerView.whole(activation));
    }

    /** Writes the derivative for all of a picture that is not shifted. */
    default Reading differentiate(Backend backend, FeatureMap activation, FeatureMap gradient) {
        return differentiate(backend, LayerView.whole(activation), Seed.into(gradient));
    }
}
