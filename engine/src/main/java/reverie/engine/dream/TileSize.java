package reverie.engine.dream;

import java.util.Map;
import reverie.engine.network.ReceptiveField;

/**
 * How large the tiles of a picture are.
 *
 * @param height rows of a tile
 * @param width columns of a tile
 * @param stride on which their corners fall, in pixels
 * @param overlap by how much neighbours overlap at least, in pixels
 */
record TileSize(int height, int width, int stride, int overlap) {

    /** @param fields of all layers at the size of the picture */
    static TileSize of(
            DreamObjective objective, Map<String, ReceptiveField> fields, int height, int width, int longest) {
        int stride = 1;
        int sees = 1;
        for (String layer : objective.layers()) {
            ReceptiveField field = fields.get(layer);
            stride = leastCommonMultiple(stride, leastCommonMultiple(field.strideHeight(), field.strideWidth()));
            sees = Math.max(sees, Math.max(field.height(), field.width()));
        }
        int overlap = Math.min(sees, longest / 2);
        return new TileSize(side(height, longest, stride), side(width, longest, stride), stride, overlap);
    }

    /** A side such that the last tile of the picture, too, begins on the stride. */
    private static int side(int length, int longest, int stride) {
        if (length <= longest) {
            return length;
        }
        int remainder = length % stride;
        return Math.max(stride, (longest - remainder) / stride * stride) + remainder;
    }

    private static int leastCommonMultiple(int a, int b) {
        int x = a;
        int y = b;
        while (y != 0) {
            int rest = x % y;
            x = y;
            y = rest;
        }
        return a / x * b;
    }
}
