package reverie.cli.explain;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A pixel, as people write it: {@code 120,80}.
 *
 * @param x column, from 0
 * @param y row, from 0
 */
public record Place(int x, int y) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,6}),(\\d{1,6})");

    @Override
    public String toString() {
        return x + "," + y;
    }

    /** Reads one. */
    public static final class Converter implements ITypeConverter<Place> {

        @Override
        public Place convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'%s' is not of the form X,Y".formatted(text));
            }
            return new Place(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        }
    }
}
