package reverie.engine.network;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * How much memory a step to a layer and back will take, before it is taken: an activation for every value on the way, the
 * gradients, which share memory, and once more the largest value, which a convolution may copy with zeros around it.
 *
 * @param bytes the estimate
 */
public record MemoryForecast(long bytes, int height, int width, String layer) {

    /**
     * The forecast for a picture of this size.
     *
     * @throws LayerException if the layer cannot run at this size
     */
    public static MemoryForecast of(NetworkDefinition definition, int height, int width, String layer) {
        var shapes = new NetworkShapes(definition, height, width);
        shapes.of(layer);
        List<Node> nodes = definition.ancestors(List.of(layer));
        var layout = new PassLayout(nodes, shapes, List.of(layer));
        long sum = 0;
        long largest = 0;
        for (Node node : nodes) {
            long size = shapes.of(node.name()).size();
            if (layout.hasOwnMemory(node)) {
                sum += size;
            }
            largest = Math.max(largest, size);
        }
        Set<String> lasting = new HashSet<>(List.of(layout.value(layer), definition.inputName()));
        long gradients = layout.planGradients(nodes, shapes, lasting).size();
        for (String value : lasting) {
            gradients += shapes.of(value).size();
        }
        return new MemoryForecast((sum + gradients + largest) * Float.BYTES, height, width, layer);
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
