package reverie.cli.dream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reverie.cli.report.UsageException;

/**
 * A class whose score shall grow, as people write it: {@code goldfish}, {@code 1}, {@code tabby*0.5}.
 *
 * @param name label or number
 * @param weight how much it counts; negative to make it shrink
 */
public record ClassTerm(String name, double weight) {

    private static final Pattern WEIGHTED = Pattern.compile("(?<name>.+?)\\*(?<weight>" + LayerTerm.NUMBER + ")");

    /** Reads one. */
    public static ClassTerm parse(String text) {
        Matcher matcher = WEIGHTED.matcher(text.strip());
        if (text.isBlank()) {
            throw new UsageException("the name of the class is empty");
        }
        return matcher.matches()
                ? new ClassTerm(
                        matcher.group("name"),
                        LayerTerm.requireWeight(text, Double.parseDouble(matcher.group("weight"))))
                : new ClassTerm(text.strip(), 1);
    }

    @Override
    public String toString() {
        return name + (weight == 1 ? "" : "*" + weight);
    }
}
