package reverie.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size as people write it: width first. */
public record PictureSize(int width, int height) {

    @Override
    public String toString() {
        return width + "x" + height;
    }

    private static final Pattern FORM = Pattern.compile("(\\d{1,5})x(\\d{1,5})");

    /** Reads {@code 1024x768}. */
    public static final class Converter implements ITypeConverter<PictureSize> {

        @Override
        public PictureSize convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("'%s' is not of the form WIDTHxHEIGHT".formatted(text));
            }
            var size = new PictureSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            if (size.width < 1 || size.height < 1) {
                throw new TypeConversionException("'%s' has no pixels".formatted(text));
            }
            return size;
        }
    }
}
