package reverie.cli.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A piece of HTML. Whatever is put into a template is escaped unless it is such a piece itself, so that nobody has to think
 * of it.
 *
 * @param markup as it stands in the file
 */
record Html(String markup) {

    static final Html NOTHING = new Html("");

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /**
     * A template that has been filled in.
     *
     * @param template with {@code %s} and {@code %d} where values go, in text or in a quoted attribute
     */
    static Html of(String template, Object... values) {
        Object[] escaped = Arrays.stream(values)
                .map(value -> switch (value) {
                    case Html html -> html.markup;
                    case Number number -> number;
                    default -> escape(value.toString());
                })
                .toArray();
        return new Html(String.format(Locale.ROOT, template, escaped));
    }

    static Html join(Collection<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A name as part of an address: everything but plain letters, digits and {@code - . _ ~} as {@code %} and two digits. */
    static String percentEncoded(String name) {
        var encoded = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) (each & 0xff);
            if (UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) character));
            }
        }
        return encoded.toString();
    }
}
