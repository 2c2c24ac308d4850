package reverie.engine.fooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoxLbfgsTest {

    private static final BoxLbfgs.Settings PATIENT = new BoxLbfgs.Settings(7, 1e-9, 0, 2000, 1);

    private static BoxLbfgs.Bounds bounds(int variables, double lower, double upper) {
        double[] least = new double[variables];
        double[] most = new double[variables];
        Arrays.fill(least, lower);
        Arrays.fill(most, upper);
        return new BoxLbfgs.Bounds(least, most);
    }

    /** Half the sum of d (x - a)^2, with d from 1 to 100: a valley with one slope a hundred times as steep as another. */
    private static BoxLbfgs.Function valley(double[] centre) {
        return (x, gradient) -> {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                double curvature = Math.pow(10, 2.0 * i / (x.length - 1));
                gradient[i] = curvature * (x[i] - centre[i]);
                sum += gradient[i] * (x[i] - centre[i]) / 2;
            }
            return sum;
        };
    }

    private static double[] random(int variables, long seed) {
        return new Random(seed).doubles(variables, -2, 2).toArray();
    }

    @Test
    void bottom_of_a_long_valley_is_found() {
        double[] centre = random(31, 1);
        BoxLbfgs.Result result = BoxLbfgs.minimise(valley(centre), bounds(31, -10, 10), new double[31], PATIENT);
        assertArrayEquals(centre, result.x(), 1e-6);
        assertTrue(result.converged());
        assertTrue(result.evaluations() < 300, () -> result.evaluations() + " evaluations");
    }

    @Test
    void where_variables_do_not_touch_each_other_the_bounds_cut_the_solution_off() {
        double[] centre = random(31, 2);
        BoxLbfgs.Result result = BoxLbfgs.minimise(valley(centre), bounds(31, -0.5, 0.7), new double[31], PATIENT);
        double[] expected =
                Arrays.stream(centre).map(value -> Math.clamp(value, -0.5, 0.7)).toArray();
        assertArrayEquals(expected, result.x(), 1e-6);
        assertTrue(Arrays.stream(expected).anyMatch(value -> value == 0.7), "no bound is in the way");
    }

    /** A solution with variables at both bounds is chosen first, and then the quadratic that has it (Karush, Kuhn, Tucker). */
    @Test
    void quadratic_whose_variables_pull_at_each_other_ends_where_it_was_made_to() {
        int variables = 23;
        var random = new Random(3);
        double[][] root = new double[variables][];
        Arrays.setAll(root, row -> random.doubles(variables, -1, 1).toArray());
        double[] solution = random.doubles(variables, 0.1, 0.9).toArray();
        double[] multipliers = new double[variables];
        for (int i = 0; i < variables; i += 3) {
            solution[i] = i % 2;
            multipliers[i] = i % 2 == 0 ? 0.5 : -0.5; // f would fall beyond the bound
        }
        // f = |M (x - s)|^2 / 2 + |x - s|^2 / 2 + m (x - s)
        BoxLbfgs.Function function = (x, gradient) -> {
            double value = 0;
            Arrays.fill(gradient, 0);
            for (double[] row : root) {
                double product = 0;
                for (int i = 0; i < variables; i++) {
                    product += row[i] * (x[i] - solution[i]);
                }
                value += product * product / 2;
                for (int i = 0; i < variables; i++) {
                    gradient[i] += product * row[i];
                }
            }
            for (int i = 0; i < variables; i++) {
                double away = x[i] - solution[i];
                value += away * away / 2 + multipliers[i] * away;
                gradient[i] += away + multipliers[i];
            }
            return value;
        };
        double[] start = new double[variables];
        Arrays.fill(start, 0.5);
        BoxLbfgs.Result result = BoxLbfgs.minimise(function, bounds(variables, 0, 1), start, PATIENT);
        assertArrayEquals(solution, result.x(), 1e-6);
        assertEquals(0, result.value(), 1e-9);
    }

    /** Rosenbrock 1960: a bent valley, where the first direction is of no use. */
    private static double rosenbrock(double[] x, double[] gradient) {
        double across = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * across - 2 * (1 - x[0]);
        gradient[1] = 200 * across;
        return 100 * across * across + (1 - x[0]) * (1 - x[0]);
    }

    @Test
    void bent_valley_is_followed_to_its_end() {
        BoxLbfgs.Result result =
                BoxLbfgs.minimise(BoxLbfgsTest::rosenbrock, bounds(2, -5, 5), new double[] {-1.2, 1}, PATIENT);
        assertArrayEquals(new double[] {1, 1}, result.x(), 1e-5);
    }

    @Test
    void bent_valley_is_followed_to_a_bound() {
        var bounds = new BoxLbfgs.Bounds(new double[] {-5, -5}, new double[] {0.5, 5});
        BoxLbfgs.Result result = BoxLbfgs.minimise(BoxLbfgsTest::rosenbrock, bounds, new double[] {-1.2, 1}, PATIENT);
        assertArrayEquals(new double[] {0.5, 0.25}, result.x(), 1e-5);
    }

    @Test
    void function_is_never_asked_outside_the_bounds_nor_more_often_than_allowed() {
        var asked = new AtomicInteger();
        double[] centre = random(31, 4);
        var settings = new BoxLbfgs.Settings(5, 1e-9, 0, 9, 100);
        double[] start = random(31, 5);
        BoxLbfgs.Result result = BoxLbfgs.minimise(
                (x, gradient) -> {
                    asked.incrementAndGet();
                    assertTrue(Arrays.stream(x).allMatch(value -> value >= -1 && value <= 1.5));
                    return valley(centre).differentiate(x, gradient);
                },
                bounds(31, -1, 1.5),
                start,
                settings);
        assertEquals(9, asked.get());
        assertEquals(9, result.evaluations());
        assertFalse(result.converged());
        double[] inside =
                Arrays.stream(start).map(value -> Math.clamp(value, -1, 1.5)).toArray();
        assertTrue(result.value() < valley(centre).differentiate(inside, new double[31]));
    }
}
