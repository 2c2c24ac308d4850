package reverie.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AdamTest {

    /** The first step is as long as the rate, whatever the gradient's size: both means are made good for. */
    @Test
    void first_step_has_the_length_of_the_rate() {
        float[] parameters = {1, 1, 1};
        new Adam(0).update(parameters, new float[] {5, -0.001f, 0}, Adam.Memory.of(3), 1, 0.1, true);
        assertArrayEquals(new float[] {0.9f, 1.1f, 1}, parameters, 1e-5f);
    }

    /** By hand: m = 0.1 * 2 = 0.2, then 0.9 * 0.2 + 0.1 * 1 = 0.28; v = 0.004, then 0.999 * 0.004 + 0.001 = 0.004996. */
    @Test
    void second_step_goes_by_both_gradients() {
        float[] parameters = {0};
        var memory = Adam.Memory.of(1);
        new Adam(0).update(parameters, new float[] {2}, memory, 1, 0.1, true);
        new Adam(0).update(parameters, new float[] {1}, memory, 2, 0.1, true);
        assertEquals(0.28, memory.means()[0], 1e-6);
        assertEquals(0.004996, memory.squares()[0], 1e-6);
        double expected = -0.1 - 0.1 * (0.28 / 0.19) / Math.sqrt(0.004996 / (1 - 0.999 * 0.999));
        assertEquals(expected, parameters[0], 1e-6);
    }

    @Test
    void decay_draws_weights_to_zero_and_leaves_biases_alone() {
        float[] weights = {4};
        float[] biases = {4};
        new Adam(0.5).update(weights, new float[1], Adam.Memory.of(1), 1, 0.1, true);
        new Adam(0.5).update(biases, new float[1], Adam.Memory.of(1), 1, 0.1, false);
        assertEquals(4 - 0.1 * 0.5 * 4, weights[0], 1e-6);
        assertEquals(4, biases[0]);
    }

    @Test
    void rate_grows_then_falls_to_zero() {
        var settings = new TrainingSettings(1, 110, 16, 0.1, 10, 0);
        assertEquals(0.05, settings.rate(5), 1e-12);
        assertEquals(0.1, settings.rate(10), 1e-12);
        assertEquals(0.05, settings.rate(60), 1e-12);
        assertEquals(0, settings.rate(110), 1e-12);
    }
}
