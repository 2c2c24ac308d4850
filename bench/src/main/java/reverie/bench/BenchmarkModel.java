package reverie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import reverie.engine.network.GoogLeNet;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.RandomWeights;
import reverie.engine.network.Weights;
import reverie.weights.ModelFile;

/**
 * The network that is measured: that of the model file which the property {@code reverie.model} names, or else GoogLeNet
 * with random weights. Speed hardly depends on the weights, so random ones suffice to compare backends and machines.
 */
record BenchmarkModel(NetworkDefinition definition, Weights weights) {

    static final String PROPERTY = "reverie.model";

    static BenchmarkModel open() {
        String path = System.getProperty(PROPERTY);
        if (path == null) {
            NetworkDefinition definition = GoogLeNet.definition();
            return new BenchmarkModel(definition, new RandomWeights(definition));
        }
        try {
            // Stays open as long as the process: weights are read when a layer first runs.
            Model model = ModelFile.open(Path.of(path)).model();
            return new BenchmarkModel(model.definition(), model.weights());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
