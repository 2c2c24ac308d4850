package reverie.engine.fooling.nothing.cppn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.fooling.nothing.cppn.Cppn.Input;
import reverie.engine.fooling.nothing.cppn.Cppn.Link;
import reverie.engine.fooling.nothing.cppn.Cppn.Node;
import reverie.engine.image.Image;

class CppnTest {

    private static final int X = Input.X.id();
    private static final int Y = Input.Y.id();
    private static final int RADIUS = Input.RADIUS.id();
    private static final int BIAS = Input.BIAS.id();
    private static final int HUE = 4;
    private static final int SATURATION = 5;
    private static final int BRIGHTNESS = 6;
    private static final List<Node> OUTPUTS = List.of(
            new Node(HUE, NodeFunction.LINEAR),
            new Node(SATURATION, NodeFunction.LINEAR),
            new Node(BRIGHTNESS, NodeFunction.LINEAR));

    @ParameterizedTest
    @CsvSource({
        "SINE, 0, 0",
        "SINE, 0.5, -1",
        "SINE, -0.16666666666666666, -1",
        "GAUSSIAN, 0, 1",
        "GAUSSIAN, 0.4, -0.26424111765711533",
        "GAUSSIAN, -0.4, -0.26424111765711533",
        "GAUSSIAN, 9, -1",
        "SIGMOID, 0, 0",
        "SIGMOID, 0.2, 0.46211715726000975",
        "SIGMOID, -99, -1",
        "LINEAR, -7.25, -7.25"
    })
    void functions_are_what_they_say(NodeFunction function, double sum, double value) {
        assertEquals(value, function.of(sum), 1e-12);
    }

    private static float[] pixel(Image image, int row, int column) {
        int at = 3 * (row * image.width() + column);
        return new float[] {image.rgb()[at], image.rgb()[at + 1], image.rgb()[at + 2]};
    }

    /** Brightness x, no saturation: greys by the absolute value of x, which is -2/3, 0 and 2/3 in three columns. */
    @Test
    void outputs_without_links_are_zero_and_brightness_is_an_absolute_value() {
        Image image = new CppnPainter(new Cppn(OUTPUTS, List.of(new Link(X, BRIGHTNESS, 1)))).paint(2, 3);
        assertArrayEquals(
                new float[] {170, 170, 170, 0, 0, 0, 170, 170, 170, 170, 170, 170, 0, 0, 0, 170, 170, 170},
                image.rgb());
    }

    /** Hue in turns of two: 0 is red, 2/3 green, 4/3 blue, 1 turquoise, -2/3 blue again. */
    @ParameterizedTest
    @CsvSource({
        "0, 255, 0, 0",
        "0.6666666666666666, 0, 255, 0",
        "1.3333333333333333, 0, 0, 255",
        "1, 0, 255, 255",
        "0.5, 128, 255, 0",
        "-0.6666666666666666, 0, 0, 255"
    })
    void hue_goes_round_the_circle_of_colours(double hue, float red, float green, float blue) {
        var cppn = new Cppn(
                OUTPUTS,
                List.of(new Link(BIAS, HUE, hue), new Link(BIAS, SATURATION, 1), new Link(BIAS, BRIGHTNESS, 5)));
        assertArrayEquals(
                new float[] {red, green, blue},
                new CppnPainter(cppn).paint(1, 1).rgb());
    }

    /**
     * By hand, at the upper left of 2 x 2 pixels: x = y = -1/2, r = 1/2; h = gaussian(0.8 x + 0.4) = gaussian(0) = 1; g =
     * sigmoid(0.4 h - 1.2 r) = sigmoid(-0.2) = -0.4621; brightness = -0.4621 + 0.5 h = 0.0379; saturation = sine(y / 3) =
     * sin(-pi / 2) = -1. So a red of 255 * 0.0379 = 9.66.
     */
    @Test
    void hidden_nodes_are_computed_in_order() {
        var nodes = new ArrayList<>(List.of(new Node(8, NodeFunction.GAUSSIAN), new Node(7, NodeFunction.SIGMOID)));
        nodes.add(new Node(HUE, NodeFunction.LINEAR));
        nodes.add(new Node(SATURATION, NodeFunction.SINE));
        nodes.add(new Node(BRIGHTNESS, NodeFunction.LINEAR));
        var cppn = new Cppn(
                nodes,
                List.of(
                        new Link(7, BRIGHTNESS, 1),
                        new Link(8, BRIGHTNESS, 0.5),
                        new Link(8, 7, 0.4),
                        new Link(RADIUS, 7, -1.2),
                        new Link(X, 8, 0.8),
                        new Link(BIAS, 8, 0.4),
                        new Link(Y, SATURATION, 1 / 3.0)));
        assertArrayEquals(new float[] {10, 0, 0}, pixel(new CppnPainter(cppn).paint(2, 2), 0, 0));
    }

    /** The middle of every second pixel of the finer picture is not that of a coarse one, but of every third it is. */
    @Test
    void the_same_pattern_can_be_painted_at_any_size() {
        var painter = new CppnPainter(new CppnEncoding().first(new Random(4)));
        Image coarse = painter.paint(5, 7);
        Image fine = painter.paint(15, 21);
        for (int row = 0; row < 5; row++) {
            for (int column = 0; column < 7; column++) {
                // Coordinates differ in their last bits, and so may a rounding.
                assertArrayEquals(pixel(coarse, row, column), pixel(fine, 3 * row + 1, 3 * column + 1), 1);
            }
        }
    }

    @Test
    void values_are_whole_grey_levels() {
        for (float value : new CppnPainter(new CppnEncoding().first(new Random(5)))
                .paint(9, 11)
                .rgb()) {
            assertTrue(value >= 0 && value <= 255 && value == Math.rint(value), "value " + value);
        }
    }

    @Test
    void networks_that_cannot_be_computed_are_refused() {
        assertThrows(IllegalArgumentException.class, () -> new Cppn(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Cppn(OUTPUTS, List.of(new Link(HUE, BRIGHTNESS, 1))));
        assertThrows(IllegalArgumentException.class, () -> new Cppn(OUTPUTS, List.of(new Link(X, Y, 1))));
        assertThrows(IllegalArgumentException.class, () -> new Cppn(OUTPUTS, List.of(new Link(X, 99, 1))));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Cppn(OUTPUTS, List.of(new Link(X, HUE, 1), new Link(X, HUE, 2))));
        List<Node> twice = List.of(OUTPUTS.get(0), OUTPUTS.get(0), OUTPUTS.get(2));
        assertThrows(IllegalArgumentException.class, () -> new Cppn(twice, List.of()));
        var nodes = new ArrayList<>(List.of(new Node(7, NodeFunction.SINE), new Node(8, NodeFunction.SINE)));
        nodes.addAll(OUTPUTS);
        assertEquals(2, new Cppn(nodes, List.of(new Link(7, 8, 1))).hidden());
        assertThrows(IllegalArgumentException.class, () -> new Cppn(nodes, List.of(new Link(8, 7, 1))));
    }

    @Test
    void the_first_ones_have_no_hidden_nodes_and_all_links() {
        Cppn first = new CppnEncoding().first(new Random(1));
        assertEquals(0, first.hidden());
        assertEquals(12, first.links().size());
        assertTrue(first.links().stream().allMatch(link -> Math.abs(link.weight()) <= CppnEncoding.GREATEST_WEIGHT));
    }

    @Test
    void a_new_node_stands_in_the_middle_of_a_link() {
        var random = new Random(2);
        Cppn before = new CppnEncoding().first(random);
        Cppn after = CppnEncoding.addNode(before, random);
        assertEquals(1, after.hidden());
        assertEquals(13, after.links().size());
        int id = after.nodes().getFirst().id();
        assertEquals(7, id);
        Link in = after.links().stream()
                .filter(link -> link.to() == id)
                .findFirst()
                .orElseThrow();
        Link out = after.links().stream()
                .filter(link -> link.from() == id)
                .findFirst()
                .orElseThrow();
        assertEquals(1, in.weight());
        assertTrue(before.links().contains(new Link(in.from(), out.to(), out.weight())), "the link that was split");
        assertTrue(!after.links().contains(new Link(in.from(), out.to(), out.weight())), "which is gone");
    }

    @Test
    void a_new_link_joins_what_was_not_joined() {
        var random = new Random(3);
        Cppn cppn = new Cppn(OUTPUTS, List.of());
        for (int i = 0; i < 200; i++) {
            Cppn next = CppnEncoding.addLink(cppn, random);
            assertTrue(next.links().size() - cppn.links().size() <= 1);
            cppn = next;
        }
        assertEquals(12, cppn.links().size(), "every input to every output, and nothing else");
    }

    @Test
    void only_the_function_of_a_node_changes() {
        var random = new Random(6);
        Cppn before = new CppnEncoding().first(random);
        Set<NodeFunction> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Cppn after = CppnEncoding.changeFunction(before, random);
            assertEquals(before.links(), after.links());
            seen.add(after.nodes().getFirst().function());
        }
        assertEquals(4, seen.size());
    }

    /** The record refuses whatever has a cycle or a link to nowhere. */
    @Test
    void a_long_line_of_descent_grows_and_can_always_be_computed() {
        Cppn cppn = grown(8, 400);
        assertTrue(cppn.hidden() > 20, cppn.hidden() + " hidden nodes");
        assertTrue(cppn.links().stream().allMatch(link -> Math.abs(link.weight()) <= CppnEncoding.GREATEST_WEIGHT));
        for (float value : new CppnPainter(cppn).paint(3, 5).rgb()) {
            assertTrue(Float.isFinite(value));
        }
    }

    @Test
    void a_seed_is_one_line_of_descent() {
        assertEquals(grown(9, 50), grown(9, 50));
        assertNotEquals(grown(9, 50), grown(10, 50));
    }

    private static Cppn grown(long seed, int generations) {
        var random = new Random(seed);
        var encoding = new CppnEncoding();
        Cppn cppn = encoding.first(random);
        for (int i = 0; i < generations; i++) {
            cppn = encoding.mutate(cppn, i, random);
        }
        return cppn;
    }
}
