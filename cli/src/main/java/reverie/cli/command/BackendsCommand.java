package reverie.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendProvider.Availability;
import reverie.kernels.Backends;

/** Lists the backends. */
@Command(
        name = "backends",
        description = "List what can compute here, best first, or why not.",
        mixinStandardHelpOptions = true)
public final class BackendsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        for (BackendProvider provider : Backends.all()) {
            String answer = switch (provider.check()) {
                case Availability.Usable(String detail) -> "usable: " + detail;
                case Availability.Unusable(String reason) -> "not usable: " + reason;
            };
            spec.commandLine().getOut().println("%-10s  %s".formatted(provider.name(), answer));
        }
    }
}
