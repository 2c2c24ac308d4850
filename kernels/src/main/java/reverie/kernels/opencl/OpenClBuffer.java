package reverie.kernels.opencl;

import org.jocl.cl_mem;
import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;

/** Memory of a device. */
final class OpenClBuffer implements Buffer {

    private final cl_mem memory;
    private final int length;

    OpenClBuffer(cl_mem memory, int length) {
        this.memory = memory;
        this.length = length;
    }

    /** The buffer that a map of this backend lies in. */
    static OpenClBuffer of(FeatureMap map) {
        if (map.buffer() instanceof OpenClBuffer buffer) {
            return buffer;
        }
        throw new IllegalArgumentException(
                "the map belongs to another backend: " + map.buffer().getClass());
    }

    cl_mem memory() {
        return memory;
    }

    /** How many values of four bytes it holds: floats in maps, whole numbers in tables. */
    @Override
    public int length() {
        return length;
    }
}
