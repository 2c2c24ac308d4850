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
        return choose(err).open(settings());
    }

    /**
     * Opens the backend that was named, or else another by its name.
     *
     * @param otherwise a backend's name
     * @param exact whether to sum convolutions as they are defined even where nobody said so here
     */
    public Backend open(String otherwise, boolean exact) {
        BackendSettings asked = settings();
        return named(name == null ? otherwise : name)
                .open(new BackendSettings(asked.threads(), asked.exact() || exact));
    }

    /** What was asked for; without a number of threads, one for each processor. */
    public BackendSettings settings() {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new UsageException("--threads must be from 1 to 1024, not " + threads);
        }
        return new BackendSettings(threads == null ? Backends.defaultThreads() : threads, exact);
    }

    /** The backend that was named, or the best one, saying what was passed over and why. */
    public BackendProvider choose(PrintWriter err) {
        if (name != null) {
            return named(name);
        }
        BackendProvider best = Backends.best();
        for (BackendProvider provider : Backends.all()) {
            if (provider.check() instanceof Availability.Unusable(String reason)) {
                err.println("backend %s cannot be used: %s; using %s, which may be much slower"
                        .formatted(provider.name(), reason, best.name()));
            }
        }
        return best;
    }

    private static BackendProvider named(String name) {
        try {
            return Backends.named(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
