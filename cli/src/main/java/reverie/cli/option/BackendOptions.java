package reverie.cli.option;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.kernels.BackendProvider.Availability;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;

/** What computes. */
public final class BackendOptions {

    /** The backend that has devices to choose from. */
    static final String OPENCL = "opencl";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = {
                "What computes: vector (this processor), opencl (a GPU, for example) or reference (slow).",
                "Without it, vector, or reference where that cannot run."
            })
    private String name;

    @Mixin
    private DeviceOptions deviceOptions;

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
        return open(choose(err), settings(), err);
    }

    /**
     * Has the backend that was named, or the best one, get ready on a thread of its own: for commands of which only some
     * options make them compute much. For others that is begun before their options are read.
     */
    public void rehearse() {
        rehearse(Backends.best().name());
    }

    /** The same for the backend that was named, or else another by its name. */
    public void rehearse(String otherwise) {
        named(name == null ? otherwise : name).rehearse();
    }

    /**
     * Opens the backend that was named, or else another by its name.
     *
     * @param otherwise a backend's name
     * @param exact whether to sum convolutions as they are defined even where nobody said so here
     */
    public Backend open(String otherwise, boolean exact, PrintWriter err) {
        BackendSettings asked = settings();
        BackendProvider provider = named(name == null ? otherwise : name);
        requireDevices(provider);
        return open(
                provider,
                new BackendSettings(asked.threads(), asked.exact() || exact, asked.device(), asked.cache()),
                err);
    }

    private static Backend open(BackendProvider provider, BackendSettings settings, PrintWriter err) {
        Backend backend = provider.open(settings);
        backend.warnings().forEach(warning -> err.println("warning: " + warning));
        return backend;
    }

    /** What was asked for; without a number of threads, one for each processor. */
    public BackendSettings settings() {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new UsageException("--threads must be from 1 to 1024, not " + threads);
        }
        return new BackendSettings(
                threads == null ? Backends.defaultThreads() : threads,
                exact,
                deviceOptions.device(),
                Optional.of(DeviceOptions.cache()));
    }

    /** The backend that was named, or the best one, saying what was passed over and why. */
    public BackendProvider choose(PrintWriter err) {
        BackendProvider provider = name == null ? best(err) : named(name);
        requireDevices(provider);
        return provider;
    }

    private static BackendProvider best(PrintWriter err) {
        BackendProvider best = Backends.best();
        for (BackendProvider provider : Backends.all()) {
            if (provider.name().equals(best.name())) {
                break; // what stands behind it was not passed over, and need not be asked
            }
            if (provider.check() instanceof Availability.Unusable(String reason)) {
                err.println("backend %s cannot be used: %s; using %s, which may be much slower"
                        .formatted(provider.name(), reason, best.name()));
            }
        }
        return best;
    }

    private void requireDevices(BackendProvider provider) {
        if (deviceOptions.device().isPresent() && !provider.name().equals(OPENCL)) {
            throw new UsageException("--device chooses among OpenCL devices, and backend %s computes; add --backend %s"
                    .formatted(provider.name(), OPENCL));
        }
    }

    private static BackendProvider named(String name) {
        try {
            return Backends.named(name);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
