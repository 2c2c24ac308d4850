package reverie.engine.network;

import java.util.List;
import java.util.Locale;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * How much memory a step to a layer and back will take, before it is taken: a value and a gradient for each layer on the
 * way, and once more the largest, which a convolution copies with zeros around it.
 *
 * @param bytes the estimate; a little high, since fused layers share their values
 */
public record MemoryForecast(long bytes, int height, int width, String layer) {

    /** The forecast for a picture of this size. */
    public static MemoryForecast of(NetworkDefinition definition, int height, int width, String layer) {
        var shapes = new NetworkShapes(definition, height, width);
        List<Node> nodes = definition.ancestors(List.of(layer));
        long values = 0;
        long largest = 0;
        for (Node node : nodes) {
            long size = shapes.of(node.name()).size();
            boolean sharesMemory = isInPlace(node);
            values += sharesMemory ? 0 : size;
            largest = Math.max(largest, size);
        }
        return new MemoryForecast((2 * values + largest) * Float.BYTES, height, width, layer);
    }

    private static boolean isInPlace(Node node) {
        return switch (node.layer().type()) {
            case "ReLU", "Concat", "Dropout", "Split" -> true;
            default -> false;
        };
    }

    /**
     * Checks the forecast against what the Java heap can grow to.
     *
     * @throws LayerException saying how much is needed, how much there is, and which size would do
     */
    public void requireFits() {
        long available = Runtime.getRuntime().maxMemory();
        if (bytes > available) {
            double shrink = Math.sqrt(0.9 * available / bytes);
            throw new LayerException(String.format(
                    Locale.ROOT,
                    "dreaming at %s on %d x %d pixels needs about %.1f GB of memory, Java may use %.1f GB; --size %d would fit",
                    layer,
                    width,
                    height,
                    bytes / 1e9,
                    available / 1e9,
                    (int) (Math.max(width, height) * shrink)));
        }
    }
}
