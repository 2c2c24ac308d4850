package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import reverie.engine.network.Model;
import reverie.weights.CaffeConverter;

/** Where the weights and the definition of the network lie, as Caffe's users publish them. */
record ModelFiles(Path weights, Path definition) {

    /** The settings with which Reverie reads or converts them. */
    CaffeConverter.Settings settings() {
        return new CaffeConverter.Settings(
                weights,
                Optional.of(definition),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    Model read() throws IOException {
        return CaffeConverter.read(settings()).model();
    }
}
