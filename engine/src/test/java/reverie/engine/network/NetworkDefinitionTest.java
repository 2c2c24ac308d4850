package reverie.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
}
