package reverie.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.weights.CaffeModelReader.CaffeModel;
import reverie.weights.proto.Caffe.NetParameter;

/** Makes a model file of what Caffe's users publish: weights, mostly a definition, often labels. */
public final class CaffeConverter {

    /** What was subtracted from the pictures that the published networks were trained on. */
    public static final List<Float> USUAL_MEAN = List.of(104f, 117f, 123f);

    /** What the original notebook subtracted when it dreamed with such a network. */
    private static final List<Float> NOTEBOOK_MEAN = List.of(104f, 116f, 122f);

    private CaffeConverter() {}

    /**
     * What to convert.
     *
     * @param weights the {@code .caffemodel}
     * @param definition the {@code .prototxt}; without one, the definition in the weights' own file counts
     * @param labels names of the classes, one per line, for example {@code synset_words.txt}
     * @param mean the mean pixel, blue, green, red; without one, what the files say, or else 104, 117, 123
     * @param name what to call the model; without one, what the definition says
     * @param licence the terms under which the weights may be used
     */
    public record Settings(
            Path weights,
            Optional<Path> definition,
            Optional<Path> labels,
            Optional<List<Float>> mean,
            Optional<String> name,
            Optional<String> licence) {

        public Settings {
            mean = mean.map(List::copyOf);
            if (mean.isPresent() && mean.get().size() != 3) {
                throw new IllegalArgumentException(
                        "a mean pixel has 3 values, not " + mean.get().size());
            }
        }

        /** Weights alone; the rest as the file says, or as usual. */
        public static Settings of(Path weights) {
            return new Settings(
                    weights, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What became of it.
     *
     * @param model in memory; values are converted when they are asked for
     * @param ignored layers with weights that the definition does not have
     * @param notes what the user should know, one sentence each
     */
    public record Conversion(Model model, List<String> ignored, List<String> notes) {

        public Conversion {
            ignored = List.copyOf(ignored);
            notes = List.copyOf(notes);
        }
    }

    /**
     * Converts files to a model file.
     *
     * @param overwrite whether a file that is there already may be replaced
     * @throws WeightFormatException if a file is damaged, a layer is not supported, or files do not fit each other
     * @throws IOException if a file cannot be read or written
     */
    public static Conversion convert(Settings settings, Path target, boolean overwrite) throws IOException {
        Conversion conversion = read(settings);
        try {
            ModelFile.write(target, overwrite, conversion.model());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return conversion;
    }

    /**
     * Reads files as a model without writing it.
     *
     * @throws WeightFormatException if a file is damaged, a layer is not supported, or files do not fit each other
     * @throws IOException if a file cannot be read
     */
    public static Conversion read(Settings settings) throws IOException {
        CaffeModel snapshot = CaffeModelReader.read(settings.weights());
        String weightsName = settings.weights().toString();
        String definitionName = settings.definition().map(Path::toString).orElse(weightsName);
        NetParameter net = settings.definition().isPresent()
                ? PrototxtReader.read(settings.definition().get())
                : snapshot.net();
        InferenceNet inference = InferenceNet.of(definitionName, net);
        NetworkDefinition definition = NetworkReader.read(definitionName, inference);
        CaffeWeights weights = new CaffeWeights(weightsName, snapshot.net(), definition);

        List<String> notes = new ArrayList<>();
        InputTransform transform = transform(inference, weightsName, snapshot.net());
        requireUnscaled(definitionName, transform);
        List<Float> mean = settings.mean().orElseGet(() -> mean(transform, notes));
        List<Float> dreamMean = settings.mean().isEmpty() && mean.equals(USUAL_MEAN) ? NOTEBOOK_MEAN : mean;
        Model model = new Model(
                definition,
                weights,
                new Preprocessing(ChannelOrder.BGR, mean),
                new Preprocessing(ChannelOrder.BGR, dreamMean),
                settings.labels().isPresent() ? readLabels(settings.labels().get(), definition) : List.of(),
                metadata(settings, snapshot, definition));
        return new Conversion(model, weights.ignored(), notes);
    }

    /** The definition's word on pictures, or where it has none, the snapshot's. */
    private static InputTransform transform(InferenceNet inference, String weightsName, NetParameter snapshot)
            throws WeightFormatException {
        InputTransform own = inference.input().transform();
        if (!own.equals(InputTransform.NONE)) {
            return own;
        }
        return NetInput.all(weightsName, snapshot).stream()
                .filter(input -> input.name().equals(inference.input().name()))
                .map(NetInput::transform)
                .findFirst()
                .orElse(InputTransform.NONE);
    }

    private static void requireUnscaled(String file, InputTransform transform) throws WeightFormatException {
        if (transform.scale() != 1) {
            throw new WeightFormatException(
                    "'%s': the network wants pixels multiplied by %s; only values of 0 to 255 are supported"
                            .formatted(file, transform.scale()));
        }
    }

    private static List<Float> mean(InputTransform transform, List<String> notes) {
        List<Float> values = transform.mean();
        if (values.size() == 1) {
            return List.of(values.getFirst(), values.getFirst(), values.getFirst());
        }
        if (values.size() == 3) {
            return values;
        }
        transform
                .meanFile()
                .ifPresent(file -> notes.add(
                        "The network was trained with the mean picture '%s', which is not read; the mean pixel is taken as 104,117,123."
                                .formatted(file)));
        return USUAL_MEAN;
    }

    private static List<String> readLabels(Path file, NetworkDefinition definition) throws IOException {
        FileKind.requireFile(file);
        try {
            List<String> labels = Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            int classes = ParameterShapes.outputShape(definition).channels();
            if (labels.size() != classes) {
                throw new WeightFormatException("'%s' has %d labels, but the network tells %d classes apart"
                        .formatted(file, labels.size(), classes));
            }
            return labels;
        } catch (CharacterCodingException e) {
            throw new WeightFormatException("'%s' is no list of labels: it is not UTF-8 text".formatted(file), e);
        }
    }

    private static Map<String, String> metadata(Settings settings, CaffeModel snapshot, NetworkDefinition definition) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(ModelMetadata.NAME, settings.name().orElse(definition.name()));
        metadata.put(ModelMetadata.SOURCE_FILE, settings.weights().getFileName().toString());
        metadata.put(ModelMetadata.SOURCE_SHA256, snapshot.sha256());
        settings.licence().ifPresent(licence -> metadata.put(ModelMetadata.LICENCE, licence));
        return metadata;
    }
}
