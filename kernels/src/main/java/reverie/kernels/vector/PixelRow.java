package reverie.kernels.vector;

import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;

/**
 * A row of pixels, wherever it lies: in a map, in scratch memory, or nowhere. Kernels that take rows need not ask where a
 * map ends, because a row outside of it can be a single pixel that stands for all, with a step of 0.
 *
 * @param start where the first channel of pixel 0 lies
 * @param step floats from one pixel to the next
 */
record PixelRow(float[] values, int start, int step) {

    static PixelRow of(FeatureMap map, int y) {
        return new PixelRow(HostBuffer.array(map), map.at(y, 0), map.pixelStride());
    }

    /** A row of equal pixels. */
    static PixelRow repeat(float[] pixel) {
        return new PixelRow(pixel, 0, 0);
    }

    int at(int x) {
        return start + x * step;
    }

    /** The same row, counted from another pixel. */
    PixelRow from(int x) {
        return new PixelRow(values, at(x), step);
    }

    /** Copies some channels of a pixel to the same channels of another. */
    void copy(int x, PixelRow to, int toX, int firstChannel, int count) {
        System.arraycopy(values, at(x) + firstChannel, to.values, to.at(toX) + firstChannel, count);
    }
}
