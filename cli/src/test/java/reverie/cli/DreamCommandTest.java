package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.report.Version;
import reverie.engine.image.Image;
import reverie.weights.ModelFile;
import reverie.weights.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code dream}, from its arguments to the picture. */
class DreamCommandTest {

    /** A short dream. */
    private static final List<String> SHORT = List.of("--octaves=2", "--iterations=2");

    /** How options are named that {@link #SHORT} must not set a second time. */
    private static final Pattern OCTAVES = Pattern.compile("--(octaves|num-octaves|pyramid-size)\\b.*");

    private static final Pattern ITERATIONS = Pattern.compile("--(iterations|steps|itern)\\b.*");

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;

    @TempDir
    Path folder;

    private Path out;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 80);
    }

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("dream.png");
    }

    private Invocation dream(Object... more) {
        List<Object> all = new ArrayList<>(List.of(more));
        for (Pattern option : List.of(OCTAVES, ITERATIONS)) {
            if (all.stream().noneMatch(word -> option.matcher(word.toString()).matches())) {
                all.addAll(SHORT.stream().filter(option.asMatchPredicate()).toList());
            }
        }
        return Invocation.of("dream", photo, "-m", model, "-o", out, all);
    }

    private byte[] bytes(Object... more) throws IOException {
        Files.deleteIfExists(out);
        dream(more).succeeds();
        return Files.readAllBytes(out);
    }

    private float[] pixels(Object... more) throws IOException {
        bytes(more);
        return PhotoReader.read(out).rgb();
    }

    private static JsonNode recipe(Path picture) throws IOException {
        Map<String, String> texts = PictureMetadata.read(picture);
        return JsonMapper.shared().readTree(texts.get(Recipe.KEY));
    }

    @Test
    void a_photo_becomes_a_dream_with_its_recipe() throws IOException {
        Invocation run = Invocation.of(
                        "dream",
                        SmallModel.winter(),
                        "-m",
                        model,
                        "-o",
                        out,
                        "--size",
                        200,
                        "--octaves",
                        3,
                        "--octave-scale",
                        1.5,
                        "--iterations",
                        2,
                        "--step",
                        2.5,
                        "--jitter",
                        7,
                        "--seed",
                        42,
                        "--backend",
                        "vector",
                        "--layer",
                        "4c")
                .succeeds();

        assertEquals(out + System.lineSeparator(), run.out());
        assertTrue(run.err().contains("octave 3/3    200 x 150 "), run::toString);
        assertTrue(run.err().contains("inception_4c/output"), run::toString);
        Image dream = PhotoReader.read(out);
        assertEquals("200 x 150", dream.width() + " x " + dream.height());

        JsonNode recipe = recipe(out);
        String sha256;
        try (ModelFile file = ModelFile.open(model)) {
            sha256 = file.sha256();
        }
        String expected = """
                {"reverie":"%s","photo":"winter.jpg","photo_sha256":"%s","width":200,"height":150,"model":"small",
                "model_sha256":"%s","layer":"inception_4c/output","noise":false,"octaves":3,"octave_scale":1.5,
                "iterations":2,"step":2.5,"step_norm":"meanabs","blur":0.0,"tv":0.0,"l2":0.0,"keep_colours":false,
                "jitter":7,"tile":0,"seed":42,"objective":"l2","power":2.0,"backend":"vector","exact":false,
                "iterations_done":6,"objective_before":%s,"objective_after":%s}""".formatted(
                        Version.number(),
                        sha256(SmallModel.winter()),
                        sha256,
                        recipe.get("objective_before"),
                        recipe.get("objective_after"));
        assertEquals(JsonMapper.shared().readTree(expected), recipe);
        assertTrue(
                recipe.get("objective_after").asDouble()
                        > recipe.get("objective_before").asDouble(),
                recipe::toString);
        assertEquals("reverie " + Version.number(), PictureMetadata.read(out).get("Software"));
    }

    private static String sha256(Path file) throws IOException {
        return Sha256.of(MemorySegment.ofArray(Files.readAllBytes(file)));
    }

    @Test
    void those_who_ask_are_told_what_the_memory_is_for() {
        Invocation run = Invocation.of(
                        "dream",
                        SmallModel.winter(),
                        "-m",
                        model,
                        "-o",
                        out,
                        "--size=64",
                        "--iterations=1",
                        "--octaves=2",
                        "-v")
                .succeeds();
        assertTrue(
                run.errLines()
                        .getFirst()
                        .matches("memory: about \\d+ MB \\(activations and gradients \\d+, weights \\d+, scratch \\d+,"
                                + " pictures \\d+\\); Java may use \\d+ MB"),
                run::toString);
    }

    /** Everything that the recipe says, given again, is the same file. */
    @Test
    void a_recipe_can_be_followed() throws IOException {
        byte[] first = bytes("--jitter=5", "--step=-1.25", "--seed=-9");
        JsonNode recipe = recipe(out);
        byte[] again = bytes(
                "--layer",
                recipe.get("layer").asString(),
                "--octaves",
                recipe.get("octaves"),
                "--octave-scale",
                recipe.get("octave_scale"),
                "--iterations",
                recipe.get("iterations"),
                "--step=" + recipe.get("step"),
                "--jitter",
                recipe.get("jitter"),
                "--blur",
                recipe.get("blur"),
                "--step-norm",
                recipe.get("step_norm").asString(),
                "--power",
                recipe.get("power"),
                "--seed=" + recipe.get("seed"),
                "--backend",
                recipe.get("backend").asString());
        assertArrayEquals(first, again);
    }

    @Test
    void the_seed_fixes_the_file_whatever_the_number_of_threads() throws IOException {
        byte[] one = bytes("--threads", 1);
        for (int threads : List.of(2, 3, 8)) {
            assertArrayEquals(one, bytes("--threads", threads), threads + " threads");
        }
        assertArrayEquals(one, bytes());
        assertFalse(Arrays.equals(pixels(), pixels("--seed", 2)));
    }

    @Test
    void the_reference_dreams_nearly_the_same() throws IOException {
        float[] vector = pixels("--backend", "vector", "--iterations", 1);
        float[] reference = pixels("--backend", "reference", "--iterations", 1);
        assertEquals("reference", recipe(out).get("backend").asString());
        int differing = 0;
        for (int i = 0; i < vector.length; i++) {
            differing += Math.abs(vector[i] - reference[i]) > 1 ? 1 : 0;
        }
        assertTrue(differing < vector.length / 100, "%d of %d values differ".formatted(differing, vector.length));
    }

    @ParameterizedTest
    @CsvSource({
        "--steps=3, --iterations=3",
        "--itern=3, --iterations=3",
        "--step-size=2, --step=2",
        "--lr=2, --step=2",
        "--learning-rate=2, --step=2",
        "--num-octaves=3, --octaves=3",
        "--pyramid-size=3, --octaves=3",
        "--octavescale=1.6, --octave-scale=1.6",
        "--pyramid-ratio=1.6, --octave-scale=1.6",
        "--octave-scale=0.625, --octave-scale=1.6",
        "--layer=4c, --layer=inception_4c/output",
        "--layer=mixed4c, --layer=inception_4c/output",
        "--layer=inception_4c, --layer=inception_4c/output",
        "--layer=INCEPTION_4C/1X1, --layer=inception_4c/1x1",
    })
    void what_other_tools_call_it_means_the_same(String other, String ours) throws IOException {
        assertArrayEquals(bytes(ours), bytes(other));
    }

    @Test
    void without_a_name_the_dream_lies_beside_the_photo() throws IOException {
        Path here = Files.copy(photo, folder.resolve("a winter's évening.of.2026.png"));
        Path expected = folder.resolve("a winter's évening.of.2026.inception_4c-output.png");
        Invocation run =
                Invocation.of("dream", here, "-m", model, SHORT, "-l", "4c").succeeds();
        assertEquals(expected + System.lineSeparator(), run.out());
        assertEquals(
                here.getFileName().toString(), recipe(expected).get("photo").asString());
        assertEquals(2, Listing.of(folder).contents().size() - 1);
    }

    @Test
    void only_force_overwrites() throws IOException {
        Files.writeString(out, "precious");
        Listing before = Listing.of(folder);
        String error = dream().refusal();
        assertTrue(error.contains(out.toString()) && error.contains("--force"), error);
        assertEquals(before, Listing.of(folder));

        dream("--force").succeeds();
        assertEquals(80, PhotoReader.read(out).width());
        assertEquals(1, Listing.of(folder).contents().size() - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dream.jpg", "DREAM.JPEG"})
    void the_name_asks_for_a_jpeg(String name) throws IOException {
        out = folder.resolve(name);
        byte[] bytes = bytes();
        assertEquals("ff d8", "%02x %02x".formatted(bytes[0], bytes[1]));
        assertEquals(80, PhotoReader.read(out).width());
    }

    @Test
    void a_photo_is_scaled_down_never_up() throws IOException {
        pixels("--size", 500);
        assertEquals(80, PhotoReader.read(out).width());
        pixels("--size", 41);
        assertEquals(41, PhotoReader.read(out).width());
    }

    @Test
    void a_jitter_larger_than_the_picture_goes_round() throws IOException {
        assertEquals(80 * 60 * 3, pixels("--jitter", 1000).length);
    }

    @Test
    void a_photo_to_which_nothing_responds_stays_as_it_is() throws IOException {
        Path dead = deadModel();
        Path black = SmallModel.plain(folder.resolve("black.png"), 40, 30);
        Invocation run = Invocation.of("dream", black, "-m", dead, SHORT, "-o", out, "-l", "conv1/relu_7x7")
                .succeeds();
        assertTrue(run.err().contains("warning: 4 of 4 steps were left out"), run::toString);
        assertFalse(run.err().contains("NaN") || run.err().contains("Infinity"), run::toString);
        assertArrayEquals(PhotoReader.read(black).rgb(), PhotoReader.read(out).rgb());
        assertEquals(4, recipe(out).get("iterations_done").asInt());
    }

    /** All weights and biases are 0. */
    private Path deadModel() throws IOException {
        byte[] bytes = Files.readAllBytes(model);
        int header = (int) TamperedModel.headerBytes(bytes);
        Arrays.fill(bytes, 8 + header, bytes.length, (byte) 0);
        return Files.write(folder.resolve("dead.safetensors"), bytes);
    }

    /** Progress is for people, the path for scripts. */
    @Test
    void stdout_holds_the_path_and_nothing_else() {
        Invocation run = dream().succeeds();
        assertEquals(out + System.lineSeparator(), run.out());
        List<String> lines = run.errLines();
        assertEquals(4, lines.size(), run::toString);
        assertTrue(lines.getFirst().contains("model small, layer inception_4c/output, 80 x 60 pixels, seed 1"));
        assertTrue(Stream.of(1, 2).allMatch(i -> lines.get(i).startsWith("octave " + i + "/2 ")), run::toString);
        assertTrue(lines.getLast().matches("objective .* -> .* \\(.*-fold\\)"), run::toString);
    }
}
