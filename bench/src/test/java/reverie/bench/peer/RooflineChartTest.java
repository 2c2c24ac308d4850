package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RooflineChartTest {

    private static final Roofline ROOFLINE = new Roofline(
            "224x224",
            2,
            200,
            20,
            List.of(
                    new Roofline.Point("conv1 <7x7> & more", "forward", 60, 120),
                    new Roofline.Point("conv1 <7x7> & more", "backward", 30, 250)));

    @Test
    void the_roof_slopes_up_to_the_peak() {
        assertEquals(100, ROOFLINE.roof(5));
        assertEquals(200, ROOFLINE.roof(10));
        assertEquals(200, ROOFLINE.roof(1000));
    }

    @Test
    void the_chart_is_sound_xml_with_a_mark_for_each_point() throws Exception {
        String svg = new RooflineChart(ROOFLINE).svg();
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(2, document.getElementsByTagName("title").getLength());
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"));
    }
}
