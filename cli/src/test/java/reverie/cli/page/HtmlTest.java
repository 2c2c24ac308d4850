package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTest {

    @Test
    void text_is_escaped_and_html_is_not() {
        Html inner = Html.of("<b>%s</b>", "a < b & \"c\" > 'd'");
        assertEquals("<b>a &lt; b &amp; &quot;c&quot; &gt; &#39;d&#39;</b>", inner.markup());
        assertEquals(
                "<p title=\"&amp;lt;\">" + inner.markup() + " 7</p>",
                Html.of("<p title=\"%s\">%s %d</p>", "&lt;", inner, 7).markup());
    }

    @Test
    void text_is_no_template() {
        assertEquals("%s %d%%", Html.of("%s", "%s %d%%").markup());
    }

    @Test
    void pieces_follow_each_other() {
        assertEquals(
                "<i>&lt;",
                Html.join(List.of(new Html("<i>"), Html.of("%s", "<"))).markup());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "sky.4c-output.png -> sky.4c-output.png",
                "50% off? #1.png -> 50%25%20off%3F%20%231.png",
                "javascript:x -> javascript%3Ax",
                "a/b~_\u00e9 -> a%2Fb~_%C3%A9",
            })
    void names_become_addresses(String name, String address) {
        assertEquals(address, Html.percentEncoded(name));
    }
}
