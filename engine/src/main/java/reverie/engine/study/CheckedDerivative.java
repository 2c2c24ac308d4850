package reverie.engine.study;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One derivative, as the backward has it and as differences have it.
 *
 * @param place the input value by which it is; none if it is that along the whole gradient
 * @param analytic as the backward has it
 * @param differences for several steps, at least two, smallest step first
 */
public record CheckedDerivative(Optional<GradientCheck.Place> place, double analytic, List<Difference> differences) {

    /** Rounding errors are seldom larger than so many deviations. */
    private static final double DEVIATIONS = 3;

    /** The estimate of what is cut off is itself one of two terms of a series. */
    private static final double MARGIN = 2;

    /** An error that would hide so large a part of the derivative would hide a wrong one. */
    private static final double TOO_COARSE = 0.1;

    /** What comes out. */
    public enum Verdict {
        /** Both are equal, as far as a difference can tell. */
        AGREES,
        /** They differ by more than rounding and the step explain: the backward is wrong. */
        DISAGREES,
        /** They differ, and every step that could tell crosses kinks, where there is no derivative to compare with. */
        KINKED,
        /** The derivative is too small to be seen beside the rounding errors. */
        LOST_IN_ROUNDING
    }

    public CheckedDerivative {
        differences = List.copyOf(differences);
        if (differences.size() < 2) {
            throw new IllegalArgumentException("one step says nothing about its own error");
        }
    }

    /** By how much the difference with the {@code i}-th step differs from the derivative. */
    public double error(int i) {
        return Math.abs(differences.get(i).numeric() - analytic);
    }

    /**
     * What is to be expected of the difference with the {@code i}-th step since its step is not infinitely small. Where all is
     * smooth, the next larger step, r times as large, has r^2 times the error: so that of this one is |D(r h) - D(h)| / (r^2 -
     * 1). Where there are kinks between the two inputs, more of them the further apart, the error grows with r alone; but not
     * evenly, and so the step after the next is asked too.
     */
    public double truncation(int i) {
        int smaller = Math.min(i, differences.size() - 2);
        double error = extrapolated(smaller);
        if (differences.get(smaller + 1).kinks().count() > 0 && smaller + 2 < differences.size()) {
            error = Math.max(error, extrapolated(smaller + 1) / growth(smaller));
        }
        return i == smaller ? error : growth(smaller) * error;
    }

    private double extrapolated(int i) {
        double change = differences.get(i + 1).numeric() - differences.get(i).numeric();
        return Math.abs(change) / (growth(i) - 1);
    }

    /** How many times the error of the {@code i}-th step the next one has. */
    private double growth(int i) {
        double ratio = differences.get(i + 1).step() / differences.get(i).step();
        return differences.get(i + 1).kinks().count() == 0 ? ratio * ratio : ratio;
    }

    /** How large an error of the {@code i}-th difference may be, by both causes. */
    public double allowed(int i) {
        return DEVIATIONS * differences.get(i).rounding() + MARGIN * truncation(i);
    }

    /**
     * The step that ought to tell most, found without asking which agrees: one that crosses no kink, or if no such step can
     * tell anything, any.
     */
    public int best() {
        return bestSmooth().filter(this::tells).orElseGet(() -> best(i -> true).orElseThrow());
    }

    private Optional<Integer> bestSmooth() {
        return best(i -> differences.get(i).kinks().count() == 0);
    }

    private Optional<Integer> best(Predicate<Integer> condition) {
        return IntStream.range(0, differences.size())
                .boxed()
                .filter(condition)
                .min(Comparator.comparingDouble(this::allowed));
    }

    /** Whether the error that a difference may have is small beside the derivative. */
    private boolean tells(int i) {
        return allowed(i) <= TOO_COARSE * Math.abs(analytic);
    }

    /** What comes out, by the {@link #best} step. */
    public Verdict verdict() {
        int best = best();
        if (error(best) <= allowed(best)) {
            return tells(best) ? Verdict.AGREES : Verdict.LOST_IN_ROUNDING;
        }
        return differences.get(best).kinks().count() > 0 ? Verdict.KINKED : Verdict.DISAGREES;
    }
}
