package reverie.kernels.opencl;

import java.util.ArrayList;
import java.util.List;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;
import reverie.kernels.FeatureMap;

/** A kernel with its arguments, to be queued as often as wanted. */
final class Launch implements AutoCloseable {

    private final String name;
    private final cl_kernel kernel;
    private final long[] global;
    private final long[] local;
    private final List<OpenClBuffer> buffers; // kept while this can be run
    private Runnable release;

    private Launch(String name, cl_kernel kernel, long[] global, long[] local, List<OpenClBuffer> buffers) {
        this.name = name;
        this.kernel = kernel;
        this.global = global;
        this.local = local;
        this.buffers = buffers;
    }

    String name() {
        return name;
    }

    cl_kernel kernel() {
        return kernel;
    }

    /** Work-items in each dimension: whole work-groups. */
    long[] global() {
        return global;
    }

    /** Work-items of a work-group. */
    long[] local() {
        return local;
    }

    /** What it works on. */
    List<OpenClBuffer> buffers() {
        return buffers;
    }

    /** Lets go of the kernel, which may still be queued. Whoever does not call this leaves it to the collector. */
    @Override
    public void close() {
        release.run();
    }

    /** Sets the arguments of a kernel, one after the other in the order of its parameters. */
    static final class Builder {

        private final OpenClSession session;
        private final String name;
        private final cl_kernel kernel;
        private final List<OpenClBuffer> buffers = new ArrayList<>();
        private int arguments;

        Builder(OpenClSession session, OpenClProgram program, String name) {
            this.session = session;
            this.name = name;
            this.kernel = program.kernel(name);
        }

        /** Memory. */
        Builder buffer(OpenClBuffer buffer) {
            buffers.add(buffer);
            return set(Sizeof.cl_mem, Pointer.to(buffer.memory()));
        }

        /** A map: its memory, the index of its first value, and the steps from pixel to pixel. */
        Builder map(FeatureMap map) {
            return buffer(OpenClBuffer.of(map)).ints(map.offset(), map.pixelStride());
        }

        Builder ints(int... values) {
            for (int value : values) {
                set(Sizeof.cl_int, Pointer.to(new int[] {value}));
            }
            return this;
        }

        Builder flag(boolean value) {
            return ints(value ? 1 : 0);
        }

        Builder floats(float... values) {
            for (float value : values) {
                set(Sizeof.cl_float, Pointer.to(new float[] {value}));
            }
            return this;
        }

        private Builder set(long size, Pointer value) {
            int status = CL.clSetKernelArg(kernel, arguments, size, value);
            if (status != CL.CL_SUCCESS) {
                CL.clReleaseKernel(kernel);
                session.check(status, "clSetKernelArg %d of %s".formatted(arguments, name));
            }
            arguments++;
            return this;
        }

        /** Over so many work-items in a row, rounded up to whole work-groups. */
        Launch over(int items, int group) {
            return over(new int[] {items}, new int[] {group});
        }

        /** Over so many work-items in each dimension, rounded up to whole work-groups. */
        Launch over(int[] items, int[] group) {
            long[] global = new long[items.length];
            long[] local = new long[items.length];
            for (int i = 0; i < items.length; i++) {
                local[i] = group[i];
                global[i] = Math.ceilDiv(items[i], group[i]) * local[i];
            }
            var launch = new Launch(name, kernel, global, local, List.copyOf(buffers));
            cl_kernel released = kernel;
            launch.release = session.track(launch, () -> CL.clReleaseKernel(released));
            return launch;
        }
    }
}
