package reverie.kernels.opencl;

/** Devices as tests want them. */
final class TestDevices {

    private TestDevices() {}

    /** A large GPU, to plan for: nothing can be run on it. */
    static OpenClDevice large() {
        return new OpenClDevice(
                0,
                null,
                null,
                "Nowhere OpenCL 3.0",
                "Planned GPU",
                "1.2.3",
                true,
                true,
                132,
                80L << 30,
                20L << 30,
                48 << 10,
                1024);
    }

    /** The same device with another number of units, other local memory, and work-groups of another size. */
    static OpenClDevice with(OpenClDevice device, int computeUnits, long localMemory, int greatestWorkGroup) {
        return new OpenClDevice(
                device.number(),
                device.platformId(),
                device.id(),
                device.platform(),
                device.name(),
                device.driver(),
                device.isGpu(),
                device.hasCompiler(),
                computeUnits,
                device.memory(),
                device.longestBuffer(),
                localMemory,
                greatestWorkGroup);
    }
}
