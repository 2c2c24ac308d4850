package reverie.kernels.vector;

import java.util.Arrays;
import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;

/**
 * Gives square patches of a map: the map itself where that will do; a copy where the patch reaches over the edge, where
 * zeros are, or where channels do not fill whole vectors.
 */
final class PatchReader {

    /** Where a patch lies: the channels of a pixel are contiguous. */
    record Patch(float[] values, int at, int rowStep, int columnStep) {}

    private final FeatureMap map;
    private final float[] values;
    private final int size;
    private final int top;
    private final int left;

    /**
     * @param size rows and columns of a patch
     * @param top added to the row that is asked for
     * @param left added to the column that is asked for
     */
    PatchReader(FeatureMap map, int size, int top, int left) {
        this.map = map;
        this.values = HostBuffer.array(map);
        this.size = size;
        this.top = top;
        this.left = left;
    }

    /**
     * The patch at a row and column.
     *
     * @param copy takes the copy, from {@code copyAt}
     * @param channels per pixel of the copy: those of the map, then zeros
     */
    Patch read(int row, int column, float[] copy, int copyAt, int channels) {
        int y = row + top;
        int x = column + left;
        boolean inside = y >= 0 && x >= 0 && y + size <= map.height() && x + size <= map.width();
        if (inside && channels == map.channels()) {
            return new Patch(values, map.at(y, x), map.rowStride(), map.pixelStride());
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                copyPixel(y + i, x + j, copy, copyAt + (i * size + j) * channels, channels);
            }
        }
        return new Patch(copy, copyAt, size * channels, channels);
    }

    private void copyPixel(int y, int x, float[] copy, int at, int channels) {
        if (y < 0 || x < 0 || y >= map.height() || x >= map.width()) {
            Arrays.fill(copy, at, at + channels, 0);
            return;
        }
        int count = map.channels();
        System.arraycopy(values, map.at(y, x), copy, at, count);
        Arrays.fill(copy, at + count, at + channels, 0);
    }
}
