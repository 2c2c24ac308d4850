package reverie.cli.option;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reverie.cli.dream.LayerTerm;

/**
 * A range of numbers as people write it: {@code a..b}, or {@code a..b:n} for n of them. Which numbers lie between, and how
 * many there may be, is up to whoever asked.
 *
 * @param from the first number
 * @param to the last; it may be the lesser
 * @param count how many numbers, if that was said; from 0, below a thousand million
 */
public record NumberRange(BigDecimal from, BigDecimal to, OptionalInt count) {

    private static final Pattern FORM = Pattern.compile(
            "(?<from>" + LayerTerm.NUMBER + ")\\.\\.(?<to>" + LayerTerm.NUMBER + ")(?::(?<count>\\d{1,9}))?");

    /**
     * Reads a range.
     *
     * @return nothing if the text is not of this form
     */
    public static Optional<NumberRange> parse(String text) {
        Matcher range = FORM.matcher(text);
        if (!range.matches()) {
            return Optional.empty();
        }
        String count = range.group("count");
        return Optional.of(new NumberRange(
                new BigDecimal(range.group("from")),
                new BigDecimal(range.group("to")),
                count == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(count))));
    }
}
