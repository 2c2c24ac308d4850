package reverie.cli.change;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import reverie.cli.dream.LayerTerm;
import reverie.cli.option.NumberRange;
import reverie.cli.report.UsageException;

/**
 * How strong changes are: a number, or a range {@code a..b} of them. From one strength of a range to the next, the distance
 * from what changes nothing doubles, or halves where b is nearer to that, and the last is b. With {@code a..b:n} there are n,
 * and that distance is multiplied by the same every time.
 */
final class Strengths {

    private static final Pattern SINGLE = Pattern.compile(LayerTerm.NUMBER);
    private static final int MOST = 100;
    private static final int LONGEST = 20;
    private static final int MOST_DECIMALS = 12;
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final MathContext DIGITS = new MathContext(3);

    private Strengths() {}

    /**
     * Reads one or several.
     *
     * @param neutral what changes nothing
     * @param whole whether only whole numbers are meant
     * @param refusal makes of a reason what is thrown
     */
    static List<BigDecimal> parse(
            String text, BigDecimal neutral, boolean whole, Function<String, UsageException> refusal) {
        if (text.length() <= LONGEST && SINGLE.matcher(text).matches()) {
            return List.of(requireShort(new BigDecimal(text), refusal));
        }
        NumberRange range = Optional.of(text)
                .filter(written -> written.length() <= 2 * LONGEST)
                .flatMap(NumberRange::parse)
                .orElseThrow(() -> refusal.apply("wanted a number, or a range such as 1..16 or 1..16:3"));
        BigDecimal from = requireShort(range.from(), refusal).subtract(neutral);
        BigDecimal to = requireShort(range.to(), refusal).subtract(neutral);
        if (from.signum() * to.signum() <= 0) {
            throw refusal.apply(
                    "both ends must be on one side of %s, which changes nothing".formatted(neutral.toPlainString()));
        }
        List<BigDecimal> distances = range.count().isEmpty()
                ? doubling(from, to)
                : evenly(from, to, requireCount(range.count().getAsInt(), refusal));
        return distances.stream()
                .map(distance -> distance.add(neutral))
                .map(value -> whole ? value.setScale(0, RoundingMode.HALF_UP) : value)
                .map(BigDecimal::stripTrailingZeros)
                .distinct()
                .toList();
    }

    /** Numbers with hundreds of digits would be no stronger for it, but strengths are parts of names of files. */
    private static BigDecimal requireShort(BigDecimal number, Function<String, UsageException> refusal) {
        if (Math.abs((long) number.scale()) > MOST_DECIMALS) {
            throw refusal.apply("a number may have %d decimals".formatted(MOST_DECIMALS));
        }
        return number;
    }

    private static int requireCount(int count, Function<String, UsageException> refusal) {
        if (count < 2 || count > MOST) {
            throw refusal.apply("a range may have 2 to %d strengths".formatted(MOST));
        }
        return count;
    }

    private static List<BigDecimal> doubling(BigDecimal from, BigDecimal to) {
        boolean grows = to.abs().compareTo(from.abs()) > 0;
        List<BigDecimal> distances = new ArrayList<>();
        BigDecimal at = from;
        while (grows ? at.abs().compareTo(to.abs()) < 0 : at.abs().compareTo(to.abs()) > 0) {
            distances.add(at);
            at = grows ? at.multiply(TWO) : at.divide(TWO, MathContext.DECIMAL64);
        }
        distances.add(to);
        return distances;
    }

    private static List<BigDecimal> evenly(BigDecimal from, BigDecimal to, int count) {
        List<BigDecimal> distances = new ArrayList<>();
        double ratio = to.doubleValue() / from.doubleValue();
        for (int i = 0; i < count - 1; i++) {
            double distance = from.doubleValue() * StrictMath.pow(ratio, i / (count - 1.0));
            distances.add(i == 0 ? from : BigDecimal.valueOf(distance).round(DIGITS));
        }
        distances.add(to);
        return distances;
    }
}
