package reverie.cli.explain;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reverie.engine.image.Image;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.network.MultiplyAdds;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReceptiveField;
import reverie.engine.network.Shape;
import reverie.engine.study.OpenPass;

/**
 * A layer at work on a photo.
 *
 * @param shape of its output
 * @param field what a cell sees of the photo
 * @param multiplyAdds of its forward
 * @param values its output in numbers
 * @param gradients what comes back to it in numbers
 * @param channels that are shown, the strongest first
 * @param picture above, the output: all channels together, then those; below, the gradient of the same. Nothing of layers
 *     that change nothing
 */
record LayerStudy(
        Node node,
        Shape shape,
        ReceptiveField field,
        long multiplyAdds,
        LayerNumbers values,
        LayerNumbers gradients,
        List<Integer> channels,
        Optional<Image> picture) {

    private static final int CHANNELS = 6;

    /** The longer side of a small picture: seven fit side by side on a page. */
    private static final int TILE = 72;

    /** Looks at a layer, after a backward. */
    static LayerStudy of(OpenPass pass, Node node, NetworkShapes shapes, ReceptiveField field) {
        Shape shape = shapes.of(node.name());
        float[] values = pass.activation(node.name());
        float[] gradients = pass.gradient(node.name());
        List<Integer> channels = strongest(values, shape.channels());
        Optional<Image> picture = node.layer() instanceof IdentityLayer
                ? Optional.empty()
                : Optional.of(Mosaic.of(
                        List.of(row(values, shape, channels, false), row(gradients, shape, channels, true)),
                        Math.max(shape.height(), shape.width()) > TILE / 2 ? 2 : 1));
        return new LayerStudy(
                node,
                shape,
                field,
                MultiplyAdds.of(node, shapes),
                LayerNumbers.of(values),
                LayerNumbers.of(gradients),
                channels,
                picture);
    }

    /** The channels with the largest sums of squares, of what a ReLU lets pass: so they are those that it shows too. */
    private static List<Integer> strongest(float[] values, int channels) {
        double[] energies = new double[channels];
        for (int i = 0; i < values.length; i++) {
            double open = Math.max(0, values[i]);
            energies[i % channels] += open * open;
        }
        return IntStream.range(0, channels)
                .boxed()
                .sorted(Comparator.comparingDouble(channel -> -energies[channel]))
                .limit(CHANNELS)
                .toList();
    }

    /**
     * All channels together, then single ones, which have one scale.
     *
     * @param signed whether signs are shown even if all are the same
     */
    private static List<Image> row(float[] layer, Shape shape, List<Integer> channels, boolean signed) {
        List<Plane> planes = channels.stream()
                .map(channel -> Plane.channel(layer, shape, channel).shrunk(TILE))
                .toList();
        float[] all = new float[channels.size() * planes.getFirst().values().length];
        boolean isSigned = signed;
        for (int i = 0; i < planes.size(); i++) {
            float[] values = planes.get(i).values();
            System.arraycopy(values, 0, all, i * values.length, values.length);
            for (float value : values) {
                isSigned |= value < 0;
            }
        }
        double scale = Plane.scale(all);
        ColourMap map = isSigned ? ColourMap.SIGNED : ColourMap.HEAT;
        Plane overall = Plane.overall(layer, shape).shrunk(TILE);
        return Stream.concat(
                        Stream.of(overall.coloured(ColourMap.HEAT, overall.scale())),
                        planes.stream().map(plane -> plane.coloured(map, scale)))
                .toList();
    }

    /** Whether the picture has a pixel for every cell, to be seen as a square. */
    boolean showsCells() {
        return Math.max(shape.height(), shape.width()) <= TILE;
    }
}
