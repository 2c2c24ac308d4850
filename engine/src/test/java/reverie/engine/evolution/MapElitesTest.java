package reverie.engine.evolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MapElitesTest {

    /** A genome that is a number; a child is up to 1 away. */
    private static final Encoding<Double> NUMBERS = new Encoding<>() {
        @Override
        public Double first(RandomGenerator random) {
            return random.nextDouble();
        }

        @Override
        public Double mutate(Double parent, int age, RandomGenerator random) {
            return parent + 2 * random.nextDouble() - 1;
        }
    };

    /** The goals lie at 5 and at -20. */
    private static double[] distances(double number) {
        return new double[] {-Math.abs(number - 5), -Math.abs(number + 20)};
    }

    private static MapElites<Double> evolved(MapElites.Settings settings, int favourite, int steps) {
        var evolution = new MapElites<>(NUMBERS, MapElitesTest::distances, settings, favourite);
        for (int i = 0; i < steps; i++) {
            evolution.step();
        }
        return evolution;
    }

    @Test
    void every_goal_is_come_nearer_to() {
        MapElites<Double> evolution = evolved(new MapElites.Settings(3, 0, 7), 0, 500);
        assertEquals(5, evolution.elite(0).orElseThrow().genome(), 0.05);
        assertEquals(-20, evolution.elite(1).orElseThrow().genome(), 0.05);
        assertEquals(Optional.empty(), evolution.elite(2));
    }

    @Test
    void the_favourite_goal_has_all_the_children_where_nothing_else_is_favoured() {
        MapElites<Double> evolution = evolved(new MapElites.Settings(1, 1, 7), 1, 200);
        assertEquals(-20, evolution.elite(1).orElseThrow().genome(), 0.1);
        // The children of whoever is on the way to -20 never come near 5.
        assertTrue(evolution.elite(0).orElseThrow().fitness() < -2);
    }

    @Test
    void the_best_never_gets_worse() {
        var evolution = new MapElites<>(NUMBERS, MapElitesTest::distances, new MapElites.Settings(5, 0.5, 3), 0);
        double best = Double.NEGATIVE_INFINITY;
        for (int i = 1; i <= 100; i++) {
            evolution.step();
            Elite<Double> elite = evolution.elite(0).orElseThrow();
            assertTrue(elite.fitness() >= best);
            assertTrue(elite.evaluation() <= i);
            best = elite.fitness();
        }
    }

    @Test
    void a_seed_is_one_course_of_evolution() {
        var settings = new MapElites.Settings(4, 0.5, 11);
        assertEquals(evolved(settings, 0, 50).elite(0), evolved(settings, 0, 50).elite(0));
        assertNotEquals(
                evolved(settings, 0, 50).elite(0),
                evolved(new MapElites.Settings(4, 0.5, 12), 0, 50).elite(0));
    }

    @Test
    void founders_come_first_and_an_age_is_told() {
        List<String> born = new ArrayList<>();
        var encoding = new Encoding<String>() {
            @Override
            public String first(RandomGenerator random) {
                born.add("founder");
                return "";
            }

            @Override
            public String mutate(String parent, int age, RandomGenerator random) {
                born.add("child at " + age);
                return parent;
            }
        };
        var evolution = new MapElites<>(encoding, genome -> new double[] {1}, new MapElites.Settings(2, 1, 0), 0);
        for (int i = 0; i < 4; i++) {
            evolution.step();
        }
        assertEquals(List.of("founder", "founder", "child at 2", "child at 3"), born);
        assertEquals(4, evolution.elite(0).orElseThrow().evaluation(), "an equal takes the place");
    }

    @Test
    void who_cannot_be_judged_is_nobody() {
        var evolution =
                new MapElites<>(NUMBERS, number -> new double[] {Double.NaN}, new MapElites.Settings(1, 1, 0), 0);
        evolution.step();
        assertEquals(Optional.empty(), evolution.elite(0));
        assertThrows(IllegalStateException.class, evolution::step);
    }

    @Test
    void settings_without_founders_or_with_odd_shares_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new MapElites.Settings(0, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new MapElites.Settings(1, 1.1, 0));
        assertThrows(IllegalArgumentException.class, () -> new MapElites.Settings(1, Double.NaN, 0));
    }
}
