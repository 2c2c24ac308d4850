package reverie.kernels.testing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.opencl.OpenClBackend;
import reverie.kernels.opencl.OpenClProvider;
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
        return Stream.concat(Stream.of(new VectorBackend(2), new VectorBackend(EXACT)), openCl());
    }

    /** Those on which whole networks can be run more than once. */
    public static Stream<Backend> fast() {
        return Stream.concat(Stream.of(new VectorBackend(2)), openCl());
    }

    /**
     * One for every OpenCL device that there is; none when tests are repeated for a vector width, which is nothing to
     * them. That there is a device where one is required, {@code OpenClDeviceTest} sees to.
     */
    public static Stream<Backend> openCl() {
        if (System.getProperty("reverie.vector.bits") != null) {
            return Stream.of();
        }
        return IntStream.range(0, new OpenClProvider().devices().size()).mapToObj(device -> openCl(device, false));
    }

    private static Backend openCl(int device, boolean exact) {
        return new OpenClBackend(new BackendSettings(
                2, exact, Optional.of(Integer.toString(device)), Optional.of(Path.of("target/opencl-programs"))));
    }
}
