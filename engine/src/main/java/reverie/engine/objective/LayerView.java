package reverie.engine.objective;

import reverie.kernels.FeatureMap;

/**
 * What an objective sees: the output of a layer, over the whole picture or over a part of it.
 *
 * @param map the output
 * @param top rows of cells above it, of the whole layer
 * @param left columns of cells before it
 * @param height rows of the whole layer
 * @param width columns of the whole layer
 * @param down how far the picture has been shifted round, as a share of its height
 * @param right the same as a share of its width
 */
public record LayerView(FeatureMap map, int top, int left, int height, int width, double down, double right) {

    public LayerView {
        if (top < 0 || left < 0 || top + map.height() > height || left + map.width() > width) {
            throw new IllegalArgumentException(
                    "a view of %s at (%d, %d) of a layer of %d x %d".formatted(map.shape(), top, left, height, width));
        }
    }

    /** All of a layer, of a picture that has not been shifted. */
    public static LayerView whole(FeatureMap map) {
        return new LayerView(map, 0, 0, map.height(), map.width(), 0, 0);
    }

    /** How many cells the whole layer has. */
    public long cells() {
        return (long) height * width;
    }
}
