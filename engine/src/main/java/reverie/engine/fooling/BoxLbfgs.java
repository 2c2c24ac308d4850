package reverie.engine.fooling;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * Limited-memory BFGS with bounds: finds a minimum of a smooth function of many variables, each within its own bounds.
 *
 * <p>The direction is that of Nocedal 1980 (two loops over the last pairs of steps s and changes of the gradient y), among the
 * free variables: those that do not stand at a bound with the gradient pulling outwards. Along it the bounds are kept by
 * projection, and the step is halved or better until f has fallen by 10^-4 of what the gradient promised (Armijo 1966). So
 * projected quasi-Newton methods work (Bertsekas 1982; Schmidt, Kim and Sra 2011); it is simpler than L-BFGS-B, whose
 * direction looks ahead along the bent path.
 */
public final class BoxLbfgs {

    private static final double SUFFICIENT = 1e-4;
    private static final int MOST_TRIALS = 20;

    private final Bounds bounds;
    private final Settings settings;
    private final Deque<Pair> pairs = new ArrayDeque<>();

    /** A function and its derivative. */
    @FunctionalInterface
    public interface Function {

        /**
         * The value at x.
         *
         * @param gradient is overwritten with the derivative by each variable
         */
        double differentiate(double[] x, double[] gradient);
    }

    /**
     * Between what each variable must stay.
     *
     * @param lower the least values; not copied
     * @param upper the greatest values, none less than the least; not copied
     */
    public record Bounds(double[] lower, double[] upper) {

        double clamp(int i, double value) {
            return Math.clamp(value, lower[i], upper[i]);
        }

        /** Whether the gradient pulls a variable out of its bounds. */
        boolean holds(int i, double x, double gradient) {
            return (x <= lower[i] && gradient > 0) || (x >= upper[i] && gradient < 0);
        }
    }

    /**
     * When to stop, and how to begin.
     *
     * @param memory how many pairs are kept
     * @param tolerance stops where no free variable has a steeper gradient
     * @param progress stops where a step brings less than this share of the value
     * @param evaluations of the function, at most
     * @param firstStep the Euclidean length of the first step that is tried
     */
    public record Settings(int memory, double tolerance, double progress, int evaluations, double firstStep) {}

    /**
     * Where it ended.
     *
     * @param value of the function there, never greater than at the start
     * @param evaluations that were used
     * @param converged whether a minimum was found, as the settings see it
     */
    public record Result(double[] x, double value, int evaluations, boolean converged) {}

    private record Point(double[] x, double[] gradient, double value) {}

    private record Pair(double[] s, double[] y) {}

    private BoxLbfgs(Bounds bounds, Settings settings) {
        this.bounds = bounds;
        this.settings = settings;
    }

    /**
     * Goes down from a start.
     *
     * @param start is moved within the bounds first, and not changed
     */
    public static Result minimise(Function function, Bounds bounds, double[] start, Settings settings) {
        return new BoxLbfgs(bounds, settings).run(function, start);
    }

    private Result run(Function function, double[] start) {
        double[] first = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            first[i] = bounds.clamp(i, start[i]);
        }
        Point point = evaluate(function, first);
        int evaluations = 1;
        while (evaluations < settings.evaluations()) {
            boolean[] free = free(point);
            if (steepest(point, free) <= settings.tolerance()) {
                return new Result(point.x(), point.value(), evaluations, true);
            }
            double[] direction = direction(point, free);
            double step = pairs.isEmpty() ? settings.firstStep() / length(direction) : 1;
            Point next = null;
            for (int trial = 0; trial < MOST_TRIALS && evaluations < settings.evaluations(); trial++) {
                Point tried = evaluate(function, along(point, direction, step));
                evaluations++;
                double promised = promised(point, tried);
                if (tried.value() <= point.value() + SUFFICIENT * promised) {
                    next = tried;
                    break;
                }
                step *= shorter(point.value(), tried.value(), promised);
            }
            if (next == null && pairs.isEmpty()) {
                break;
            }
            if (next == null) {
                pairs.clear(); // What was learnt of the curvature misleads here: try once more along the gradient.
                continue;
            }
            remember(point, next);
            double gained = point.value() - next.value();
            point = next;
            if (gained <= settings.progress() * Math.abs(point.value())) {
                return new Result(point.x(), point.value(), evaluations, true);
            }
        }
        return new Result(point.x(), point.value(), evaluations, false);
    }

    private static Point evaluate(Function function, double[] x) {
        double[] gradient = new double[x.length];
        double value = function.differentiate(x, gradient);
        return new Point(x, gradient, value);
    }

    private boolean[] free(Point point) {
        boolean[] free = new boolean[point.x().length];
        for (int i = 0; i < free.length; i++) {
            free[i] = !bounds.holds(i, point.x()[i], point.gradient()[i]);
        }
        return free;
    }

    private static double steepest(Point point, boolean[] free) {
        double steepest = 0;
        for (int i = 0; i < free.length; i++) {
            steepest = free[i] ? Math.max(steepest, Math.abs(point.gradient()[i])) : steepest;
        }
        return steepest;
    }

    /** -H g among the free variables, where H is what the pairs say of the inverse of the second derivative. */
    private double[] direction(Point point, boolean[] free) {
        double[] q = new double[free.length];
        for (int i = 0; i < q.length; i++) {
            q[i] = free[i] ? -point.gradient()[i] : 0;
        }
        double[] steepest = q.clone();
        Deque<Double> alphas = new ArrayDeque<>();
        double scale = 0;
        for (Pair pair : pairs) { // the latest first
            double curvature = dot(pair.s(), pair.y(), free);
            if (curvature <= 0) {
                alphas.addLast(Double.NaN); // Bent up as a whole, but not among the variables that are free now.
                continue;
            }
            scale = scale == 0 ? curvature / dot(pair.y(), pair.y(), free) : scale;
            double alpha = dot(pair.s(), q, free) / curvature;
            alphas.addLast(alpha);
            add(q, -alpha, pair.y(), free);
        }
        if (scale == 0) {
            return steepest;
        }
        for (int i = 0; i < q.length; i++) {
            q[i] *= scale;
        }
        Iterator<Pair> earliestFirst = pairs.descendingIterator();
        while (earliestFirst.hasNext()) {
            Pair pair = earliestFirst.next();
            double alpha = alphas.removeLast();
            if (!Double.isNaN(alpha)) {
                double beta = dot(pair.y(), q, free) / dot(pair.s(), pair.y(), free);
                add(q, alpha - beta, pair.s(), free);
            }
        }
        return dot(q, steepest, free) > 0 ? q : steepest;
    }

    private double[] along(Point point, double[] direction, double step) {
        double[] x = new double[direction.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = bounds.clamp(i, point.x()[i] + step * direction[i]);
        }
        return x;
    }

    /** How much the value would change if the function were straight. */
    private static double promised(Point from, Point to) {
        double sum = 0;
        for (int i = 0; i < from.x().length; i++) {
            sum += from.gradient()[i] * (to.x()[i] - from.x()[i]);
        }
        return sum;
    }

    /** Which part of a step to try next: the lowest point of the parabola through what is known, within reason. */
    private static double shorter(double value, double tried, double promised) {
        double lowest = -promised / (2 * (tried - value - promised));
        return Double.isFinite(lowest) ? Math.clamp(lowest, 0.1, 0.5) : 0.1;
    }

    private void remember(Point from, Point to) {
        double[] s = new double[from.x().length];
        double[] y = new double[s.length];
        double curvature = 0;
        double square = 0;
        for (int i = 0; i < s.length; i++) {
            s[i] = to.x()[i] - from.x()[i];
            y[i] = to.gradient()[i] - from.gradient()[i];
            curvature += s[i] * y[i];
            square += y[i] * y[i];
        }
        if (curvature <= 1e-10 * square) {
            return; // Bent the wrong way: it would make H useless.
        }
        pairs.addFirst(new Pair(s, y));
        if (pairs.size() > settings.memory()) {
            pairs.removeLast();
        }
    }

    private static double dot(double[] a, double[] b, boolean[] free) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += free[i] ? a[i] * b[i] : 0;
        }
        return sum;
    }

    private static void add(double[] sums, double factor, double[] values, boolean[] free) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += free[i] ? factor * values[i] : 0;
        }
    }

    private static double length(double[] vector) {
        double sum = 0;
        for (double value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
