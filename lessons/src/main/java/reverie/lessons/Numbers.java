package reverie.lessons;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints numbers under each other. */
final class Numbers {

    private Numbers() {}

    static void print(PrintStream out, String label, double... values) {
        out.printf(
                Locale.ROOT,
                "%-26s%s%n",
                label,
                Arrays.stream(values).mapToObj(Numbers::text).collect(Collectors.joining()));
    }

    /** Whole numbers as they are, others with four decimals. */
    private static String text(double value) {
        boolean whole = Math.abs(value) < 1e9 && value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%9.0f" : "%9.4f", value + 0.0);
    }
}
