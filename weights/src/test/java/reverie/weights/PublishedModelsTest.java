package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.kernels.testing.SharedData;
import reverie.weights.proto.Caffe.NetParameter;

/** The files that people really have. */
class PublishedModelsTest {

    private static final String GOOGLENET = "weights/bvlc_googlenet.caffemodel";
    private static final String GOOGLENET_DEPLOY = "weights/bvlc_googlenet.deploy.prototxt";
    private static final String GOOGLENET_TRAINING = "weights/bvlc_googlenet.train_val.prototxt";
    private static final String SQUEEZENET = "weights/squeezenet_v1.1.caffemodel";
    private static final String SQUEEZENET_DEPLOY = "weights/squeezenet_v1.1.deploy.prototxt";

    @TempDir
    Path folder;

    @Test
    void googlenet_with_its_definition_and_labels_becomes_a_model_file() throws IOException {
        Path target = folder.resolve("googlenet.safetensors");
        CaffeConverter.Settings settings = new CaffeConverter.Settings(
                SharedData.file(GOOGLENET),
                Optional.of(SharedData.file(GOOGLENET_DEPLOY)),
                Optional.of(SharedData.file("weights/synset_words.txt")),
                Optional.empty(),
                Optional.of("bvlc_googlenet"),
                Optional.of("unrestricted"));
        CaffeConverter.Conversion conversion = CaffeConverter.convert(settings, target, false);
        assertEquals(List.of(), conversion.ignored());

        ModelVerifier.Report report = ModelVerifier.verify(target);
        // conv1, conv2 reduce and 3x3, nine modules of six, one classifier: 58 layers with a bias each.
        assertEquals(116, report.tensors());
        assertEquals(6_998_552, report.parameters());
        assertEquals(List.of(), report.unused());

        try (ModelFile file = ModelFile.open(target)) {
            Model model = file.model();
            assertEquals("n01514668 cock", model.labels().get(7));
            assertEquals(1000, model.labels().size());
            assertEquals(List.of(104f, 117f, 123f), model.preprocessing().mean());
            assertEquals(List.of(104f, 116f, 122f), model.dreamPreprocessing().mean());
            assertEquals("bvlc_googlenet.caffemodel", model.metadata().get(ModelMetadata.SOURCE_FILE));
            assertEquals("unrestricted", model.metadata().get(ModelMetadata.LICENCE));
            assertEquals(report.sha256(), file.sha256());
            assertEquals(new Shape(224, 224, 3), model.definition().inputShape());
            assertEquals(
                    nodes(conversion.model().definition()),
                    nodes(model.definition()),
                    "the definition survives a round trip");

            Tensor classifier = model.weights().weight("loss3/classifier").orElseThrow();
            assertEquals(List.of(1000, 1024, 1, 1), classifier.shape());
            Tensor same =
                    conversion.model().weights().weight("loss3/classifier").orElseThrow();
            assertEquals(0, Arrays.compare(same.values(), classifier.values()));
            assertEquals(
                    List.of(64, 3, 7, 7),
                    model.weights().weight("conv1/7x7_s2").orElseThrow().shape());
            assertEquals(Optional.empty(), model.weights().weight("pool1/3x3_s2"));
        }
    }

    @Test
    void conversion_gives_the_same_bytes_every_time() throws IOException {
        CaffeConverter.Settings settings = CaffeConverter.Settings.of(SharedData.file(SQUEEZENET));
        CaffeConverter.convert(settings, folder.resolve("a.safetensors"), false);
        CaffeConverter.convert(settings, folder.resolve("b.safetensors"), false);
        assertEquals(-1, Files.mismatch(folder.resolve("a.safetensors"), folder.resolve("b.safetensors")));
    }

    @Test
    void googlenet_without_a_definition_gives_the_same_layers() throws IOException {
        NetworkDefinition deploy = definition(GOOGLENET_DEPLOY);
        Path weights = SharedData.file(GOOGLENET);
        NetworkDefinition snapshot = NetworkReader.read(
                weights.toString(), CaffeModelReader.read(weights).net());
        assertEquals(nodes(deploy), nodes(snapshot));
    }

    @Test
    void the_training_definition_of_googlenet_loses_its_auxiliary_classifiers() throws IOException {
        NetworkDefinition training = definition(GOOGLENET_TRAINING);
        assertEquals(nodes(definition(GOOGLENET_DEPLOY)), nodes(training));
        assertTrue(training.nodes().stream().noneMatch(node -> node.name().startsWith("loss1/")));
    }

    @Test
    void the_training_definition_of_googlenet_fits_its_weights() throws IOException {
        CaffeConverter.Settings settings = new CaffeConverter.Settings(
                SharedData.file(GOOGLENET),
                Optional.of(SharedData.file(GOOGLENET_TRAINING)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Model model = CaffeConverter.read(settings).model();
        assertEquals(List.of(104f, 117f, 123f), model.preprocessing().mean());
        assertEquals(List.of(104f, 116f, 122f), model.dreamPreprocessing().mean());
    }

    @Test
    void squeezenet_with_and_without_its_definition_gives_the_same_layers() throws IOException {
        NetworkDefinition deploy = definition(SQUEEZENET_DEPLOY);
        Path weights = SharedData.file(SQUEEZENET);
        NetworkDefinition snapshot = NetworkReader.read(
                weights.toString(), CaffeModelReader.read(weights).net());
        assertEquals(nodes(deploy), nodes(snapshot));
        assertEquals(
                new InputLayer(new Shape(227, 227, 3)), snapshot.node("data").layer());
        assertEquals(
                new ConvolutionLayer(64, 3, 3, 2, 2, 0, 0, 1, 1, 1, true),
                snapshot.node("conv1").layer());
    }

    @Test
    void weights_of_another_network_are_refused_by_name() {
        Path weights = SharedData.file(SQUEEZENET);
        CaffeConverter.Settings settings = new CaffeConverter.Settings(
                weights,
                Optional.of(SharedData.file(GOOGLENET_DEPLOY)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        WeightFormatException e = assertThrows(WeightFormatException.class, () -> CaffeConverter.read(settings));
        assertTrue(e.getMessage().contains("conv1/7x7_s2"), e.getMessage());
    }

    @Test
    void weights_and_definition_that_are_mixed_up_are_told_apart() {
        WeightFormatException text = assertThrows(
                WeightFormatException.class, () -> CaffeModelReader.read(SharedData.file(GOOGLENET_DEPLOY)));
        assertTrue(text.getMessage().contains("a .prototxt, not a Caffe model"), text.getMessage());
        WeightFormatException binary =
                assertThrows(WeightFormatException.class, () -> PrototxtReader.read(SharedData.file(GOOGLENET)));
        assertTrue(binary.getMessage().contains("no network definition"), binary.getMessage());
    }

    @Test
    void caffe_s_own_reference_files_are_read() throws IOException {
        try (Safetensors file = Safetensors.open(SharedData.file("reference/cat-224x224.safetensors"))) {
            assertEquals("bvlc_googlenet", file.metadata().get("model"));
            assertEquals(List.of(3, 224, 224), file.tensor("input").shape());
            assertEquals(List.of(1000), file.tensor("prob").shape());
        }
    }

    private static NetworkDefinition definition(String relative) throws IOException {
        Path file = SharedData.file(relative);
        NetParameter net = PrototxtReader.read(file);
        return NetworkReader.read(file.toString(), net);
    }

    private static List<Node> nodes(NetworkDefinition definition) {
        return List.copyOf(definition.nodes());
    }
}
