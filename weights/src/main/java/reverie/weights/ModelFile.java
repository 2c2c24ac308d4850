package reverie.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.engine.network.Weights;

/**
 * A model in one file: a {@code .safetensors} file with the tensors {@code <layer>/weight} and {@code <layer>/bias}, and
 * with everything else that is needed to run the network in its metadata ({@link ModelMetadata}).
 *
 * <p>The file is mapped; a layer's weights are copied, and checked to be finite, when a network asks for them. It must stay
 * open until then.
 */
public final class ModelFile implements AutoCloseable {

    private final Safetensors file;
    private final Model model;

    private ModelFile(Safetensors file) throws WeightFormatException {
        this.file = file;
        ModelMetadata.requireKnown(file);
        NetworkDefinition definition = readDefinition(file);
        List<String> labels = ModelMetadata.labels(file);
        requireFit(file.name(), definition, labels);
        requireTensors(file, ParameterShapes.of(definition));
        this.model = new Model(
                definition,
                new MappedWeights(file, ParameterShapes.of(definition)),
                ModelMetadata.preprocessing(file, ModelMetadata.MEAN_PIXEL),
                ModelMetadata.preprocessing(file, ModelMetadata.DREAM_MEAN_PIXEL),
                labels,
                ModelMetadata.others(file));
    }

    /**
     * Opens a model file. Only its header is read; all tensors that the definition needs are then known to be there.
     *
     * @throws WeightFormatException if it is not a model file, or damaged
     * @throws IOException if it cannot be read
     */
    public static ModelFile open(Path path) throws IOException {
        return of(Safetensors.open(path));
    }

    /**
     * The same, of bytes that are in memory already.
     *
     * @param name what to call them in messages
     */
    public static ModelFile of(String name, byte[] bytes) throws WeightFormatException {
        return of(Safetensors.of(name, bytes));
    }

    private static ModelFile of(Safetensors file) throws WeightFormatException {
        try {
            return new ModelFile(file);
        } catch (WeightFormatException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /**
     * Writes a model; the same model gives the same bytes.
     *
     * @param overwrite whether a file that is there already may be replaced
     * @throws IllegalArgumentException if the weights do not fit the definition
     * @throws IOException if the weights are not finite or cannot be read, or the file cannot be written
     */
    public static void write(Path path, boolean overwrite, Model model) throws IOException {
        requireFit(path.toString(), model.definition(), model.labels());
        List<SafetensorsWriter.Item> items = new ArrayList<>();
        ParameterShapes.of(model.definition()).forEach((layer, shapes) -> {
            items.add(new SafetensorsWriter.Item(
                    Names.weight(layer),
                    shapes.weight(),
                    () -> values(layer, model.weights().weight(layer))));
            shapes.bias()
                    .ifPresent(shape -> items.add(new SafetensorsWriter.Item(
                            Names.bias(layer),
                            shape,
                            () -> values(layer, model.weights().bias(layer)))));
        });
        AtomicFile.write(path, overwrite, out -> SafetensorsWriter.write(out, ModelMetadata.print(model), items));
    }

    private static float[] values(String layer, Optional<Tensor> tensor) throws WeightFormatException {
        float[] values = tensor.orElseThrow(
                        () -> new IllegalArgumentException("layer '%s' lacks weights or bias".formatted(layer)))
                .values();
        Names.requireFinite("model", layer, "weights", values);
        return values;
    }

    /** What the file holds, ready to run. Its weights are read from the file, which must be open. */
    public Model model() {
        return model;
    }

    /** The SHA-256 of the whole file, in hexadecimal; computed when first asked for. */
    public String sha256() {
        return file.sha256();
    }

    /** Bytes of the whole file. */
    public long size() {
        return file.size();
    }

    /** The container, with all metadata as it stands in the file. */
    public Safetensors file() {
        return file;
    }

    /** Lets go of the file; weights that were asked for before stay. */
    @Override
    public void close() {
        file.close();
    }

    private static NetworkDefinition readDefinition(Safetensors file) throws WeightFormatException {
        String text = ModelMetadata.required(file, ModelMetadata.NETWORK);
        return NetworkReader.read(file.name(), PrototxtReader.parse(file.name(), text));
    }

    private static void requireFit(String file, NetworkDefinition definition, List<String> labels)
            throws WeightFormatException {
        if (definition.inputShape().channels() != 3) {
            throw new WeightFormatException(
                    "'%s': the network wants pictures of %d channels; only colour, 3, is supported"
                            .formatted(file, definition.inputShape().channels()));
        }
        Shape output = ParameterShapes.outputShape(definition);
        if (!labels.isEmpty() && labels.size() != output.channels()) {
            throw new WeightFormatException("'%s': there are %d labels, but the network tells %d classes apart"
                    .formatted(file, labels.size(), output.channels()));
        }
    }

    private static void requireTensors(Safetensors file, SequencedMap<String, ParameterShapes> needed)
            throws WeightFormatException {
        for (Map.Entry<String, ParameterShapes> layer : needed.entrySet()) {
            requireTensor(file, Names.weight(layer.getKey()), layer.getValue().weight());
            if (layer.getValue().bias().isPresent()) {
                requireTensor(
                        file,
                        Names.bias(layer.getKey()),
                        layer.getValue().bias().get());
            }
        }
    }

    private static void requireTensor(Safetensors file, String name, List<Integer> shape) throws WeightFormatException {
        SafetensorsHeader.Entry entry = file.tensors().get(name);
        if (entry == null) {
            throw new WeightFormatException("'%s' lacks the tensor '%s'".formatted(file.name(), name));
        }
        List<Long> wanted = shape.stream().map(Integer::longValue).toList();
        if (entry.type() != SafetensorsHeader.ElementType.F32 || !entry.shape().equals(wanted)) {
            throw new WeightFormatException("'%s': tensor '%s' is %s %s, the definition needs F32 %s"
                    .formatted(file.name(), name, entry.type(), entry.shape(), wanted));
        }
    }

    /** Weights in the mapped file; those of layers that the definition does not have are not found. */
    private record MappedWeights(Safetensors file, SequencedMap<String, ParameterShapes> layers) implements Weights {

        @Override
        public Optional<Tensor> weight(String layer) {
            return layers.containsKey(layer) ? read(layer, Names.weight(layer), "weights") : Optional.empty();
        }

        @Override
        public Optional<Tensor> bias(String layer) {
            boolean hasBias =
                    layers.containsKey(layer) && layers.get(layer).bias().isPresent();
            return hasBias ? read(layer, Names.bias(layer), "biases") : Optional.empty();
        }

        private Optional<Tensor> read(String layer, String name, String what) {
            try {
                Tensor tensor = file.tensor(name);
                Names.requireFinite(file.name(), layer, what, tensor.values());
                return Optional.of(tensor);
            } catch (WeightFormatException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
