package reverie.kernels.testing;

import java.util.stream.Stream;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.opencl.OpenClBackend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.vector.VectorBackend;

/** The backends that tests run on; a new one is added here, and every shared test then asks it the same questions. */
public final class TestBackends {

    private static final BackendSettings EXACT = new BackendSettings(2, true);

    private TestBackends() {}

    /** All of them; to be closed by the caller. */
    public static Stream<Backend> all() {
        return Stream.concat(Stream.of(new ReferenceBackend()), checked());
    }

    /** Those that are checked against the reference. */
    public static Stream<Backend> checked() {
        return Stream.of(new VectorBackend(2), new VectorBackend(EXACT), new OpenClBackend(EXACT));
    }
}
