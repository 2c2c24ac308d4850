package reverie.kernels.opencl;

import java.util.HashMap;
import java.util.Map;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_mem;
import reverie.kernels.DeviceMemoryException;
import reverie.kernels.FeatureMap;

/**
 * Work on one device: its context, one queue that does everything in order, its memory, its programs. Only reading waits;
 * everything else is queued, and what fails may be reported by a later call.
 */
final class OpenClSession implements AutoCloseable {

    /** The driver wants some memory too. */
    private static final double SHARE = 0.95;

    private final OpenClDevice device;
    private final cl_context context;
    private final cl_command_queue queue;
    private final Reclaimer reclaimer = new Reclaimer();
    private final Map<String, OpenClProgram> programs = new HashMap<>();
    private final ProgramCache cache;
    private final long memory;
    private boolean closed;

    OpenClSession(OpenClDevice device, ProgramCache cache) {
        this(device, cache, (long) (device.memory() * SHARE));
    }

    /** @param memory bytes that may be taken */
    OpenClSession(OpenClDevice device, ProgramCache cache, long memory) {
        this.device = device;
        this.cache = cache;
        this.memory = memory;
        var properties = new cl_context_properties();
        properties.addProperty(CL.CL_CONTEXT_PLATFORM, device.platformId());
        int[] status = new int[1];
        this.context = CL.clCreateContext(properties, 1, new cl_device_id[] {device.id()}, null, null, status);
        check(status[0], "clCreateContext");
        this.queue = createQueue();
    }

    @SuppressWarnings("deprecation") // its successor is missing where only OpenCL 1.2 is
    private cl_command_queue createQueue() {
        int[] status = new int[1];
        cl_command_queue created = CL.clCreateCommandQueue(context, device.id(), 0, status);
        if (status[0] != CL.CL_SUCCESS) {
            CL.clReleaseContext(context);
        }
        check(status[0], "clCreateCommandQueue");
        return created;
    }

    OpenClDevice device() {
        return device;
    }

    /** Bytes of the device that may be taken. */
    long memory() {
        return memory;
    }

    cl_context context() {
        return context;
    }

    /** A buffer of zeros. */
    OpenClBuffer allocate(int length) {
        long bytes = Math.max(1L, length) * Float.BYTES;
        reclaimer.reclaim();
        if (reclaimer.bytes() + bytes > memory) {
            reclaimer.reclaimAll();
        }
        if (reclaimer.bytes() + bytes > memory || bytes > device.longestBuffer()) {
            throw tooLarge(bytes);
        }
        int status = CL.CL_SUCCESS;
        for (int attempt = 0; attempt < 2; attempt++) {
            int[] created = new int[1];
            cl_mem buffer = CL.clCreateBuffer(context, CL.CL_MEM_READ_WRITE, bytes, null, created);
            status = created[0];
            if (status == CL.CL_SUCCESS) {
                status = zero(buffer, bytes); // a driver may take the memory only now
                if (status == CL.CL_SUCCESS) {
                    var owner = new OpenClBuffer(buffer, length);
                    reclaimer.track(owner, bytes, () -> CL.clReleaseMemObject(buffer));
                    return owner;
                }
                CL.clReleaseMemObject(buffer);
            }
            reclaimer.reclaimAll();
        }
        throw OpenClStatus.failure(status, "clCreateBuffer of %d MB".formatted(bytes >> 20), device.name());
    }

    private DeviceMemoryException tooLarge(long bytes) {
        return new DeviceMemoryException(
                "'%s' has no room for %d MB more: %d of %d MB are taken, and a single buffer may have %d MB"
                        .formatted(
                                device.name(),
                                bytes >> 20,
                                reclaimer.bytes() >> 20,
                                memory >> 20,
                                device.longestBuffer() >> 20));
    }

    private int zero(cl_mem buffer, long bytes) {
        return CL.clEnqueueFillBuffer(queue, buffer, Pointer.to(new int[1]), Sizeof.cl_int, 0, bytes, 0, null, null);
    }

    /** A buffer of whole numbers, for tables. */
    OpenClBuffer table(int[] values) {
        OpenClBuffer buffer = allocate(values.length);
        write(buffer, Pointer.to(values), values.length);
        return buffer;
    }

    /** A buffer with these values. */
    OpenClBuffer values(float[] values) {
        OpenClBuffer buffer = allocate(values.length);
        write(buffer, values);
        return buffer;
    }

    /** Copies values to the start of a buffer. */
    void write(OpenClBuffer buffer, float[] values) {
        write(buffer, Pointer.to(values), values.length);
    }

    private void write(OpenClBuffer buffer, Pointer values, int length) {
        int status = CL.clEnqueueWriteBuffer(
                queue, buffer.memory(), true, 0, (long) length * Float.BYTES, values, 0, null, null);
        check(status, "clEnqueueWriteBuffer");
    }

    void write(float[] values, FeatureMap map) {
        Region region = Region.of(map);
        int status = CL.clEnqueueWriteBufferRect(
                queue,
                OpenClBuffer.of(map).memory(),
                true,
                region.origin,
                new long[3],
                region.size,
                region.pitch,
                0,
                region.size[0],
                0,
                Pointer.to(values),
                0,
                null,
                null);
        check(status, "clEnqueueWriteBufferRect");
    }

    float[] read(FeatureMap map) {
        Region region = Region.of(map);
        float[] values = new float[map.size()];
        int status = CL.clEnqueueReadBufferRect(
                queue,
                OpenClBuffer.of(map).memory(),
                true,
                region.origin,
                new long[3],
                region.size,
                region.pitch,
                0,
                region.size[0],
                0,
                Pointer.to(values),
                0,
                null,
                null);
        check(status, "clEnqueueReadBufferRect");
        return values;
    }

    /** Where the values of a map lie, in bytes: lines of equal length at equal distances. */
    private record Region(long[] origin, long[] size, long pitch) {

        static Region of(FeatureMap map) {
            long line = (long) (map.isDense() ? map.size() : map.channels()) * Float.BYTES;
            long lines = map.isDense() ? 1 : map.pixels();
            long pitch = map.isDense() ? line : (long) map.pixelStride() * Float.BYTES;
            // The origin's first number is less than the pitch, as some drivers want.
            long offset = (long) map.offset() * Float.BYTES;
            return new Region(
                    map.isDense() ? new long[] {offset, 0, 0} : new long[] {offset % pitch, offset / pitch, 0},
                    new long[] {line, lines, 1},
                    map.isDense() ? Math.addExact(offset, line) : pitch);
        }
    }

    /** Queues a kernel. */
    void launch(Launch launch) {
        int status = CL.clEnqueueNDRangeKernel(
                queue, launch.kernel(), launch.global().length, null, launch.global(), launch.local(), 0, null, null);
        if (status != CL.CL_SUCCESS) {
            check(status, "clEnqueueNDRangeKernel of " + launch.name());
        }
    }

    /** Sends what is queued on its way. */
    void flush() {
        check(CL.clFlush(queue), "clFlush");
    }

    /** Waits until everything queued is done. */
    void finish() {
        check(CL.clFinish(queue), "clFinish");
    }

    /**
     * A program, built if it has not been.
     *
     * @param file of kernels, among the resources of this package
     * @param options for the compiler
     */
    OpenClProgram program(String file, String options) {
        String key = file + " " + options;
        if (!programs.containsKey(key)) {
            // PoCL compiles a kernel when it is first run, on a thread of its own. A process in which another program
            // was
            // built meanwhile has been seen to end without a word.
            finish();
            programs.put(key, OpenClProgram.build(this, file, options, cache));
        }
        return programs.get(key);
    }

    /** Has something released when nobody can reach its owner any more, or when the returned action is run. */
    Runnable track(Object owner, Runnable release) {
        return reclaimer.track(owner, 0, release);
    }

    void check(int status, String call) {
        OpenClStatus.check(status, call, device.name());
    }

    /** Waits for nothing; what fails here has failed before. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            CL.clFinish(queue);
            reclaimer.close();
            programs.values().forEach(OpenClProgram::close);
            CL.clReleaseCommandQueue(queue);
            CL.clReleaseContext(context);
        }
    }
}
