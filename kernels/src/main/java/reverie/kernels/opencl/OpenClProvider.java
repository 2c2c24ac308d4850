package reverie.kernels.opencl;

import java.util.List;
import java.util.stream.Collectors;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendSettings;
import reverie.kernels.BackendUnavailableException;
import reverie.kernels.Device;

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
                    .map(device -> "%d '%s'".formatted(device.number(), device.name()))
                    .collect(Collectors.joining(", ", "only where it is asked for; device ", "")));
        } catch (BackendUnavailableException e) {
            return new Availability.Unusable(e.getMessage());
        }
    }

    @Override
    public List<Device> devices() {
        try {
            return OpenClDevice.all().stream().map(OpenClDevice::described).toList();
        } catch (BackendUnavailableException e) {
            return List.of();
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
