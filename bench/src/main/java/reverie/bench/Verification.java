package reverie.bench;

import java.util.List;
import java.util.function.Function;
import reverie.kernels.Backend;
import reverie.kernels.RelativeError;
import reverie.kernels.reference.ReferenceBackend;

/** Verify, then time: a fast wrong kernel is not measured. */
public final class Verification {

    private Verification() {}

    /**
     * Runs the same steps on a backend and on the reference, and compares.
     *
     * @param steps makes the steps for a backend, on a small picture and with the same values every time
     * @throws IllegalStateException if a result differs, saying which and by how much
     */
    static void requireAgreement(Backend backend, Function<Backend, List<Step>> steps) {
        try (Backend reference = new ReferenceBackend()) {
            List<Step> expected = steps.apply(reference);
            List<Step> actual = steps.apply(backend);
            for (int i = 0; i < expected.size(); i++) {
                expected.get(i).program().run();
                actual.get(i).program().run();
                requireClose(
                        backend.name() + " " + actual.get(i).name(),
                        reference.read(expected.get(i).result()),
                        backend.read(actual.get(i).result()),
                        actual.get(i).tolerance());
            }
        }
    }

    public static void requireClose(String what, float[] expected, float[] actual, double tolerance) {
        double error = RelativeError.of(expected, actual);
        // Written so that a NaN fails.
        if (!(error <= tolerance)) {
            throw new IllegalStateException("%s differs from the reference by %.3g, more than %.0e: not measured"
                    .formatted(what, error, tolerance));
        }
    }
}
