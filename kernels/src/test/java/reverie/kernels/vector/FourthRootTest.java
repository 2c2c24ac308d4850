package reverie.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lanes")
class FourthRootTest {

    private static final double ROUNDING = Math.scalb(1.0, -24);

    /** From k of a network, which is 1 or 2, to far beyond what activations reach, and some way below. */
    @Test
    void powers_are_exact_to_a_few_roundings() {
        for (float s = 1e-30f; s < 1e30f; s *= 1.0037f) {
            FloatVector scale = FloatVector.broadcast(Lanes.SPECIES, s);
            FloatVector root = FourthRoot.inverse(scale);
            FloatVector error = FourthRoot.error(scale, root);
            assertRelative(Math.pow(s, -0.25), root, 0.00023);
            assertRelative(Math.pow(s, -0.75), FourthRoot.inverseCubed(root, error), 3.2 * ROUNDING);
            assertRelative(1.0 / s, FourthRoot.reciprocal(root, error), 2.2 * ROUNDING);
        }
    }

    private static void assertRelative(double expected, FloatVector actual, double bound) {
        assertEquals(expected, actual.lane(Lanes.COUNT - 1), bound * expected);
    }
}
