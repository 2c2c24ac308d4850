package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.picture.PhotoReader;
import reverie.cli.report.Version;
import reverie.engine.image.Image;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.weights.ModelFile;
import reverie.weights.Safetensors;
import reverie.weights.SafetensorsWriter;
import reverie.weights.SafetensorsWriter.Item;

/** Every command but {@code dream}, doing what it is for. */
class CommandLineTest {

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 47);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dream",
                "layers",
                "classify",
                "fool",
                "trace",
                "weights",
                "weights list",
                "weights fetch",
                "weights convert",
                "weights info",
                "weights verify",
                "backends",
                "bench",
                "tune"
            })
    void help_goes_to_stdout(String command) {
        List<String> words = command.isEmpty() ? List.of() : List.of(command.split(" "));
        Invocation help = Invocation.of(words, "--help").succeeds();
        assertEquals("", help.err());
        assertTrue(help.out().startsWith("Usage: reverie " + command), help::toString);
        assertTrue(help.out().lines().noneMatch(line -> line.contains("${") || line.contains("null")), help::toString);
    }

    @Test
    void help_tells_the_defaults_and_hides_the_aliases() {
        // Help is folded to the width of the terminal, wherever that falls.
        String help = Invocation.of("dream", "--help").succeeds().out().replaceAll("\\s+", " ");
        for (String text :
                List.of("notebook's 4;", "notebook's 1.4.", "notebook's 10.", "notebook's 1.5.", "Default: 32.")) {
            assertTrue(help.contains(text), () -> text + " is not in" + System.lineSeparator() + help);
        }
        assertTrue(!help.contains("--lr") && !help.contains("--itern"), help);
    }

    @Test
    void the_version() {
        String out = Invocation.of("--version").succeeds().out();
        assertTrue(out.startsWith("reverie " + Version.number()), out);
        assertTrue(Version.number().matches("\\d+\\.\\d+.*"), out);
    }

    @Test
    void backends_are_listed() {
        List<String> lines = Invocation.of("backends").succeeds().out().lines().toList();
        assertTrue(lines.getFirst().startsWith("vector      usable: "), lines::toString);
        assertTrue(lines.get(1).startsWith("reference   usable: "), lines::toString);
        assertTrue(lines.get(2).matches("opencl      (not )?usable: .*"), lines::toString);
    }

    @Test
    void layers_are_listed_with_their_sums() {
        Invocation run = Invocation.of("layers", "-m", model).succeeds();
        List<String> lines =
                run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")).toList();
        assertTrue(lines.contains("conv1/7x7_s2 | Convolution | 16 x 16 x 8 | 7 | 2 | 301,056 | 1,184"), run::toString);
        assertTrue(lines.contains("pool1/3x3_s2 | Pooling | 8 x 8 x 8 | 11 | 4"), run::toString);
        assertTrue(lines.contains("inception_4c/output | Concat | 8 x 8 x 16 | 19 | 4"), run::toString);
        assertTrue(lines.contains("loss3/classifier | InnerProduct | 1 x 1 x 5 | 47 | 4 | 80 | 85"), run::toString);
        assertEquals(2 + 18, lines.size(), run::toString);
        // 301056 + 64 * (48 + 32 + 216 + 32) + 80; 1184 + 54 + 36 + 222 + 36 + 85
        assertEquals("18 layers | 322,128 | 1,617", lines.getLast());
    }

    @Test
    void layers_at_another_size_and_those_that_cannot_run_there() {
        Invocation run =
                Invocation.of("layers", "-m", model, "--input-size", "67x40").succeeds();
        List<String> lines =
                run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")).toList();
        assertTrue(lines.contains("data | Input | 40 x 67 x 3 | 1 | 1"), run::toString);
        assertTrue(lines.contains("loss3/classifier | InnerProduct | cannot run at this size"), run::toString);
    }

    @Test
    void classes_come_likeliest_first_and_as_many_as_asked_for() {
        Invocation all =
                Invocation.of("classify", photo, "-m", model, "--top", 99).succeeds();
        List<String> lines = all.out().lines().toList();
        assertEquals(5, lines.size(), all::toString);
        List<Double> probabilities = lines.stream()
                .map(line -> Double.parseDouble(line.substring(0, line.indexOf(' '))))
                .toList();
        assertEquals(
                probabilities.stream().sorted((a, b) -> Double.compare(b, a)).toList(), probabilities);
        assertEquals(1, probabilities.stream().mapToDouble(p -> p).sum(), 1e-3);
        assertTrue(lines.stream().allMatch(line -> SmallModel.LABELS.contains(line.substring(8))), all::toString);

        Invocation two =
                Invocation.of("classify", photo, "-m", model, "--top", 2).succeeds();
        assertEquals(lines.subList(0, 2), two.out().lines().toList());
    }

    @Test
    void of_several_photos_each_is_named() {
        Invocation run = Invocation.of("classify", photo, SmallModel.winter(), "-m", model, "--top=1")
                .succeeds();
        List<String> lines = run.out().lines().toList();
        assertEquals(4, lines.size(), run::toString);
        assertEquals(List.of(photo.toString(), SmallModel.winter().toString()), List.of(lines.get(0), lines.get(2)));
    }

    /** The file holds what the library computes, for every layer, in Caffe's order. */
    @Test
    void a_trace_of_a_photo() throws IOException {
        List<String> layers = List.of("conv1/7x7_s2", "conv1/relu_7x7", "inception_4c/3x3", "inception_4c/output");
        Path out = folder.resolve("trace.safetensors");
        List<String> options = new ArrayList<>();
        layers.forEach(layer -> options.addAll(List.of("--layer", layer)));
        Invocation run =
                Invocation.of("trace", photo, "-m", model, options, "-o", out).succeeds();
        assertEquals(out + System.lineSeparator(), run.out());

        Image image = PhotoReader.read(photo);
        try (ModelFile file = ModelFile.open(model);
                Backend backend = new ReferenceBackend();
                Safetensors trace = Safetensors.open(out)) {
            assertEquals(1 + 2 * layers.size(), trace.tensors().size());
            assertEquals(file.sha256(), trace.metadata().get("model_sha256"));
            Model small = file.model();
            Shape size = new Shape(image.height(), image.width(), 3);
            float[] input = small.preprocessing().toInput(image);
            assertTensor(trace, "input", size, input, 0);
            for (String layer : layers) {
                Pass pass = new Network(small.definition(), small.weights(), backend)
                        .prepare(image.height(), image.width(), layer);
                backend.write(input, pass.input());
                pass.forwardTo(layer);
                float[] activation = backend.read(pass.activation(layer));
                var map = pass.activation(layer);
                Shape shape = new Shape(map.height(), map.width(), map.channels());
                assertTensor(trace, "activation:" + layer, shape, activation, 1e-5);
                backend.write(activation, pass.gradient(layer)); // d(1/2 a^2) / da = a
                pass.backwardFrom(layer);
                assertTensor(trace, "gradient:" + layer, size, backend.read(pass.inputGradient()), 1e-4);
            }
        }
    }

    private static void assertTensor(Safetensors file, String name, Shape shape, float[] channelsLast, double bound)
            throws IOException {
        Tensor tensor = file.tensor(name);
        assertEquals(List.of(shape.channels(), shape.height(), shape.width()), tensor.shape(), name);
        double error = FloatAssert.relativeError(ChannelsFirst.fromChannelsLast(channelsLast, shape), tensor.values());
        assertTrue(error <= bound, "%s: relative error %s".formatted(name, error));
    }

    /** Short forms and repetitions are one layer; threads and runs make no difference. */
    @Test
    void a_trace_of_a_ready_input() throws IOException {
        Path first = folder.resolve("first.safetensors");
        Invocation.of("trace", photo, "-m", model, "-l", "4c", "-o", first, "--threads=1")
                .succeeds();
        Path second = folder.resolve("second.safetensors");
        Invocation.of("trace", "--input", first, "-m", model, "-l", "4c", "-l", "inception_4c", "-o", second)
                .succeeds();
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));

        Path third = folder.resolve("third.safetensors");
        Invocation.of("trace", "-i", first, "-m", model, "-l", "4c", "-o", third, "--backend=reference")
                .succeeds();
        try (Safetensors vector = Safetensors.open(first);
                Safetensors reference = Safetensors.open(third)) {
            assertEquals("reference", reference.metadata().get("backend"));
            for (String name : vector.tensors().keySet()) {
                double error = FloatAssert.relativeError(
                        reference.tensor(name).values(), vector.tensor(name).values());
                assertTrue(error < 1e-5, "%s: relative error %s".formatted(name, error));
            }
        }
    }

    @Test
    void without_a_name_the_trace_lies_beside_its_input() throws IOException {
        Path here = Files.copy(photo, folder.resolve("winter.small.png"));
        Path trace = folder.resolve("winter.small.trace.safetensors");
        Invocation run = Invocation.of("trace", here, "-m", model, "-l", "4c").succeeds();
        assertEquals(trace + System.lineSeparator(), run.out());
        assertTrue(
                Invocation.of("trace", here, "-m", model, "-l", "4c").refusal().contains("--force"));
        Invocation.of("trace", here, "-m", model, "-l", "4c", "--force").succeeds();
        assertEquals(2, Listing.of(folder).contents().size() - 1);
    }

    /** A layer of the classifier runs at the size that the network was made for. */
    @Test
    void a_trace_of_the_classifier() throws IOException {
        Path input = folder.resolve("input.safetensors");
        float[] values = new float[3 * SmallModel.SIZE * SmallModel.SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (i * 37) % 255 - 120;
        }
        try (var out = Files.newOutputStream(input)) {
            SafetensorsWriter.write(
                    out, Map.of(), List.of(Item.of("input", List.of(3, SmallModel.SIZE, SmallModel.SIZE), values)));
        }
        Path out = folder.resolve("out.safetensors");
        Invocation.of("trace", "-i", input, "-m", model, "-l", "prob", "-l", "loss3/classifier", "-o", out)
                .succeeds();
        try (Safetensors trace = Safetensors.open(out)) {
            assertEquals(List.of(5, 1, 1), trace.tensor("activation:prob").shape());
            assertArrayEquals(values, trace.tensor("input").values());
        }
    }

    @Test
    void weights_are_converted_described_and_verified() throws IOException {
        Path caffemodel = SmallModel.caffemodel(folder.resolve("net.caffemodel"));
        Path definition = SmallModel.definition(folder.resolve("net.prototxt"));
        Path labels = SmallModel.labels(folder.resolve("labels.txt"));
        Path out = folder.resolve("net.safetensors");
        Invocation run = Invocation.of(
                        "weights",
                        "convert",
                        caffemodel,
                        "-d",
                        definition,
                        "--labels",
                        labels,
                        "--mean",
                        "1,2.5,3",
                        "--name",
                        "winter net",
                        "--licence",
                        "mine",
                        "-o",
                        out)
                .succeeds();
        assertEquals(out + System.lineSeparator(), run.out());
        assertEquals(List.of(), run.errLines());

        String info = Invocation.of("weights", "info", out).succeeds().out().replaceAll(" {2,}", " | ");
        for (String line : List.of(
                "network | small",
                "layers | 18",
                "made for | 32 x 32 pixels",
                "labels | 5",
                "mean_pixel | 1,2.5,3",
                "name | winter net",
                "licence | mine",
                "source_file | net.caffemodel",
                "channel_order | BGR")) {
            assertTrue(info.lines().anyMatch(line::equals), () -> line + " is not in" + System.lineSeparator() + info);
        }
        Invocation verified = Invocation.of("weights", "verify", out).succeeds();
        assertTrue(
                verified.out().startsWith(out + " is sound: small, 18 layers, 12 tensors, 1617 parameters"),
                verified::toString);

        assertTrue(Invocation.of("weights", "convert", caffemodel, "-o", out)
                .refusal()
                .contains("--force"));
        byte[] before = Files.readAllBytes(out);
        Invocation.of(
                        "weights",
                        "convert",
                        caffemodel,
                        "--labels",
                        labels,
                        "--mean=1,2.5,3",
                        "--name=winter net",
                        "--licence=mine",
                        "-o",
                        out,
                        "--force")
                .succeeds();
        assertArrayEquals(before, Files.readAllBytes(out), "with its own definition and with another's");
        assertEquals(4, Listing.of(folder).contents().size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "Vector", ""})
    void an_unknown_backend_is_refused(String name) {
        Invocation run = Invocation.of("classify", photo, "-m", model, "--backend", name);
        String error = run.refusal();
        assertEquals(2, run.exitCode());
        assertTrue(error.contains("'" + name + "'") && error.contains("vector, reference"), error);
    }

    @Test
    void those_who_ask_see_where_an_error_arose() {
        Invocation run = Invocation.of("layers", "-m", folder.resolve("none.safetensors"), "--stacktrace");
        assertEquals(1, run.exitCode());
        assertTrue(run.err().startsWith("error: ") && run.err().contains("\tat reverie."), run::toString);
        Invocation first = Invocation.of("--stacktrace", "layers", "-m", folder.resolve("none.safetensors"));
        assertTrue(first.err().contains("\tat reverie."), first::toString);
    }
}
