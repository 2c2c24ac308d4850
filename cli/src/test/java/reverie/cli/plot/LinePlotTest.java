package reverie.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import reverie.cli.plot.Series.Point;

class LinePlotTest {

    private static final LinePlot EMPTY = LinePlot.of(
            "Loss of every step", Axis.linear("step"), Axis.linear("loss").including(0));

    private static List<Point> points(double... values) {
        return IntStream.range(0, values.length)
                .mapToObj(i -> new Point(i, values[i]))
                .toList();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static List<String> lines(Document svg) {
        return elements(svg, "path").stream()
                .filter(path -> path.getAttribute("stroke-linejoin").equals("round"))
                .map(path -> path.getAttribute("d"))
                .toList();
    }

    @Test
    void it_says_what_it_shows_to_those_who_cannot_see() throws Exception {
        Document svg = parse(EMPTY.with(Series.line("training", points(4, 2, 0.5)))
                .describedAs("The loss falls.")
                .toSvg());
        assertEquals("img", svg.getDocumentElement().getAttribute("role"));
        assertEquals("Loss of every step", elements(svg, "title").getFirst().getTextContent());
        assertEquals(
                "The loss falls. loss over step. training: 3 points, from 0.5 to 4.",
                elements(svg, "desc").getFirst().getTextContent());
        assertTrue(texts(svg).containsAll(List.of("Loss of every step", "step", "loss")));
    }

    /** From x = 0 to 2 and y = 0 to 4, the middle point lies in the middle of both. */
    @Test
    void points_lie_where_their_values_are() throws Exception {
        String line = lines(parse(EMPTY.with(Series.line("", points(4, 2, 0))).toSvg()))
                .getFirst();
        String[] at = line.substring(1).split("[ L]");
        double[] numbers = Arrays.stream(at).mapToDouble(Double::parseDouble).toArray();
        assertEquals(6, numbers.length);
        assertEquals((numbers[0] + numbers[4]) / 2, numbers[2], 0.02);
        assertEquals((numbers[1] + numbers[5]) / 2, numbers[3], 0.02);
        assertTrue(numbers[0] < numbers[4] && numbers[1] < numbers[5], line);
    }

    @Test
    void what_has_no_place_is_a_gap() throws Exception {
        var plot = LinePlot.of("PSNR", Axis.logarithmic("noise"), Axis.linear("PSNR in dB"));
        List<Point> points = List.of(
                new Point(0, 10),
                new Point(1, 8),
                new Point(2, Double.POSITIVE_INFINITY),
                new Point(4, 6),
                new Point(8, 3));
        Document svg = parse(plot.with(Series.line("", points)).toSvg());
        assertTrue(
                lines(svg).getFirst().matches("M[\\d. ]+M[\\d. ]+L[\\d. ]+"),
                lines(svg).getFirst());
        assertTrue(elements(svg, "desc").getFirst().getTextContent().contains("3 points"));
    }

    @Test
    void thirty_series_differ_even_without_colour() {
        Set<String> styles = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            SeriesStyle style = SeriesStyle.of(i);
            styles.add(style.dashes() + style.markerShape());
        }
        assertEquals(30, styles.size());
    }

    @Test
    void the_legend_names_several_series_and_not_one() throws Exception {
        LinePlot one = EMPTY.with(Series.line("training", points(1, 2)));
        assertFalse(texts(parse(one.toSvg())).contains("training"));
        LinePlot two = one.with(Series.markers("held out", points(2, 1)));
        assertTrue(texts(parse(two.toSvg())).containsAll(List.of("training", "held out")));
        assertEquals(2, lines(parse(two.toSvg())).size(), "a line and its sample");
    }

    @Test
    void many_points_have_a_line_alone_unless_there_is_none() throws Exception {
        List<Point> many = points(IntStream.range(0, 100).mapToDouble(i -> i).toArray());
        assertEquals(
                1,
                elements(parse(EMPTY.with(Series.line("a", many)).toSvg()), "title")
                        .size());
        assertEquals(
                101,
                elements(parse(EMPTY.with(Series.markers("a", many)).toSvg()), "title")
                        .size());
    }

    @Test
    void the_reference_line_is_within_the_plot_and_named() throws Exception {
        Document svg = parse(EMPTY.with(Series.line("a", points(1, 2)))
                .withReference(7.5, "chance")
                .toSvg());
        assertTrue(texts(svg).containsAll(List.of("chance", "8")), texts(svg)::toString);
    }

    @Test
    void names_from_outside_are_escaped() throws Exception {
        String evil = "a<b & \"c\" </svg><script>";
        Document svg = parse(LinePlot.of(evil, Axis.linear(evil), Axis.linear(evil))
                .with(Series.line(evil, points(1, 2)))
                .with(Series.line(evil, points(2, 1)))
                .withReference(1, evil)
                .toSvgFile());
        assertEquals(6, texts(svg).stream().filter(evil::equals).count());
    }

    @Test
    void a_file_of_its_own_has_its_ground_and_a_part_of_a_page_has_not() throws Exception {
        assertTrue(parse(EMPTY.toSvgFile())
                .getElementsByTagName("style")
                .item(0)
                .getTextContent()
                .contains("background"));
        assertEquals(0, parse(EMPTY.toSvg()).getElementsByTagName("style").getLength());
    }

    @Test
    void every_colour_is_the_style_sheets() {
        for (int i = 0; i < 6; i++) {
            SeriesStyle style = SeriesStyle.of(i);
            assertTrue(
                    LinePlot.styleSheet().contains(".plot .%s { color: %s; }".formatted(style.name(), style.colour())));
        }
    }
}
