package reverie.kernels.opencl;

import java.util.stream.Collectors;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;
import reverie.kernels.BackendUnavailableException;

/** Says which devices speak OpenCL, or why none does. */
public final class OpenClProvider implements BackendProvider {

    @Override
    public String name() {
        return "opencl";
    }

    @Override
    public Availability check() {
        try {
            return new Availability.Usable(OpenClDevice.all().stream()
                    .map(device -> "device %d: %s".formatted(device.number(), device.description()))
                    .collect(Collectors.joining("; ")));
        } catch (BackendUnavailableException e) {
            return new Availability.Unusable(e.getMessage());
        }
    }

    @Override
    public Backend open(BackendSettings settings) {
        try {
            return new OpenClBackend(settings);
        } catch (BackendUnavailableException e) {
            throw new BackendUnavailableException("backend 'opencl' is not usable: " + e.getMessage());
        }
    }
}
