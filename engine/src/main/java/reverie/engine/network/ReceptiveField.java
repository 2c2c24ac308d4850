package reverie.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.engine.layer.Window;
import reverie.engine.network.NetworkDefinition.Node;

/**
 * How much of the picture one cell of a layer can see, and how far neighbouring cells' views lie apart, in pixels. A layer
 * with a window of n over an input with field f and stride s sees f + (n - 1) s.
 *
 * @param height rows that a cell sees
 * @param width columns that it sees
 * @param strideHeight rows between the views of neighbours
 * @param strideWidth columns between them
 * @param top first row that the first cell sees; negative where it lies in padding
 * @param left first column that it sees
 */
public record ReceptiveField(int height, int width, int strideHeight, int strideWidth, int top, int left) {

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
            return new ReceptiveField(1, 1, 1, 1, 0, 0);
        }
        Window window = node.layer().window(shapes.ofInput(node));
        List<ReceptiveField> seen = node.inputs().stream().map(fields::get).toList();
        return seen.stream()
                .map(field -> field.through(window))
                .reduce(ReceptiveField::and)
                .orElseThrow();
    }

    private ReceptiveField through(Window window) {
        return new ReceptiveField(
                height + (window.height() - 1) * strideHeight,
                width + (window.width() - 1) * strideWidth,
                strideHeight * window.strideHeight(),
                strideWidth * window.strideWidth(),
                top - window.paddingHeight() * strideHeight,
                left - window.paddingWidth() * strideWidth);
    }

    /** What a cell sees by two ways at once. */
    private ReceptiveField and(ReceptiveField other) {
        int first = Math.min(top, other.top);
        int firstColumn = Math.min(left, other.left);
        return new ReceptiveField(
                Math.max(top + height, other.top + other.height) - first,
                Math.max(left + width, other.left + other.width) - firstColumn,
                Math.max(strideHeight, other.strideHeight),
                Math.max(strideWidth, other.strideWidth),
                first,
                firstColumn);
    }
}
