package reverie.cli.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reverie.cli.dream.LayerTerm;
import reverie.cli.option.NumberRange;
import reverie.cli.report.UsageException;

/**
 * One option and the values it takes in turn.
 *
 * @param option for example {@code --octave-scale}
 * @param values as they would stand behind it on a command line
 */
public record Axis(String option, List<String> values) {

    private static final int MOST = 1000;
    private static final MathContext DIGITS = new MathContext(4);

    public Axis {
        values = List.copyOf(values);
    }

    /**
     * Reads values as people write them: {@code 3b,4c}; {@code 1.2..1.8:4} for four from 1.2 to 1.8, evenly; {@code 1..5} for
     * the whole numbers.
     *
     * @throws UsageException if there are none, or the range makes no sense
     */
    public static Axis parse(String option, String text) {
        List<String> values = new ArrayList<>();
        for (String part : LayerTerm.split(text)) {
            Optional<NumberRange> range = NumberRange.parse(part.strip());
            if (range.isPresent()) {
                values.addAll(valuesOf(option, part, range.get()));
            } else if (part.isBlank()) {
                throw new UsageException("%s '%s': a value is empty".formatted(option, text));
            } else {
                values.add(part.strip());
            }
        }
        return new Axis(option, values.stream().distinct().toList());
    }

    private static List<String> valuesOf(String option, String text, NumberRange range) {
        BigDecimal from = range.from();
        BigDecimal to = range.to();
        int count;
        if (range.count().isPresent()) {
            count = range.count().getAsInt();
        } else {
            BigDecimal steps = to.subtract(from).abs();
            if (steps.stripTrailingZeros().scale() > 0) {
                throw new UsageException("%s %s: say how many values, as in %s:5".formatted(option, text, text));
            }
            count = steps.compareTo(BigDecimal.valueOf(MOST)) < 0 ? steps.intValueExact() + 1 : MOST + 1;
        }
        if (count < 1 || count > MOST) {
            throw new UsageException("%s %s: there may be 1 to %d values".formatted(option, text, MOST));
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BigDecimal share = count == 1
                    ? BigDecimal.ZERO
                    : BigDecimal.valueOf(i).divide(BigDecimal.valueOf(count - 1L), MathContext.DECIMAL64);
            BigDecimal value = from.add(to.subtract(from).multiply(share)).round(DIGITS);
            values.add(value.stripTrailingZeros().toPlainString());
        }
        return values;
    }

    /** A value with its option, for people: {@code seed 3}; layers speak for themselves. */
    public String heading(int index) {
        String value = values.get(index);
        return option.equals("--layer") || option.equals("--class") || option.equals("--preset")
                ? value
                : option.substring(2).replace('-', ' ') + " " + value;
    }
}
