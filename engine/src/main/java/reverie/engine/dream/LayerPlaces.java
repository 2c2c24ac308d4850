package reverie.engine.dream;

import reverie.engine.objective.LayerView;
import reverie.kernels.FeatureMap;

/** Where an objective finds the outputs of layers after a forward, and where their gradients go. */
interface LayerPlaces {

    /** What there is to see of a layer. */
    LayerView seen(String layer);

    /** Where the derivative by it goes, of the same shape. */
    FeatureMap gradient(String layer);
}
