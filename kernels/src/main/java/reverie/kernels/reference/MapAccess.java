package reverie.kernels.reference;

import reverie.kernels.FeatureMap;
import reverie.kernels.host.HostBuffer;

/** A feature map that is read and written by row, column and channel. */
final class MapAccess {

    final int height;
    final int width;
    final int channels;
    private final FeatureMap map;
    private final float[] values;

    MapAccess(FeatureMap map) {
        this.map = map;
        this.values = HostBuffer.array(map);
        this.height = map.height();
        this.width = map.width();
        this.channels = map.channels();
    }

    float get(int y, int x, int c) {
        return values[map.at(y, x) + c];
    }

    void set(int y, int x, int c, double value) {
        values[map.at(y, x) + c] = (float) value;
    }

    /** Overwrites a gradient, or adds to what another reader of the same value has left there. */
    void put(int y, int x, int c, double value, boolean accumulate) {
        set(y, x, c, accumulate ? get(y, x, c) + value : value);
    }

    boolean contains(int y, int x) {
        return y >= 0 && y < height && x >= 0 && x < width;
    }

    /** Something to do for every value, by row, column and channel. */
    interface Visitor {
        void visit(int y, int x, int c);
    }

    void forEach(Visitor visitor) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < channels; c++) {
                    visitor.visit(y, x, c);
                }
            }
        }
    }
}
