package reverie.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.weights.fetch.CacheFolder;

/** Which device computes, where there is a choice, and where what was found out about it is kept. */
public final class DeviceOptions {

    @Option(
            names = "--device",
            paramLabel = "N|NAME",
            description = {
                "Which OpenCL device: its number or a part of its name, as 'reverie backends' shows them.",
                "Default: the GPU with most compute units, or whatever there is."
            })
    private String device;

    /** The device that was asked for, if one was. */
    public Optional<String> device() {
        if (device != null && device.isBlank()) {
            throw new UsageException("--device needs a number or a part of a name");
        }
        return Optional.ofNullable(device);
    }

    /** Where programs for devices and measurements of them are kept; it may not exist yet. */
    public static Path cache() {
        return CacheFolder.ofSystem().resolve(BackendOptions.OPENCL);
    }
}
