package reverie.kernels.opencl;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;
import reverie.kernels.BackendSettings;
import reverie.kernels.BackendUnavailableException;
import reverie.kernels.Device;

/**
 * A device that speaks OpenCL, and its limits.
 *
 * @param number by which it is asked for, from 0, in the order of platforms
 * @param platform name and version of its driver's platform
 * @param computeUnits processors that work-groups are shared out to
 * @param memory bytes that it can hold in all
 * @param longestBuffer bytes that a single buffer may have
 * @param localMemory bytes that a work-group can share
 * @param greatestWorkGroup how many work-items a work-group may have
 */
record OpenClDevice(
        int number,
        cl_platform_id platformId,
        cl_device_id id,
        String platform,
        String name,
        String driver,
        boolean isGpu,
        boolean hasCompiler,
        int computeUnits,
        long memory,
        long longestBuffer,
        long localMemory,
        int greatestWorkGroup) {

    /** What is returned by a loader that knows of no driver; an extension's number, which JOCL does not name. */
    private static final int PLATFORM_NOT_FOUND = -1001;

    /**
     * Every device of every platform.
     *
     * @throws BackendUnavailableException if there is none, or OpenCL cannot be loaded
     */
    static List<OpenClDevice> all() {
        try {
            List<OpenClDevice> devices = new ArrayList<>();
            for (cl_platform_id platform : platforms()) {
                for (cl_device_id id : devices(platform)) {
                    devices.add(describe(devices.size(), platform, id));
                }
            }
            if (devices.isEmpty()) {
                throw new BackendUnavailableException("OpenCL knows no device; is the device's driver installed?");
            }
            return devices;
        } catch (LinkageError e) {
            throw new BackendUnavailableException(
                    "JOCL's library for %s on %s cannot be loaded; it is unpacked into %s, where programs must be allowed (-Djava.io.tmpdir=FOLDER in REVERIE_JAVA_OPTIONS names another folder)"
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    System.getProperty("java.io.tmpdir")));
        } catch (UnsupportedOperationException e) {
            throw new BackendUnavailableException("OpenCL cannot be loaded: " + firstLine(e));
        }
    }

    /**
     * The device that settings ask for, or else the best one.
     *
     * @throws BackendUnavailableException if there is none, or not that one
     */
    static OpenClDevice chosen(BackendSettings settings) {
        List<OpenClDevice> devices = all();
        return settings.device().map(wanted -> find(devices, wanted)).orElseGet(() -> best(devices));
    }

    private static String firstLine(Throwable e) {
        String message = e.getMessage();
        return message == null
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    /**
     * The device that is asked for.
     *
     * @param wanted its number, or a part of its name, in capitals or not
     * @throws BackendUnavailableException if that is none, or several
     */
    static OpenClDevice find(List<OpenClDevice> devices, String wanted) {
        String part = wanted.toLowerCase(Locale.ROOT);
        List<OpenClDevice> found = devices.stream()
                .filter(device -> Integer.toString(device.number).equals(part)
                        || device.name.toLowerCase(Locale.ROOT).contains(part))
                .toList();
        List<OpenClDevice> numbered = found.stream()
                .filter(device -> Integer.toString(device.number).equals(part))
                .toList();
        List<OpenClDevice> fitting = numbered.isEmpty() ? found : numbered;
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String names = devices.stream()
                .map(device -> "%d '%s'".formatted(device.number, device.name))
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow();
        throw new BackendUnavailableException(
                fitting.isEmpty()
                        ? "no OpenCL device '%s'; there are: %s".formatted(wanted, names)
                        : "several OpenCL devices are called '%s'; say which: %s".formatted(wanted, names));
    }

    /** The device where nobody says which: the GPU with most units, or whatever there is. */
    static OpenClDevice best(List<OpenClDevice> devices) {
        ToIntFunction<OpenClDevice> merit = device -> (device.isGpu ? 1_000_000 : 0) + device.computeUnits;
        OpenClDevice best = devices.getFirst();
        for (OpenClDevice device : devices) {
            best = merit.applyAsInt(device) > merit.applyAsInt(best) ? device : best;
        }
        return best;
    }

    /** The same for those who know nothing of OpenCL. */
    Device described() {
        return new Device(number, name, platform, driver, isGpu, computeUnits, memory, longestBuffer, localMemory);
    }

    private static cl_platform_id[] platforms() {
        int[] count = new int[1];
        int status = CL.clGetPlatformIDs(0, null, count);
        if (status == PLATFORM_NOT_FOUND || (status == CL.CL_SUCCESS && count[0] == 0)) {
            throw new BackendUnavailableException("OpenCL knows no platform; is the device's driver installed?");
        }
        OpenClStatus.check(status, "clGetPlatformIDs", "no device yet");
        var platforms = new cl_platform_id[count[0]];
        OpenClStatus.check(CL.clGetPlatformIDs(count[0], platforms, null), "clGetPlatformIDs", "no device yet");
        return platforms;
    }

    private static cl_device_id[] devices(cl_platform_id platform) {
        int[] count = new int[1];
        int status = CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, 0, null, count);
        if (status != CL.CL_SUCCESS || count[0] == 0) {
            return new cl_device_id[0]; // a platform without devices, or a driver that is broken: others may work
        }
        var devices = new cl_device_id[count[0]];
        CL.clGetDeviceIDs(platform, CL.CL_DEVICE_TYPE_ALL, count[0], devices, null);
        return devices;
    }

    private static OpenClDevice describe(int number, cl_platform_id platform, cl_device_id id) {
        String name = text(id, CL.CL_DEVICE_NAME);
        return new OpenClDevice(
                number,
                platform,
                id,
                platformText(platform, CL.CL_PLATFORM_NAME) + " " + text(id, CL.CL_DEVICE_VERSION),
                name,
                text(id, CL.CL_DRIVER_VERSION),
                (number(id, CL.CL_DEVICE_TYPE) & CL.CL_DEVICE_TYPE_GPU) != 0,
                number(id, CL.CL_DEVICE_COMPILER_AVAILABLE) != 0,
                (int) number(id, CL.CL_DEVICE_MAX_COMPUTE_UNITS),
                number(id, CL.CL_DEVICE_GLOBAL_MEM_SIZE),
                number(id, CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                number(id, CL.CL_DEVICE_LOCAL_MEM_SIZE),
                (int) number(id, CL.CL_DEVICE_MAX_WORK_GROUP_SIZE));
    }

    private static String platformText(cl_platform_id platform, int what) {
        long[] length = new long[1];
        OpenClStatus.check(CL.clGetPlatformInfo(platform, what, 0, null, length), "clGetPlatformInfo", "platform");
        byte[] bytes = new byte[(int) length[0]];
        OpenClStatus.check(
                CL.clGetPlatformInfo(platform, what, bytes.length, Pointer.to(bytes), null),
                "clGetPlatformInfo",
                "platform");
        return text(bytes);
    }

    private static String text(cl_device_id id, int what) {
        return text(info(id, what));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace("\0", "").strip();
    }

    /** A number of four or eight bytes, as the device has it. */
    private static long number(cl_device_id id, int what) {
        ByteBuffer bytes = ByteBuffer.wrap(info(id, what)).order(ByteOrder.nativeOrder());
        return bytes.capacity() >= Long.BYTES ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
    }

    private static byte[] info(cl_device_id id, int what) {
        long[] length = new long[1];
        OpenClStatus.check(CL.clGetDeviceInfo(id, what, 0, null, length), "clGetDeviceInfo", "a device");
        byte[] bytes = new byte[(int) length[0]];
        OpenClStatus.check(
                CL.clGetDeviceInfo(id, what, bytes.length, Pointer.to(bytes), null), "clGetDeviceInfo", "a device");
        return bytes;
    }
}
