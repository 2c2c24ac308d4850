package reverie.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.kernels.Backend;
import reverie.kernels.testing.SharedData;
import reverie.kernels.testing.TestBackends;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every layer's output, as the original Caffe computed it. */
class ActivationTruthTest {

    private static final double NORM_BOUND = 1e-5;
    private static final double VALUE_BOUND = 1e-4; // of the layer's greatest value

    static Stream<String> inputs() {
        return Stream.of("cat-224x224", "flowers-97x131");
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void every_layer_is_what_caffe_computed(String name) throws IOException {
        JsonNode layers = JsonMapper.shared().readTree(SharedData.file("reference/" + name + ".layers.json"));
        Model model = Truth.googlenet();
        try (var file = Truth.reference(name + ".safetensors")) {
            Tensor input = file.tensor("input");
            Shape size = Truth.shape(input);
            List<String> names = new ArrayList<>(layers.propertyNames());
            assertTrue(names.size() > 130, "the reference names only " + names.size() + " layers");
            assertEveryLayerIsThere(model, size, names);
            TestBackends.all().forEach(backend -> {
                try (backend) {
                    var network = new Network(model.definition(), model.weights(), backend);
                    Pass pass = network.prepare(size.height(), size.width(), names);
                    backend.write(Truth.channelsLast(input), pass.input());
                    pass.forwardTo(names.toArray(String[]::new));
                    names.forEach(layer -> check(backend, pass, layer, layers.get(layer)));
                }
            });
        }
    }

    /** The reference must not have less to say than the network. */
    private static void assertEveryLayerIsThere(Model model, Shape size, List<String> names) {
        var shapes = new NetworkShapes(model.definition(), size.height(), size.width());
        List<String> runnable = model.definition().nodes().stream()
                .map(node -> node.name())
                .filter(layer -> shapes.find(layer).isPresent()
                        && !layer.equals(model.definition().inputName()))
                .toList();
        assertEquals(
                Optional.empty(),
                runnable.stream().filter(layer -> !names.contains(layer)).findFirst());
    }

    private static void check(Backend backend, Pass pass, String layer, JsonNode expected) {
        var map = pass.activation(layer);
        Shape shape = new Shape(map.height(), map.width(), map.channels());
        assertEquals(shape(expected.get("shape")), shape, layer);
        float[] values = ChannelsFirst.fromChannelsLast(backend.read(map), shape);
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double norm = expected.get("l2").asDouble();
        assertEquals(norm, Math.sqrt(squares), NORM_BOUND * norm, backend.name() + " " + layer + ": L2 norm");
        double bound = VALUE_BOUND * Math.abs(expected.get("max").asDouble());
        for (int i = 0; i < expected.get("at").size(); i++) {
            int at = expected.get("at").get(i).asInt();
            double value = expected.get("values").get(i).asDouble();
            assertEquals(value, values[at], bound, "%s %s: value %d".formatted(backend.name(), layer, at));
        }
    }

    /** Channels, height, width; a layer behind an inner product has channels alone. */
    private static Shape shape(JsonNode sizes) {
        return sizes.size() == 1
                ? new Shape(1, 1, sizes.get(0).asInt())
                : new Shape(
                        sizes.get(1).asInt(), sizes.get(2).asInt(), sizes.get(0).asInt());
    }
}
