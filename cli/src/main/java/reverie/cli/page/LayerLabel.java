package reverie.cli.page;

import java.util.regex.Pattern;

/**
 * Short names for layers. What every name has says nothing: {@code inception_4c/output} is {@code 4c}, which the commands
 * take too, {@code inception_4c/3x3_reduce} is {@code 4c/3x3_reduce}, {@code fire2/concat} is {@code fire2}. Other names
 * stay as they are.
 */
public final class LayerLabel {

    /** A module's number behind the word for it, and what is said of the module's end. */
    private static final Pattern REDUNDANT = Pattern.compile("^inception_(?=\\d)|(?<=.)/(output|concat)$");

    private LayerLabel() {}

    /** The short name of a layer. */
    public static String of(String layer) {
        return REDUNDANT.matcher(layer).replaceAll("");
    }
}
