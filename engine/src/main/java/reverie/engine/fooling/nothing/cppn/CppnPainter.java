package reverie.engine.fooling.nothing.cppn;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import reverie.engine.fooling.nothing.cppn.Cppn.Input;
import reverie.engine.fooling.nothing.cppn.Cppn.Link;
import reverie.engine.image.Image;

/**
 * Paints what a pattern-producing network computes, at any size. Outputs are colours in the manner of a colour circle: the hue
 * is a turn for every 2 of its output, 0 being red; of saturation and brightness the absolute values count, at most 1.
 */
public final class CppnPainter {

    private static final int HUE = 0;
    private static final int SATURATION = 1;
    private static final int BRIGHTNESS = 2;

    private final Cppn cppn;
    private final int[][] sources; // per node, where its links come from: inputs first, then nodes in order
    private final double[][] weights; // per node, of those links

    public CppnPainter(Cppn cppn) {
        this.cppn = cppn;
        sources = new int[cppn.nodes().size()][];
        weights = new double[cppn.nodes().size()][];
        for (int i = 0; i < sources.length; i++) {
            int id = cppn.nodes().get(i).id();
            List<Link> links =
                    cppn.links().stream().filter(link -> link.to() == id).toList();
            sources[i] = links.stream()
                    .mapToInt(link -> cppn.place(link.from()) + Cppn.INPUTS)
                    .toArray();
            weights[i] = links.stream().mapToDouble(Link::weight).toArray();
        }
    }

    /** The picture, in whole levels from 0 to 255. */
    public Image paint(int height, int width) {
        float[] rgb = new float[Math.multiplyExact(Math.multiplyExact(height, width), 3)];
        IntStream.range(0, height).parallel().forEach(row -> paintRow(row, height, width, rgb));
        return new Image(height, width, rgb);
    }

    private void paintRow(int row, int height, int width, float[] rgb) {
        double[][] values = new double[Cppn.INPUTS + sources.length][width];
        double y = (2 * row + 1.0) / height - 1;
        for (int column = 0; column < width; column++) {
            double x = (2 * column + 1.0) / width - 1;
            values[Input.X.id()][column] = x;
            values[Input.Y.id()][column] = y;
            values[Input.RADIUS.id()][column] = Math.sqrt((x * x + y * y) / 2);
            values[Input.BIAS.id()][column] = 1;
        }
        for (int i = 0; i < sources.length; i++) {
            computeNode(i, values);
        }
        double[][] outputs = Arrays.copyOfRange(values, values.length - Cppn.OUTPUTS, values.length);
        for (int column = 0; column < width; column++) {
            paintPixel(
                    outputs[HUE][column] / 2,
                    Math.min(1, Math.abs(outputs[SATURATION][column])),
                    Math.min(1, Math.abs(outputs[BRIGHTNESS][column])),
                    rgb,
                    3 * (row * width + column));
        }
    }

    private void computeNode(int node, double[][] values) {
        double[] sums = values[Cppn.INPUTS + node];
        for (int link = 0; link < sources[node].length; link++) {
            double[] from = values[sources[node][link]];
            double weight = weights[node][link];
            for (int column = 0; column < sums.length; column++) {
                sums[column] += weight * from[column];
            }
        }
        NodeFunction function = cppn.nodes().get(node).function();
        for (int column = 0; column < sums.length; column++) {
            sums[column] = function.of(sums[column]);
        }
    }

    /**
     * The colour of a hue: each of red, green and blue is full over a third of the circle, and falls to nothing over a sixth
     * on either side; saturation draws all three away from white, brightness away from black.
     *
     * @param hue in turns
     */
    private static void paintPixel(double hue, double saturation, double brightness, float[] rgb, int at) {
        for (int colour = 0; colour < 3; colour++) {
            double turn = hue - colour / 3.0;
            double distance = 6 * Math.abs(turn - Math.rint(turn)); // from the colour itself, in sixths of the circle
            double share = Math.clamp(2 - distance, 0, 1);
            rgb[at + colour] = Math.round(255 * brightness * (1 - saturation * (1 - share)));
        }
    }
}
