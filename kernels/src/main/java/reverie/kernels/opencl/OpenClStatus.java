package reverie.kernels.opencl;

import org.jocl.CL;
import reverie.kernels.BackendFailureException;
import reverie.kernels.DeviceMemoryException;

/** What calls return, and what becomes of it. */
final class OpenClStatus {

    private OpenClStatus() {}

    /**
     * Turns every status but success into an exception that names it.
     *
     * @param call the function that returned it, and on what it was called
     * @throws DeviceMemoryException if there was no room
     * @throws BackendFailureException for everything else
     */
    static void check(int status, String call, String device) {
        if (status != CL.CL_SUCCESS) {
            throw failure(status, call, device);
        }
    }

    static BackendFailureException failure(int status, String call, String device) {
        String message = "OpenCL %s in %s on '%s'".formatted(name(status), call, device);
        return switch (status) {
            case CL.CL_MEM_OBJECT_ALLOCATION_FAILURE, CL.CL_INVALID_BUFFER_SIZE, CL.CL_OUT_OF_RESOURCES ->
                new DeviceMemoryException(message + ": the device has not enough memory");
            default -> new BackendFailureException(message);
        };
    }

    /** The constant of a status, or its number where no standard names it. */
    static String name(int status) {
        String name = CL.stringFor_errorCode(status);
        return name == null || !name.startsWith("CL_") ? "error " + status : name;
    }
}
