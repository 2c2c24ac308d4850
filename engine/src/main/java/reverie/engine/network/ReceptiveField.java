package reverie.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.engine.layer.Window;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * How much of the picture one cell of a layer can see, and how far neighbouring cells' views lie apart, in pixels. A layer
 * with a window of n over an input with field f and stride s sees f + (n - 1) s.
 */
public record ReceptiveField(int height, int width, int strideHeight, int strideWidth) {

    /** The fields of all layers that can run, in network order. */
    public static Map<String, ReceptiveField> of(NetworkDefinition definition, NetworkShapes shapes) {
        Map<String, ReceptiveField> fields = new LinkedHashMap<>();
        for (Node node : definition.nodes()) {
            if (shapes.find(node.name()).isPresent()) {
                fields.put(node.name(), of(node, shapes, fields));
            }
        }
        return fields;
    }

    private static ReceptiveField of(Node node, NetworkShapes shapes, Map<String, ReceptiveField> fields) {
        if (node.inputs().isEmpty()) {
            return new ReceptiveField(1, 1, 1, 1);
        }
        Window window = node.layer().window(shapes.ofInput(node));
        List<ReceptiveField> seen = node.inputs().stream().map(fields::get).toList();
        return seen.stream()
                .map(field -> field.through(window))
                .reduce((a, b) -> new ReceptiveField(
                        Math.max(a.height, b.height),
                        Math.max(a.width, b.width),
                        Math.max(a.strideHeight, b.strideHeight),
                        Math.max(a.strideWidth, b.strideWidth)))
                .orElseThrow();
    }

    private ReceptiveField through(Window window) {
        return new ReceptiveField(
                height + (window.height() - 1) * strideHeight,
                width + (window.width() - 1) * strideWidth,
                strideHeight * window.strideHeight(),
                strideWidth * window.strideWidth());
    }
}
