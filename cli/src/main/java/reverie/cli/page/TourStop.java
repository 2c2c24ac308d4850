package reverie.cli.page;

import java.util.Optional;
import reverie.engine.network.ReceptiveField;
import reverie.engine.network.Shape;

/**
 * One layer of a tour, and the dream at it.
 *
 * @param layer its full name
 * @param picture the name of the dream's file, which lies beside the page
 * @param shape of the layer's output for this photo, where it is known
 * @param field of the layer, where it is known
 */
public record TourStop(String layer, String picture, Optional<Shape> shape, Optional<ReceptiveField> field) {

    /** What the page calls the layer, for example {@code 4c}. */
    public String label() {
        return LayerLabel.of(layer);
    }
}
