package reverie.kernels.opencl;

import reverie.kernels.testing.OpenClHere;

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
        OpenClHere.require();
        return OpenClDevice.all().getFirst();
    }
}
