package reverie.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import reverie.engine.network.Model;

/** Looks at everything in a model file that could be wrong. */
public final class ModelVerifier {

    private ModelVerifier() {}

    /**
     * What a sound file holds.
     *
     * @param layers how many layers the network has, the input included
     * @param tensors how many tensors its layers need
     * @param parameters how many numbers those are
     * @param unused tensors that no layer needs
     * @param sha256 of the whole file, in hexadecimal
     */
    public record Report(String network, int layers, int tensors, long parameters, List<String> unused, String sha256) {

        public Report {
            unused = List.copyOf(unused);
        }
    }

    /**
     * Reads all of a model file.
     *
     * @throws WeightFormatException with the first thing that is wrong: the header, the definition, a tensor that is missing
     *     or has the wrong shape, a value that is not finite
     * @throws IOException if it cannot be read
     */
    public static Report verify(Path path) throws IOException {
        try (ModelFile file = ModelFile.open(path)) {
            return verify(file);
        }
    }

    /** The same, of a file that is open already. */
    public static Report verify(ModelFile file) throws IOException {
        try {
            Model model = file.model();
            SequencedMap<String, ParameterShapes> needed = ParameterShapes.of(model.definition());
            Set<String> names = new LinkedHashSet<>();
            long parameters = 0;
            for (Map.Entry<String, ParameterShapes> layer : needed.entrySet()) {
                // Asking for values checks them.
                model.weights().weight(layer.getKey()).ifPresent(_ -> names.add(Names.weight(layer.getKey())));
                model.weights().bias(layer.getKey()).ifPresent(_ -> names.add(Names.bias(layer.getKey())));
                parameters += layer.getValue().count();
            }
            List<String> unused = new ArrayList<>(file.file().tensors().keySet());
            unused.removeAll(names);
            return new Report(
                    model.definition().name(),
                    model.definition().nodes().size(),
                    names.size(),
                    parameters,
                    unused,
                    file.sha256());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
