package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import reverie.kernels.BackendUnavailableException;

/** A device for tests of what is below the backend. */
final class OpenClTestDevice {

    private OpenClTestDevice() {}

    /**
     * Whichever comes first.
     *
     * @throws org.opentest4j.TestAbortedException if there is none, which reports the test as skipped; with {@code
     *     reverie.require.opencl=true} it fails
     */
    static OpenClDevice any() {
        try {
            return OpenClDevice.all().getFirst();
        } catch (BackendUnavailableException e) {
            return Boolean.getBoolean("reverie.require.opencl") ? fail(e.getMessage()) : abort(e.getMessage());
        }
    }
}
