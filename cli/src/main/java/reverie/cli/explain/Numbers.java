package reverie.cli.explain;

import java.util.Locale;

/** Numbers as they stand on the page. */
final class Numbers {

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    /** Three digits, with a power of ten where there would be many zeros: {@code 1.23·10⁸}. */
    static String of(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size >= 0.001 && size < 100_000) {
            int digits = Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 5);
            return String.format(Locale.ROOT, "%." + digits + "f", value).replace('-', '−');
        }
        String[] parts = String.format(Locale.ROOT, "%.2e", value).split("e", -1);
        return "%s·10%s".formatted(parts[0].replace('-', '−'), superscript(Integer.parseInt(parts[1])));
    }

    private static String superscript(int exponent) {
        var text = new StringBuilder(exponent < 0 ? "⁻" : "");
        String.valueOf(Math.abs(exponent)).chars().forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
        return text.toString();
    }

    /** A share as so many per cent. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** A length or two. */
    static String pixels(int height, int width) {
        return height == width ? height + " px" : "%d × %d px".formatted(height, width);
    }

    /** A whole number with commas. */
    static String whole(long number) {
        return number == 0 ? "–" : String.format(Locale.ROOT, "%,d", number);
    }
}
