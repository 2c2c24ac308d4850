package reverie.cli.option;

import java.io.PrintWriter;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendProvider.Availability;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;

/** What computes. */
public final class BackendOptions {

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "What computes: vector or reference. Without it, the best that can run here.")
    private String name;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many threads compute. Default: one per processor. Never changes the result.")
    private Integer threads;

    @Option(
            names = "--exact",
            description = {
                "Sum convolutions tap by tap, as they are defined.",
                "Slower; differs from the default by rounding alone."
            })
    private boolean exact;

    /** Opens the backend that was named, or the best one, saying what was passed over and why. */
    public Backend open(PrintWriter err) {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new UsageException("--threads must be from 1 to 1024, not " + threads);
        }
        var settings = new BackendSettings(threads == null ? Backends.defaultThreads() : threads, exact);
        if (name != null) {
            return Backends.named(name).open(settings);
        }
        BackendProvider best = Backends.best();
        for (BackendProvider provider : Backends.all()) {
            if (provider.check() instanceof Availability.Unusable(String reason)) {
                err.println("backend %s cannot be used: %s; using %s, which may be much slower"
                        .formatted(provider.name(), reason, best.name()));
            }
        }
        return best.open(settings);
    }
}
