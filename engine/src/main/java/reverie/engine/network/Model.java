package reverie.engine.network;

import java.util.List;
import java.util.Map;
import reverie.engine.image.Preprocessing;

/**
 * Everything that a model file says: what the network is, its parameters, and how pictures and classes look to it.
 *
 * @param preprocessing how pixels become input when the network is asked what it sees
 * @param dreamPreprocessing how they become input for a dream; the original notebook's mean pixel differs by one level
 * @param labels names of the classes, in the order of the last layer's channels; may be empty
 * @param metadata everything else that the file says of itself, for example its source and licence
 */
public record Model(
        NetworkDefinition definition,
        Weights weights,
        Preprocessing preprocessing,
        Preprocessing dreamPreprocessing,
        List<String> labels,
        Map<String, String> metadata) {

    public Model {
        labels = List.copyOf(labels);
        metadata = Map.copyOf(metadata);
    }
}
