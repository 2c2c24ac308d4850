package reverie.engine.network;

import java.util.List;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * The arithmetic of a network: multiplications, each with an addition, of convolutions and inner products as direct sums.
 * Taps on the padding count, as is usual; other layers do not, since nothing they do comes near. A backward to the input
 * has as many as the forward.
 */
public final class MultiplyAdds {

    private MultiplyAdds() {}

    /** Those of one layer; 0 for layers without weights. */
    public static long of(Node node, NetworkShapes shapes) {
        if (!(node.layer() instanceof WeightedLayer layer)) {
            return 0;
        }
        Shape output = shapes.of(node.name());
        long weights = layer.convolution(shapes.ofInput(node)).weightCount();
        return weights * output.height() * output.width();
    }

    /** Those of a forward pass to a layer. */
    public static long upTo(NetworkDefinition definition, NetworkShapes shapes, String layer) {
        return definition.ancestors(List.of(layer)).stream()
                .mapToLong(node -> of(node, shapes))
                .sum();
    }
}
