package reverie.kernels.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import reverie.kernels.BackendProvider.Availability;
import reverie.kernels.Backends;

/** Whether there is an OpenCL device to test with. */
public final class OpenClHere {

    private OpenClHere() {}

    /** Skips a test where there is none; fails it instead if {@code reverie.require.opencl} is true. */
    public static void require() {
        if (Backends.named("opencl").check() instanceof Availability.Unusable(String reason)) {
            String message = "no OpenCL device to test with (on Debian, pocl-opencl-icd is one): " + reason;
            if (Boolean.getBoolean("reverie.require.opencl")) {
                fail(message);
            }
            abort(message);
        }
    }
}
