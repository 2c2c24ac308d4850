package reverie.cli.dream;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reverie.cli.report.UsageException;
import reverie.engine.network.NetworkDefinition;

/**
 * What shall grow at a layer, as people write it: {@code 4c}, {@code inception_3b/output*0.5}, {@code 4c:17} for a channel,
 * {@code 4c:17@3,4} for the channel in one cell, {@code inception_4?/output} for several layers.
 *
 * @param layer by name, or a pattern
 * @param channel from 0; all of the layer where it is missing
 * @param cell of the layer on the whole picture
 * @param weight how much it counts; negative to make it shrink
 */
public record LayerTerm(String layer, OptionalInt channel, Optional<Cell> cell, double weight) {

    /**
     * A place in a layer.
     *
     * @param x column, from 0
     * @param y row, from 0
     */
    public record Cell(int x, int y) {}

    /** A number as people write it in a term or a range, which no exponent makes too long: an expression without groups. */
    public static final String NUMBER = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d{1,4})?";

    private static final Pattern FORM = Pattern.compile("(?<layer>[^:]+?)(?::(?<channel>\\d{1,9})"
            + "(?:@(?<x>\\d{1,9}),(?<y>\\d{1,9}))?)?(?:\\*(?<weight>" + NUMBER + "))?");

    /** Commas separate terms, but not the two numbers of a cell. */
    private static final Pattern COMMA = Pattern.compile("(?<!@\\d{1,9}),");

    /** A whole layer. */
    public static LayerTerm of(String layer) {
        return new LayerTerm(layer, OptionalInt.empty(), Optional.empty(), 1);
    }

    /**
     * Reads one or several, separated by commas.
     *
     * @throws UsageException if something is not of this form
     */
    public static List<LayerTerm> parseAll(String text) {
        return split(text).stream().map(LayerTerm::parse).toList();
    }

    /** What stands between commas, but for the comma between the two numbers of a cell. */
    public static List<String> split(String text) {
        return List.of(COMMA.split(text, -1));
    }

    private static LayerTerm parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new UsageException(
                    "'%s' is not of the form LAYER, LAYER:CHANNEL or LAYER:CHANNEL@X,Y, with *WEIGHT or without"
                            .formatted(text));
        }
        String channel = matcher.group("channel");
        String x = matcher.group("x");
        String weight = matcher.group("weight");
        return new LayerTerm(
                matcher.group("layer"),
                channel == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(channel)),
                x == null
                        ? Optional.empty()
                        : Optional.of(new Cell(Integer.parseInt(x), Integer.parseInt(matcher.group("y")))),
                weight == null ? 1 : requireWeight(text, Double.parseDouble(weight)));
    }

    static double requireWeight(String text, double weight) {
        if (!Double.isFinite(weight) || weight == 0) {
            throw new UsageException("'%s': a weight must be a number other than 0".formatted(text));
        }
        return weight;
    }

    /** The same for every layer that is meant, by full name. */
    List<LayerTerm> resolved(NetworkDefinition definition) {
        return LayerChoice.all(definition, layer).stream()
                .map(name -> new LayerTerm(name, channel, cell, weight))
                .toList();
    }

    /** Whether it is about all of a layer. */
    public boolean isWhole() {
        return channel.isEmpty();
    }

    @Override
    public String toString() {
        return layer
                + (channel.isPresent() ? ":" + channel.getAsInt() : "")
                + cell.map(c -> "@" + c.x() + "," + c.y()).orElse("")
                + (weight == 1 ? "" : "*" + weight);
    }
}
