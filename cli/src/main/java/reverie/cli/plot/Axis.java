package reverie.cli.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * One of a plot's two axes. It reaches from the least to the greatest value that is drawn, and to those that it is told to
 * include, rounded to whole ticks where it is linear.
 *
 * @param label what is measured, with its unit
 * @param scale how values are spaced
 * @param included values that are on the axis whatever is drawn
 */
public record Axis(String label, Scale scale, List<Double> included) {

    /** How values are spaced. */
    public enum Scale {
        /** Equal differences are equally far apart. */
        LINEAR,
        /** Equal ratios are equally far apart; only values above 0 have a place. */
        LOGARITHMIC
    }

    public Axis {
        included = List.copyOf(included);
        for (double value : included) {
            if (!hasPlaceFor(scale, value)) {
                throw new IllegalArgumentException("axis '%s' has no place for %s".formatted(label, value));
            }
        }
    }

    /** An axis on which equal differences are equally far apart. */
    public static Axis linear(String label) {
        return new Axis(label, Scale.LINEAR, List.of());
    }

    /** An axis on which equal ratios are equally far apart. */
    public static Axis logarithmic(String label) {
        return new Axis(label, Scale.LOGARITHMIC, List.of());
    }

    /** The same axis, which reaches to this value at least: {@code linear("loss").including(0)}. */
    public Axis including(double value) {
        var more = new ArrayList<>(included);
        more.add(value);
        return new Axis(label, scale, more);
    }

    /** Whether a value can be drawn: finite, and above 0 on a logarithmic axis. */
    boolean hasPlaceFor(double value) {
        return hasPlaceFor(scale, value);
    }

    private static boolean hasPlaceFor(Scale scale, double value) {
        return Double.isFinite(value) && (scale == Scale.LINEAR || value > 0);
    }
}
