package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;

/** A number that is computed from the output of a layer, and that a dream makes grow. */
public interface Objective {

    /** The number, for one line of a report. */
    double value(Backend backend, FeatureMap activation);

    /** Writes its derivative by each value of the activation: the seed that goes back to the pixels. */
    void writeGradient(Backend backend, FeatureMap activation, FeatureMap gradient);
}
