package reverie.engine.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.testing.TestBackends;

class PowerObjectiveTest {

    @Test
    void gradient_agrees_with_central_differences() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                for (double power : List.of(1.0, 1.5, 1.9)) {
                    var objective = new PowerObjective(power);
                    FeatureMap activation = backend.allocateMap(3, 5, 19);
                    FeatureMap gradient = backend.allocateMap(3, 5, 19);
                    var random = new Random(1701);
                    float[] values = new float[activation.size()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = (float) (random.nextGaussian() * (i < 19 ? 0.01 : 10));
                    }
                    backend.write(values, activation);
                    objective.differentiate(backend, activation, gradient);
                    float[] analytic = backend.read(gradient);
                    for (int i = 0; i < values.length; i += 7) {
                        float step = i < 19 ? 1e-4f : 0.05f;
                        double numeric = (moved(objective, backend, activation, values, i, step)
                                        - moved(objective, backend, activation, values, i, -step))
                                / ((double) (values[i] + step) - (values[i] - step));
                        assertEquals(numeric, analytic[i], 2e-3 * Math.max(1, Math.abs(numeric)), backend.name());
                    }
                }
            }
        });
    }

    private static double moved(
            Objective objective, Backend backend, FeatureMap activation, float[] values, int i, float step) {
        float[] moved = values.clone();
        moved[i] += step;
        backend.write(moved, activation);
        return objective.value(backend, activation).value();
    }

    @Test
    void where_nothing_responds_nothing_grows() {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                FeatureMap nothing = backend.allocateMap(2, 2, 5);
                FeatureMap gradient = backend.allocateMap(2, 2, 5);
                new PowerObjective(1).differentiate(backend, nothing, gradient);
                assertEquals(0, backend.sumOfSquares(gradient).value());
            }
        });
    }

    @Test
    void the_power_of_two_is_l2() {
        assertInstanceOf(L2Objective.class, PowerObjective.of(2));
        assertThrows(IllegalArgumentException.class, () -> PowerObjective.of(2.5));
        assertThrows(IllegalArgumentException.class, () -> PowerObjective.of(Double.NaN));
    }
}
