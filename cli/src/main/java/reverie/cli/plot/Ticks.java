package reverie.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The values that are written at an axis, and how far it reaches.
 *
 * @param axis that they belong to
 * @param least where the axis begins
 * @param greatest where it ends
 * @param values from least to greatest
 */
record Ticks(Axis axis, double least, double greatest, List<Double> values) {

    private static final double[] STEPS = {1, 2, 5, 10};

    /** On a logarithmic axis: what is labelled between two powers of ten, by how many powers it spans at most. */
    private static final double MAX_DECADES_WITH_FIFTHS = 2.5;

    private static final int MAX_DECADES = 8;

    /** @param drawn all values along this axis, whether it has a place for them or not */
    static Ticks of(Axis axis, DoubleStream drawn, int intervals) {
        double[] values = DoubleStream.concat(drawn, axis.included().stream().mapToDouble(Double::doubleValue))
                .filter(axis::hasPlaceFor)
                .sorted()
                .toArray();
        boolean linear = axis.scale() == Axis.Scale.LINEAR;
        double least = values.length == 0 ? 1 : values[0];
        double greatest = values.length == 0 ? 1 : values[values.length - 1];
        return linear ? linear(axis, least, greatest, intervals) : logarithmic(axis, least, greatest);
    }

    private static Ticks linear(Axis axis, double least, double greatest, int intervals) {
        if (least == greatest) {
            double room = least == 0 ? 1 : Math.abs(least) / 2;
            return linear(axis, least - room, greatest + room, intervals);
        }
        double step = step((greatest - least) / intervals);
        long first = (long) Math.floor(least / step + 1e-9);
        long last = (long) Math.ceil(greatest / step - 1e-9);
        List<Double> values =
                LongStream.rangeClosed(first, last).mapToObj(i -> i * step).toList();
        return new Ticks(axis, first * step, last * step, values);
    }

    /** The least of 1, 2 and 5 times a power of ten that is not below. */
    private static double step(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double step : STEPS) {
            if (step * power >= atLeast * (1 - 1e-9)) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static Ticks logarithmic(Axis axis, double least, double greatest) {
        if (least == greatest) {
            return logarithmic(axis, least / 2, greatest * 2);
        }
        int first = (int) Math.floor(Math.log10(least));
        int last = (int) Math.ceil(Math.log10(greatest));
        boolean fifths = Math.log10(greatest / least) <= MAX_DECADES_WITH_FIFTHS;
        int stride = Math.ceilDiv(last - first, MAX_DECADES);
        List<Double> values = new ArrayList<>();
        for (int power = first; power <= last; power++) {
            for (double step : fifths ? new double[] {1, 2, 5} : new double[] {1}) {
                double value = step * Math.pow(10, power);
                if (value >= least * (1 - 1e-9) && value <= greatest * (1 + 1e-9) && (power - first) % stride == 0) {
                    values.add(value);
                }
            }
        }
        return new Ticks(axis, least, greatest, List.copyOf(values));
    }

    /** Where a value lies, from 0 at the beginning of the axis to 1 at its end. */
    double position(double value) {
        if (axis.scale() == Axis.Scale.LINEAR) {
            return (value - least) / (greatest - least);
        }
        return Math.log(value / least) / Math.log(greatest / least);
    }

    /** What is written at the ticks: as many decimals as they need, and powers of ten where there would be many zeros. */
    List<String> labels() {
        double largest = Math.max(Math.abs(least), Math.abs(greatest));
        boolean linear = axis.scale() == Axis.Scale.LINEAR;
        double step = linear ? values.get(1) - values.get(0) : least;
        if (largest >= 1e6 || step < 1e-4) {
            return values.stream().map(Ticks::scientific).toList();
        }
        if (linear) {
            int decimals = decimals(step);
            return values.stream().map(value -> decimal(value, decimals)).toList();
        }
        return values.stream().map(value -> decimal(value, decimals(value))).toList();
    }

    private static int decimals(double step) {
        return Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
    }

    private static String decimal(double value, int decimals) {
        // Adding 0 makes a plain zero of a negative one.
        return String.format(Locale.ROOT, "%." + decimals + "f", value + 0.0).replace('-', '−');
    }

    private static String scientific(double value) {
        if (value == 0) {
            return "0";
        }
        int power = (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
        double digits = Math.rint(value / Math.pow(10, power) * 1e6) / 1e6;
        String factor = digits == 1 ? "" : "%s·".formatted(plain(digits));
        return factor + "10" + superscript(power);
    }

    private static String plain(double digits) {
        String text = digits == Math.rint(digits) ? "%d".formatted((long) digits) : Double.toString(digits);
        return text.replace('-', '−');
    }

    private static String superscript(int power) {
        return Integer.toString(power)
                .chars()
                .mapToObj(each -> each == '-' ? "⁻" : "" + "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(each - '0'))
                .collect(Collectors.joining());
    }
}
