package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PictureMetadata;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.SharedData;
import reverie.weights.Safetensors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The networks that people publish, from Caffe's files to a dream. */
class PublishedNetworksTest {

    private static final double COSINE = 0.99999;
    private static final double GRADIENT_ERROR = 5e-3; // near-ties in max pooling differ between engines

    /** 14.4-fold was measured; other widths of vectors make another dream of the same kind. */
    private static final double SKY_FOLD = 7;

    @TempDir
    static Path folder;

    private static Path googlenet;
    private static Path squeezenet;

    @BeforeAll
    static void convert() {
        googlenet = convert("bvlc_googlenet");
        squeezenet = convert("squeezenet_v1.1");
    }

    private static Path convert(String name) {
        Path out = folder.resolve(name + ".safetensors");
        Invocation run = Invocation.of(
                        "weights",
                        "convert",
                        SharedData.file("weights/" + name + ".caffemodel"),
                        "--definition",
                        SharedData.file("weights/" + name + ".deploy.prototxt"),
                        "--labels",
                        SharedData.file("weights/synset_words.txt"),
                        "-o",
                        out)
                .succeeds();
        assertEquals(out + System.lineSeparator(), run.out());
        return out;
    }

    private static JsonNode recipe(Path picture) throws IOException {
        return JsonMapper.shared().readTree(PictureMetadata.read(picture).get(Recipe.KEY));
    }

    private static double fold(Path picture) throws IOException {
        JsonNode recipe = recipe(picture);
        return recipe.get("objective_after").asDouble()
                / recipe.get("objective_before").asDouble();
    }

    @Test
    void both_are_sound() {
        String first = Invocation.of("weights", "verify", googlenet).succeeds().out();
        assertTrue(first.contains("143 layers, 116 tensors, 6998552 parameters"), first);
        String second =
                Invocation.of("weights", "verify", squeezenet).succeeds().out();
        assertTrue(second.contains("tensors, 1235496 parameters"), second);
    }

    @Test
    void layers_are_those_of_the_papers() {
        List<String> lines = Invocation.of("layers", "-m", googlenet)
                .succeeds()
                .out()
                .lines()
                .map(line -> line.replaceAll(" {2,}", " | "))
                .toList();
        assertTrue(lines.contains("conv1/7x7_s2 | Convolution | 112 x 112 x 64 | 7 | 2 | 118,013,952 | 9,472"));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("inception_4c/output | Concat | 14 x 14 x 512 |")));
        Invocation squeeze = Invocation.of("layers", "-m", squeezenet).succeeds();
        assertTrue(
                squeeze.out().lines().anyMatch(line -> line.matches("fire6/concat +Concat +14 x 14 x 384 .*")),
                squeeze::toString);
    }

    @Test
    void both_see_a_cat() {
        for (Path model : List.of(googlenet, squeezenet)) {
            Invocation run = Invocation.of("classify", SharedData.file("images/cat.jpg"), "-m", model)
                    .succeeds();
            List<String> lines = run.out().lines().toList();
            assertEquals(5, lines.size(), run::toString);
            assertTrue(lines.getFirst().matches("0\\.\\d{4} {2}n\\d{8} .*\\bcat\\b.*"), run::toString);
        }
    }

    @Test
    void a_trace_has_the_gradient_that_caffe_computed() throws IOException {
        Path reference = SharedData.file("reference/cat-224x224.safetensors");
        Path out = folder.resolve("trace.safetensors");
        Invocation.of("trace", "--input", reference, "-m", googlenet, "-l", "3a", "-l", "4c", "-o", out)
                .succeeds();
        try (Safetensors expected = Safetensors.open(reference);
                Safetensors actual = Safetensors.open(out)) {
            for (String name : List.of("gradient:inception_3a/output", "gradient:inception_4c/output")) {
                float[] caffe = expected.tensor(name).values();
                float[] ours = actual.tensor(name).values();
                assertEquals(expected.tensor(name).shape(), actual.tensor(name).shape());
                double cosine = FloatAssert.cosine(caffe, ours);
                double error = FloatAssert.relativeError(caffe, ours);
                assertTrue(cosine >= COSINE, "%s: cosine %s".formatted(name, cosine));
                assertTrue(error <= GRADIENT_ERROR, "%s: relative error %s".formatted(name, error));
            }
        }
    }

    @Test
    void googlenet_dreams_of_the_sky() throws IOException {
        Path out = folder.resolve("sky.png");
        Invocation run = Invocation.of(
                        "dream", SharedData.file("images/sky1024px.jpg"), "-m", googlenet, "--size", 256, "-o", out)
                .succeeds();
        assertEquals("inception_4c/output", recipe(out).get("layer").asString());
        assertEquals(40, recipe(out).get("iterations_done").asInt());
        assertTrue(fold(out) >= SKY_FOLD, run::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "goldfish, 1, goldfish",
        "carassius auratus, 1, goldfish",
        "n01443537, 1, goldfish",
        "golfdish, 1, goldfish",
        "1, 1, goldfish",
        "tabby, 281, tabby",
        "labrador, 208, labrador retriever",
    })
    void classes_are_found_among_a_thousand(String text, String number, String label) throws IOException {
        Path out = folder.resolve("class.png");
        Invocation run = classDream(text, out).succeeds();
        assertEquals(number, recipe(out).get("class").asString());
        assertTrue(run.errLines().getFirst().contains(", class " + label + ", "), run::toString);
    }

    @Test
    void a_class_that_may_be_many_is_refused_with_numbers() {
        String error = classDream("terrier", folder.resolve("never.png")).refusal();
        assertTrue(
                error.matches("error: 'terrier' may be \\d+ classes: \\d+ \\(.*terrier\\), .* and others; .*"), error);
    }

    private static Invocation classDream(String text, Path out) {
        return Invocation.of(
                "dream",
                SharedData.file("images/cat.jpg"),
                "-m",
                googlenet,
                "--size=320",
                "--octaves=1",
                "--iterations=1",
                "--class",
                text,
                "--force",
                "-o",
                out);
    }

    @Test
    void squeezenet_dreams_of_the_cat() throws IOException {
        Path out = folder.resolve("cat.png");
        Invocation run = Invocation.of(
                        "dream",
                        SharedData.file("images/cat.jpg"),
                        "-m",
                        squeezenet,
                        "--size",
                        128,
                        "--octaves",
                        2,
                        "--iterations",
                        5,
                        "-o",
                        out)
                .succeeds();
        assertEquals("fire6/concat", recipe(out).get("layer").asString());
        assertTrue(fold(out) >= 1.5, run::toString);
    }
}
