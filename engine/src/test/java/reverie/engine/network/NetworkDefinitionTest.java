package reverie.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.testing.SmallNetworks;

class NetworkDefinitionTest {

    static Stream<NetworkDefinition> networks() {
        return Stream.of(SmallNetworks.inception(), SmallNetworks.joints(), GoogLeNet.definition());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void schedule_is_the_ancestors_each_behind_its_inputs(NetworkDefinition definition) {
        for (Node target : definition.nodes()) {
            List<Node> schedule = definition.schedule(List.of(target.name()));
            assertEquals(Set.copyOf(definition.ancestors(List.of(target.name()))), Set.copyOf(schedule));
            Set<String> seen = new HashSet<>();
            for (Node node : schedule) {
                assertTrue(seen.containsAll(node.inputs()), node.name());
                assertTrue(seen.add(node.name()), node.name());
            }
        }
    }

    @Test
    void schedule_brings_together_what_reads_the_same() {
        List<String> names = GoogLeNet.definition().schedule(List.of("inception_3a/output")).stream()
                .map(Node::name)
                .toList();
        int first = names.indexOf("inception_3a/1x1");
        assertEquals(
                List.of("inception_3a/1x1", "inception_3a/3x3_reduce", "inception_3a/5x5_reduce"),
                names.subList(first, first + 3));
    }

    /** By the book: without a layer of the trunk, nothing gets from the input to the end. */
    @ParameterizedTest
    @MethodSource("networks")
    void the_trunk_is_what_every_way_leads_through(NetworkDefinition definition) {
        Node last = definition.nodes().getLast();
        List<Node> expected = definition.nodes().stream()
                .skip(1)
                .filter(node -> !leadsAround(definition, last, node))
                .toList();
        assertEquals(expected, definition.trunk());
    }

    /** Whether something gets from the input to a layer though another is taken away. */
    private static boolean leadsAround(NetworkDefinition definition, Node to, Node away) {
        Set<String> reached = new HashSet<>(Set.of(definition.inputName()));
        for (Node node : definition.nodes()) {
            if (!node.equals(away) && node.inputs().stream().anyMatch(reached::contains)) {
                reached.add(node.name());
            }
        }
        return reached.contains(to.name());
    }

    @Test
    void the_trunk_leaves_modules_out() {
        assertEquals(
                List.of(
                        "conv1",
                        "conv1/relu",
                        "pool1",
                        "norm1",
                        "inception_a/output",
                        "pool5",
                        "drop",
                        "classifier",
                        "prob"),
                trunk(SmallNetworks.inception()));
        assertEquals(List.of("outer", "again", "global"), trunk(SmallNetworks.joints()));
    }

    @Test
    void a_chain_is_all_trunk() {
        NetworkDefinition chain = NetworkDefinition.builder("chain")
                .add("data", new InputLayer(new Shape(5, 7, 3)), List.of(), List.of("data"))
                .add("one", new ReluLayer(), List.of("data"), List.of("one"))
                .add("two", new ReluLayer(), List.of("one"), List.of("two"))
                .add("three", new ReluLayer(), List.of("two"), List.of("two"))
                .build();
        assertEquals(List.of("one", "two", "three"), trunk(chain));
    }

    @Test
    void classes_are_known_where_scores_or_their_probabilities_are_the_end() {
        Layer product = new InnerProductLayer(4, true);
        Layer softmax = new SoftmaxLayer();
        Layer relu = new ReluLayer();
        assertTrue(chain(product).knowsClasses());
        assertTrue(chain(product, softmax).knowsClasses());
        assertTrue(chain(relu, softmax).knowsClasses());
        assertFalse(chain(relu).knowsClasses());
        assertFalse(chain(product, relu).knowsClasses());
        assertFalse(SmallNetworks.joints().knowsClasses());
    }

    private static NetworkDefinition chain(Layer... layers) {
        NetworkDefinition.Builder chain = NetworkDefinition.builder("chain")
                .add("data", new InputLayer(new Shape(5, 7, 3)), List.of(), List.of("data"));
        String before = "data";
        for (Layer layer : layers) {
            String name = before + "/next";
            chain.add(name, layer, List.of(before), List.of(name));
            before = name;
        }
        return chain.build();
    }

    private static List<String> trunk(NetworkDefinition definition) {
        return definition.trunk().stream().map(Node::name).toList();
    }
}
