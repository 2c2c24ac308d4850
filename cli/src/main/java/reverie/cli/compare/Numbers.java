package reverie.cli.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers for people, with three digits that count. */
final class Numbers {

    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e6;
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Numbers() {}

    static String text(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        if (size != 0 && (size < SMALL || size >= LARGE)) {
            return powerOfTen(value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(3));
        return rounded.setScale(Math.max(0, rounded.scale()), RoundingMode.UNNECESSARY)
                .toPlainString()
                .replace('-', '−');
    }

    /** A number from -1 to 1, or nearly so. */
    static String share(double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.ROOT, "%.2f", value + 0.0).replace('-', '−');
    }

    private static String powerOfTen(double value) {
        String[] parts = String.format(Locale.ROOT, "%.1e", value).split("e", -1);
        int power = Integer.parseInt(parts[1]);
        StringBuilder raised = new StringBuilder(power < 0 ? "⁻" : "");
        for (char digit : Integer.toString(Math.abs(power)).toCharArray()) {
            raised.append(RAISED.charAt(digit - '0'));
        }
        return parts[0].replace('-', '−') + "·10" + raised;
    }
}
