package reverie.cli.plot;

import java.util.List;
import java.util.Locale;

/**
 * What sets one series apart from the others. Thirty series in a row are all different.
 *
 * @param name of its class in the style sheet
 * @param colour on light ground
 * @param dashes of its line
 * @param markerShape lines from the middle of a marker
 */
record SeriesStyle(String name, String colour, String dashes, String markerShape) {

    /** The same as in the style sheet, for programs that take none. */
    private static final List<String> COLOURS =
            List.of("#0067a3", "#c04a00", "#00795a", "#a13b78", "#7a5c00", "#4b4b4b");

    private static final List<String> DASHES = List.of("none", "7 3", "2 3", "10 3 2 3", "5 2 2 2 2 2");

    /** Circle, square, triangle, diamond, upright and slanting cross. */
    private static final List<String> MARKERS = List.of(
            "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z",
            "m-3 -3h6v6h-6z",
            "m0 -4l4 7h-8z",
            "m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
            "m-4 0h8m-4 -4v8",
            "m-3 -3l6 6m0 -6l-6 6");

    /** A line through more points than this is drawn without markers, which would hide it. */
    private static final int MAX_MARKERS_ON_LINE = 40;

    static SeriesStyle of(int index) {
        return new SeriesStyle(
                "series-" + (index % COLOURS.size() + 1),
                COLOURS.get(index % COLOURS.size()),
                DASHES.get(index % DASHES.size()),
                MARKERS.get(index % MARKERS.size()));
    }

    boolean showsMarkers(Series series) {
        return !series.joined() || series.points().size() <= MAX_MARKERS_ON_LINE;
    }

    String marker(double x, double y) {
        return String.format(Locale.ROOT, "M%s %s%s", Svg.number(x), Svg.number(y), markerShape);
    }
}
