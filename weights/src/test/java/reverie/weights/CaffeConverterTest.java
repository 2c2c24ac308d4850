package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.engine.network.Model;
import reverie.weights.CaffeConverter.Settings;
import reverie.weights.proto.Caffe.BlobProto;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;
import reverie.weights.proto.Caffe.TransformationParameter;

class CaffeConverterTest {

    @TempDir
    Path folder;

    @Test
    void both_layouts_become_the_same_model() throws IOException {
        Path target1 = folder.resolve("v1.safetensors");
        Path target2 = folder.resolve("v2.safetensors");
        CaffeConverter.convert(settings(SmallNets.v1()), target1, false);
        CaffeConverter.convert(settings(SmallNets.v2()), target2, false);
        try (ModelFile v1 = ModelFile.open(target1);
                ModelFile v2 = ModelFile.open(target2)) {
            assertEquals(
                    List.copyOf(v1.model().definition().nodes()),
                    List.copyOf(v2.model().definition().nodes()));
            for (String tensor : List.of("conv/weight", "conv/bias", "classifier/weight", "classifier/bias")) {
                assertArrayEquals(
                        v1.file().tensor(tensor).values(),
                        v2.file().tensor(tensor).values(),
                        tensor);
            }
            assertEquals(
                    List.of(2, 4, 3, 3), v1.file().tensor("classifier/weight").shape());
            assertEquals(List.of(4, 3, 2, 3), v1.file().tensor("conv/weight").shape());
            assertArrayEquals(
                    floats(SmallNets.blob(4, 3, 2, 3)),
                    v2.file().tensor("conv/weight").values());
        }
    }

    @Test
    void a_definition_of_its_own_counts_and_other_layers_are_ignored() throws IOException {
        NetParameter.Builder net = SmallNets.v2()
                .addLayer(SmallNets.layer("extra", "InnerProduct", "conv", "extra")
                        .addBlobs(SmallNets.blob(1, 36)));
        net.getLayerBuilder(0).setType("something else");
        CaffeConverter.Conversion conversion = CaffeConverter.read(with(settings(net), definition(SmallNets.DEPLOY)));
        assertEquals(List.of("extra"), conversion.ignored());
        assertEquals(List.of(), conversion.notes());
    }

    @Test
    void shapes_that_differ_are_named() {
        NetParameter.Builder net = SmallNets.v2();
        net.getLayerBuilder(0).setBlobs(0, SmallNets.blob(4, 3, 3, 3));
        assertEquals("layer 'conv': the file has weights of 4x3x3x3, the definition needs 4x3x2x3", messageOf(net));
        net = SmallNets.v2();
        net.getLayerBuilder(2).setBlobs(1, SmallNets.blob(3));
        assertEquals("layer 'classifier': the file has a bias of 3, the definition needs 2", messageOf(net));
    }

    @Test
    void a_shape_that_promises_more_values_than_there_are_is_named() {
        NetParameter.Builder net = SmallNets.v2();
        net.getLayerBuilder(0).getBlobsBuilder(0).clearData();
        assertEquals("layer 'conv': weights of 4x3x2x3 should have 72 values, the file has 0", messageOf(net));
    }

    @Test
    void missing_layers_and_blobs_are_named() {
        NetParameter.Builder net = SmallNets.v2();
        net.getLayerBuilder(2).clearBlobs();
        assertEquals("has no weights for 1 of the 2 layers that need them: classifier", messageOf(net));
        net = SmallNets.v2();
        net.getLayerBuilder(2).removeBlobs(1);
        assertEquals("layer 'classifier' has 1 blobs of weights, the definition needs 2", messageOf(net));
    }

    @Test
    void weights_that_are_not_finite_are_refused_and_nothing_is_left() throws IOException {
        for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            NetParameter.Builder net = SmallNets.v2();
            net.getLayerBuilder(0).getBlobsBuilder(0).setData(5, value);
            Path target = folder.resolve("bad.safetensors");
            WeightFormatException e = assertThrows(
                    WeightFormatException.class, () -> CaffeConverter.convert(settings(net), target, false));
            assertTrue(e.getMessage().contains("layer 'conv'"), e.getMessage());
            assertFalse(Files.exists(target));
        }
    }

    @Test
    void labels_are_kept_as_they_are_and_counted() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.txt"), "n01514668 cock\r\nn01514859 hen, fowl\n\n");
        Settings settings = settings(SmallNets.v2());
        Path target = folder.resolve("m.safetensors");
        CaffeConverter.convert(labelled(settings, labels), target, false);
        try (ModelFile file = ModelFile.open(target)) {
            assertEquals(
                    List.of("n01514668 cock", "n01514859 hen, fowl"),
                    file.model().labels());
        }
        Files.writeString(labels, "one\n");
        WeightFormatException e = assertThrows(
                WeightFormatException.class, () -> CaffeConverter.convert(labelled(settings, labels), target, true));
        assertTrue(e.getMessage().contains("1 labels, but the network tells 2 classes apart"), e.getMessage());
    }

    @Test
    void a_mean_that_is_given_counts_for_dreams_too() throws IOException {
        Settings settings = settings(SmallNets.v2());
        Model usual = CaffeConverter.read(settings).model();
        assertEquals(List.of(104f, 117f, 123f), usual.preprocessing().mean());
        assertEquals(List.of(104f, 116f, 122f), usual.dreamPreprocessing().mean());
        List<Float> mean = List.of(103.939f, 116.779f, 123.68f);
        Path target = folder.resolve("m.safetensors");
        CaffeConverter.convert(
                new Settings(
                        settings.weights(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(mean),
                        Optional.of("vgg"),
                        Optional.of("CC BY 4.0")),
                target,
                false);
        try (ModelFile file = ModelFile.open(target)) {
            assertEquals(mean, file.model().preprocessing().mean());
            assertEquals(mean, file.model().dreamPreprocessing().mean());
            assertEquals("vgg", file.model().metadata().get(ModelMetadata.NAME));
            assertEquals("CC BY 4.0", file.model().metadata().get(ModelMetadata.LICENCE));
        }
    }

    @Test
    void what_the_snapshot_did_to_pictures_counts() throws IOException {
        TransformationParameter.Builder transform = TransformationParameter.newBuilder();
        Model model = CaffeConverter.read(settings(
                        trained(transform.addMeanValue(90).addMeanValue(100).addMeanValue(110))))
                .model();
        assertEquals(List.of(90f, 100f, 110f), model.preprocessing().mean());
        assertEquals(List.of(90f, 100f, 110f), model.dreamPreprocessing().mean());

        CaffeConverter.Conversion file = CaffeConverter.read(
                settings(trained(TransformationParameter.newBuilder().setMeanFile("m.binaryproto"))));
        assertEquals(1, file.notes().size());
        assertTrue(file.notes().getFirst().contains("m.binaryproto"));

        Settings scaled = settings(trained(TransformationParameter.newBuilder().setScale(0.017f)));
        WeightFormatException e = assertThrows(WeightFormatException.class, () -> CaffeConverter.read(scaled));
        assertTrue(e.getMessage().contains("multiplied by 0.017"), e.getMessage());
    }

    @Test
    void grey_networks_are_refused() throws IOException {
        NetParameter.Builder net = SmallNets.v2();
        net.getInputShapeBuilder(0).setDim(1, 1);
        net.getLayerBuilder(0).setBlobs(0, SmallNets.blob(4, 1, 2, 3));
        Settings settings = settings(net);
        WeightFormatException e = assertThrows(
                WeightFormatException.class,
                () -> CaffeConverter.convert(settings, folder.resolve("grey.safetensors"), false));
        assertTrue(e.getMessage().contains("pictures of 1 channels"), e.getMessage());
    }

    @Test
    void a_model_file_is_not_overwritten_unasked() throws IOException {
        Settings settings = settings(SmallNets.v2());
        Path target = folder.resolve("m.safetensors");
        CaffeConverter.convert(settings, target, false);
        assertThrows(FileAlreadyExistsException.class, () -> CaffeConverter.convert(settings, target, false));
        CaffeConverter.convert(settings, target, true);
    }

    @Test
    void files_that_are_something_else_are_told_in_one_sentence() throws IOException {
        Map<String, String> kinds = new TreeMap<>(Map.of(
                "", "is an empty file",
                "<!DOCTYPE html><html>404</html>", "is a web page",
                "name: \"x\"\nlayer { name: \"a\" }", "is a text file, it seems a .prototxt",
                "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull",
                "\n\u0003abc", "has no layers"));
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            Path file = Files.writeString(folder.resolve("kind.caffemodel"), kind.getKey());
            WeightFormatException e = assertThrows(WeightFormatException.class, () -> CaffeModelReader.read(file));
            assertTrue(e.getMessage().contains(kind.getValue()), e.getMessage());
        }
        WeightFormatException none = assertThrows(WeightFormatException.class, () -> CaffeModelReader.read(folder));
        assertTrue(none.getMessage().contains("is a folder"), none.getMessage());
    }

    private Settings settings(NetParameter.Builder net) throws IOException {
        return Settings.of(SmallNets.write(folder.resolve("net.caffemodel"), net));
    }

    private Path definition(String text) throws IOException {
        return Files.writeString(folder.resolve("net.prototxt"), text);
    }

    private static Settings with(Settings settings, Path definition) {
        return new Settings(
                settings.weights(),
                Optional.of(definition),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Settings labelled(Settings settings, Path labels) {
        return new Settings(
                settings.weights(),
                Optional.empty(),
                Optional.of(labels),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The small network as it is saved during training: with the layer that loads pictures. */
    private static NetParameter.Builder trained(TransformationParameter.Builder transform) {
        NetParameter.Builder net = SmallNets.v2().clearInput().clearInputShape();
        net.getLayerBuilder(2).setBlobs(0, SmallNets.blob(2, 4 * 3 * 2));
        return net.addLayer(
                0,
                LayerParameter.newBuilder()
                        .setName("data")
                        .setType("Data")
                        .addTop("data")
                        .addTop("label")
                        .setTransformParam(transform.setCropSize(4)));
    }

    /** What is wrong, without the name of the file. */
    private String messageOf(NetParameter.Builder net) {
        WeightFormatException e = assertThrows(WeightFormatException.class, () -> CaffeConverter.read(settings(net)));
        return e.getMessage()
                .substring(e.getMessage().lastIndexOf("caffemodel'") + "caffemodel'".length())
                .replaceFirst("^:? ", "");
    }

    private static float[] floats(BlobProto blob) {
        float[] values = new float[blob.getDataCount()];
        for (int i = 0; i < values.length; i++) {
            values[i] = blob.getData(i);
        }
        return values;
    }
}
