package reverie.engine.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthRateTest {

    private static final double EXACT = 1e-12;

    @Test
    void doubling_every_step_is_one_doubling_per_step() {
        GrowthRate rate = GrowthRate.of(List.of(1.0, 2.0, 4.0, 8.0, 1000.0)).orElseThrow();
        assertEquals(1, rate.doublingsPerStep(), EXACT);
        assertEquals(1, rate.stepsToDouble(), EXACT);
        assertEquals(2, rate.factor(), EXACT);
        assertEquals(Math.log(2), rate.exponent(), EXACT);
        assertEquals(4, rate.steps());
        assertEquals(1, rate.fit(), EXACT);
    }

    /** log2: 0, 1, 1, 2 over 0, 1, 2, 3: slope 3 / 5, R^2 = 3^2 / (5 * 2). */
    @Test
    void the_line_is_that_of_least_squares() {
        GrowthRate rate = GrowthRate.of(List.of(1.0, 2.0, 2.0, 4.0, 500.0)).orElseThrow();
        assertEquals(0.6, rate.doublingsPerStep(), EXACT);
        assertEquals(0.9, rate.fit(), EXACT);
    }

    @Test
    void what_is_saturated_does_not_count() {
        List<Double> distances = new ArrayList<>();
        for (int k = 0; k < 12; k++) {
            distances.add(1e-6 * Math.pow(4, k)); // up to 4.2
        }
        for (int k = 0; k < 40; k++) {
            distances.add(17.0 + k % 2);
        }
        GrowthRate rate = GrowthRate.of(distances).orElseThrow();
        assertEquals(2, rate.doublingsPerStep(), 1e-9);
        assertEquals(11, rate.steps()); // 1.05 and below are less than a tenth of 18, 4.2 is not
    }

    @Test
    void steps_before_there_is_a_difference_are_left_out() {
        assertEquals(
                3,
                GrowthRate.of(List.of(0.0, 0.0, 1.0, 3.0, 9.0, 1000.0))
                        .orElseThrow()
                        .steps());
    }

    @Test
    void what_does_not_grow_has_no_rate() {
        assertTrue(GrowthRate.of(List.of()).isEmpty());
        assertTrue(GrowthRate.of(List.of(0.0, 0.0, 0.0, 0.0)).isEmpty());
        assertTrue(GrowthRate.of(List.of(5.0, 5.0, 6.0, 5.0)).isEmpty(), "saturated from the beginning");
    }
}
