package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import reverie.engine.network.GoogLeNet;
import reverie.engine.network.NetworkDefinition;
import reverie.kernels.testing.SharedData;

class GoogLeNetTest {

    @Test
    void is_the_published_definition_layer_by_layer() throws IOException {
        Path file = SharedData.file("weights/bvlc_googlenet.deploy.prototxt");
        NetworkDefinition published = NetworkReader.read(file.toString(), PrototxtReader.read(file));
        NetworkDefinition own = GoogLeNet.definition();
        assertEquals(published.name(), own.name());
        assertEquals(List.copyOf(published.nodes()), List.copyOf(own.nodes()));
    }
}
