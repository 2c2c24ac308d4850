package reverie.cli.command;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendProvider.Availability;
import reverie.kernels.Backends;
import reverie.kernels.Device;

/** Lists the backends and their devices. */
@Command(
        name = "backends",
        description = {
            "List what can compute here, or why not.",
            "The first that can is taken where --backend names none. OpenCL is taken only by name; --device takes another of its devices than the default, which is the GPU with most compute units."
        },
        mixinStandardHelpOptions = true)
public final class BackendsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        for (BackendProvider provider : Backends.all()) {
            String answer = switch (provider.check()) {
                case Availability.Usable(String detail) -> "usable: " + detail;
                case Availability.Unusable(String reason) -> "not usable: " + reason;
            };
            out.println("%-10s  %s".formatted(provider.name(), answer));
            provider.devices().forEach(device -> tell(device, out));
        }
    }

    private static void tell(Device device, PrintWriter out) {
        out.println();
        out.println("  device %-3d  %s".formatted(device.number(), device.name()));
        tell("kind", device.isGpu() ? "GPU" : "CPU or other", out);
        tell("platform", device.platform(), out);
        tell("driver", device.driver(), out);
        tell("units", Integer.toString(device.computeUnits()), out);
        tell("memory", "%s, longest buffer %s".formatted(size(device.memory()), size(device.longestBuffer())), out);
        tell("local", "%d KiB of memory for a work-group".formatted(device.localMemory() >> 10), out);
    }

    private static void tell(String what, String value, PrintWriter out) {
        out.println("  %-10s  %s".formatted(what, value));
    }

    private static String size(long bytes) {
        return "%d MiB".formatted(bytes >> 20);
    }
}
