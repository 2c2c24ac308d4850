package reverie.kernels.host;

import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;

/** A buffer in the Java heap. */
public final class HostBuffer implements Buffer {

    private final float[] values;

    public HostBuffer(float[] values) {
        this.values = values;
    }

    @Override
    public int length() {
        return values.length;
    }

    /** The array that a map of a host backend lies in. */
    public static float[] array(FeatureMap map) {
        if (map.buffer() instanceof HostBuffer host) {
            return host.values;
        }
        throw new IllegalArgumentException(
                "the map belongs to another backend: " + map.buffer().getClass());
    }
}
