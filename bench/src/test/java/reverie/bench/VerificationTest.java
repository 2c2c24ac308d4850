package reverie.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.RelativeError;
import reverie.kernels.vector.VectorBackend;

/** A benchmark of something wrong must not get as far as a number. */
class VerificationTest {

    @Test
    void a_backend_that_computes_something_else_is_not_measured() {
        try (Backend backend = new VectorBackend(1)) {
            var e = assertThrows(
                    IllegalStateException.class,
                    () -> Verification.requireAgreement(
                            backend, target -> scale(target, target.name().equals("vector") ? 2.001f : 2)));
            assertTrue(e.getMessage().startsWith("vector scale differs from the reference by 0.0005"), e.getMessage());
            Verification.requireAgreement(backend, target -> scale(target, 2));
        }
    }

    private static List<Step> scale(Backend target, float factor) {
        var maps = new Maps(target);
        FeatureMap input = maps.map(new Shape(3, 5, 7));
        FeatureMap output = maps.map(new Shape(3, 5, 7));
        var operation = new Operation.Scale(input, factor, output, false);
        return List.of(new Step(
                "scale",
                target.compile(List.of(operation)),
                output,
                Step.OPERATION_TOLERANCE,
                Work.traffic(input, output)));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void what_is_not_a_number_never_passes(float value) {
        assertThrows(
                IllegalStateException.class,
                () -> Verification.requireClose("it", new float[] {1, 2}, new float[] {1, value}, 1e9));
        assertThrows(
                IllegalStateException.class,
                () -> Verification.requireClose("it", new float[] {1, value}, new float[] {1, value}, 1e9));
    }

    @Test
    void nothing_at_all_never_passes() {
        assertThrows(IllegalStateException.class, () -> Verification.requireClose("it", new float[3], new float[3], 1));
    }

    @Test
    void the_error_is_relative_in_the_euclidean_norm() {
        assertEquals(0.1, RelativeError.of(new float[] {3, 4}, new float[] {3, 4.5f}), 1e-12);
    }
}
