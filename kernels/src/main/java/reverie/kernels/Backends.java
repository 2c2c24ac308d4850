package reverie.kernels;

import java.util.List;
import java.util.stream.Collectors;
import reverie.kernels.BackendProvider.Availability;
import reverie.kernels.opencl.OpenClProvider;
import reverie.kernels.reference.ReferenceProvider;
import reverie.kernels.vector.VectorProvider;

/** The list of backends, and the choice among them. */
public final class Backends {

    /** The reference can always run, so that what stands behind it runs only where somebody asks for it by name. */
    private static final List<BackendProvider> PROVIDERS =
            List.of(new VectorProvider(), new ReferenceProvider(), new OpenClProvider());

    private Backends() {}

    /** Every backend that this program knows, in the order in which {@link #best} tries them. */
    public static List<BackendProvider> all() {
        return PROVIDERS;
    }

    /**
     * The backend of that name. It never falls back to another one.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static BackendProvider named(String name) {
        return PROVIDERS.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no backend '%s'; there are: %s"
                        .formatted(
                                name,
                                PROVIDERS.stream().map(BackendProvider::name).collect(Collectors.joining(", ")))));
    }

    /** The first backend that can run here; the reference always can. Those behind it are not even asked. */
    public static BackendProvider best() {
        return PROVIDERS.stream()
                .filter(provider -> provider.check() instanceof Availability.Usable)
                .findFirst()
                .orElseThrow();
    }

    /** How many threads to use where nobody says: one for each processor that this process may use. */
    public static int defaultThreads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
