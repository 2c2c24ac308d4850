package reverie.engine.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition.Node;

/** The shape of every layer's output for one input size, or why the layer cannot run there. */
public final class NetworkShapes {

    private final int height;
    private final int width;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, String> obstacles = new HashMap<>();

    /** Works out the shapes for an input of this many rows and columns. */
    public NetworkShapes(NetworkDefinition definition, int height, int width) {
        this.height = height;
        this.width = width;
        Shape nominal = definition.inputShape();
        shapes.put(definition.inputName(), new Shape(height, width, nominal.channels()));
        for (Node node : definition.nodes()) {
            if (!node.name().equals(definition.inputName())) {
                infer(definition, node);
            }
        }
    }

    /** For the input size that the network was made for. */
    public static NetworkShapes ofOwnInput(NetworkDefinition definition) {
        Shape own = definition.inputShape();
        return new NetworkShapes(definition, own.height(), own.width());
    }

    private void infer(NetworkDefinition definition, Node node) {
        for (String input : node.inputs()) {
            if (!shapes.containsKey(input)) {
                obstacles.put(node.name(), obstacles.get(input));
                return;
            }
        }
        List<Shape> inputs = node.inputs().stream().map(shapes::get).toList();
        try {
            if (node.layer() instanceof InnerProductLayer) {
                requireOwnInput(definition, node, inputs.getFirst());
            }
            shapes.put(node.name(), node.layer().outputShape(inputs));
        } catch (LayerException e) {
            Shape size = definition.inputShape();
            obstacles.put(
                    node.name(),
                    "%s (%s): %s; the network was made for a picture of %d x %d"
                            .formatted(node.name(), node.layer().type(), e.getMessage(), size.width(), size.height()));
        }
    }

    /** An inner product has a weight for every input value, so its input must be as large as the one it was trained on. */
    private void requireOwnInput(NetworkDefinition definition, Node node, Shape input) {
        Shape size = definition.inputShape();
        if (height == size.height() && width == size.width()) {
            return;
        }
        Shape expected = ofOwnInput(definition).ofInput(node);
        if (!input.equals(expected)) {
            throw new LayerException("its input would be %s, its weights need %s".formatted(input, expected));
        }
    }

    /** The shape of a layer's output, or nothing if the layer cannot run. */
    public Optional<Shape> find(String layer) {
        return Optional.ofNullable(shapes.get(layer));
    }

    /**
     * The shape of a layer's output.
     *
     * @throws LayerException if the layer cannot run, with the first layer on the way that cannot, and why
     */
    public Shape of(String layer) {
        return find(layer)
                .orElseThrow(() -> new LayerException("layer %s cannot run on a picture of %d x %d: %s"
                        .formatted(layer, width, height, obstacles.get(layer))));
    }

    /**
     * The shape of a layer's first input, which for most layers is the only one.
     *
     * @throws LayerException if what gives it cannot run
     */
    public Shape ofInput(Node node) {
        return of(node.inputs().getFirst());
    }
}
