package reverie.engine.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialMutationTest {

    private static final int DRAWS = 200_000;

    /** By the density (e + 1) / 2 (1 - |d|)^e: mean of d 0, of |d| 1 / (e + 2), of d^2 2 / ((e + 2) (e + 3)). */
    @ParameterizedTest
    @ValueSource(doubles = {0, 3.5, 15})
    void changes_are_distributed_as_the_density_says(double strength) {
        var mutation = new PolynomialMutation(-100, 100, strength);
        var random = new Random(1);
        double mean = 0;
        double absolute = 0;
        double square = 0;
        for (int i = 0; i < DRAWS; i++) {
            double share = share(mutation, random);
            mean += share / DRAWS;
            absolute += Math.abs(share) / DRAWS;
            square += share * share / DRAWS;
        }
        assertEquals(0, mean, 0.005);
        assertEquals(1 / (strength + 2), absolute, 0.003);
        assertEquals(2 / ((strength + 2) * (strength + 3)), square, 0.003);
    }

    /** The whole of d from its sign: upwards it is seen from the lower end, downwards from the upper one. */
    private static double share(PolynomialMutation mutation, Random random) {
        double even = random.nextDouble();
        double up = mutation.mutate(-100, fixed(even)) + 100;
        double down = mutation.mutate(100, fixed(even)) - 100;
        return (up + down) / 200;
    }

    /** By hand, strength 1: u = 1/8 gives sqrt(1/4) - 1 = -1/2, u = 7/8 gives 1/2. */
    @Test
    void an_even_number_becomes_a_share_of_the_range() {
        var mutation = new PolynomialMutation(0, 255, 1);
        assertEquals(200 - 127.5, mutation.mutate(200, fixed(0.125)), 1e-9);
        assertEquals(50 + 127.5, mutation.mutate(50, fixed(0.875)), 1e-9);
        assertEquals(50, mutation.mutate(50, fixed(0.5)), 1e-9);
    }

    @Test
    void the_number_stays_in_its_range() {
        var mutation = new PolynomialMutation(0, 1, 0);
        assertEquals(0, mutation.mutate(0.25, fixed(0.125)));
        assertEquals(1, mutation.mutate(0.75, fixed(0.875)));
    }

    @Test
    void greater_strength_makes_smaller_changes() {
        double weak = new PolynomialMutation(0, 1, 2).mutate(0, fixed(0.9));
        double strong = new PolynomialMutation(0, 1, 20).mutate(0, fixed(0.9));
        assertTrue(strong < weak / 4, strong + " against " + weak);
    }

    @Test
    void a_range_without_extent_is_refused() {
        assertThrows(IllegalArgumentException.class, () -> new PolynomialMutation(1, 1, 15));
        assertThrows(IllegalArgumentException.class, () -> new PolynomialMutation(0, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> new PolynomialMutation(0, 1, Double.NaN));
    }

    private static RandomGenerator fixed(double even) {
        return new Random(0) {
            @Override
            public double nextDouble() {
                return even;
            }
        };
    }
}
