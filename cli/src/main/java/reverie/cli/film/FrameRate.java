package reverie.cli.film;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reverie.cli.report.UsageException;

/**
 * Frames per second, as a fraction in lowest terms: television's 29.97 is exactly 30000/1001, and a rounded one would part
 * sound from picture in a long film.
 *
 * @param numerator frames
 * @param denominator seconds
 */
public record FrameRate(int numerator, int denominator) {

    private static final int MOST = 1000;

    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,5})?");

    public FrameRate {
        if (numerator < 1 || denominator < 1) {
            throw new IllegalArgumentException("%d/%d frames per second".formatted(numerator, denominator));
        }
        int divisor = BigInteger.valueOf(numerator)
                .gcd(BigInteger.valueOf(denominator))
                .intValueExact();
        numerator /= divisor;
        denominator /= divisor;
    }

    /**
     * Reads a rate as people write it: {@code 25}, {@code 12.5} or {@code 30000/1001}.
     *
     * @throws UsageException for anything else, and for rates of zero or above 1000
     */
    public static FrameRate parse(String text) {
        Matcher fraction = FRACTION.matcher(text);
        FrameRate rate = null;
        if (fraction.matches()) {
            int numerator = Integer.parseInt(fraction.group(1));
            int denominator = Integer.parseInt(fraction.group(2));
            rate = numerator < 1 || denominator < 1 ? null : new FrameRate(numerator, denominator);
        } else if (DECIMAL.matcher(text).matches()) {
            BigDecimal decimal = new BigDecimal(text);
            int denominator = BigInteger.TEN.pow(decimal.scale()).intValueExact();
            int numerator = decimal.unscaledValue().intValueExact();
            rate = numerator < 1 ? null : new FrameRate(numerator, denominator);
        }
        if (rate == null || rate.perSecond() > MOST) {
            throw new UsageException(
                    "%s is no frame rate; write frames per second as 25, 12.5 or 30000/1001, at most %d"
                            .formatted(text, MOST));
        }
        return rate;
    }

    /** Frames per second, as nearly as a double has it. */
    public double perSecond() {
        return (double) numerator / denominator;
    }

    /** When a frame begins, in seconds. */
    public double seconds(long frame) {
        return (double) frame * denominator / numerator;
    }

    /** The rate as a fraction, or as a whole number where it is one; {@link #parse} reads both. */
    @Override
    public String toString() {
        return denominator == 1 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}
