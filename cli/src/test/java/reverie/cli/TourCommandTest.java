package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code tour}, from its arguments to the folder. */
class TourCommandTest {

    private static final Set<String> MAIN = Set.of(
            "00-original.png",
            "01-conv1-7x7_s2.png",
            "03-pool1-3x3_s2.png",
            "04-pool1-norm1.png",
            "14-inception_4c-output.png",
            "15-pool5.png",
            "index.html");

    private static final String MODULE = "14-inception_4c-output.png";

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
        photo = SmallModel.photo(common.resolve("winter.png"), 83);
    }

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("a tour");
    }

    private Invocation tour(Object... more) {
        return tourOf(photo, model, more);
    }

    private Invocation tourOf(Path picture, Path network, Object... more) {
        return Invocation.of(
                "tour", picture, "-m", network, "--iterations=2", "-o", out, List.of(Invocation.words(more)));
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(Listing.of(out).contents().keySet());
        names.remove("");
        return names;
    }

    private String page() throws IOException {
        return Files.readString(out.resolve("index.html"));
    }

    @Test
    void a_picture_for_each_layer_and_a_page() throws IOException {
        Invocation run = tour().succeeds();
        assertEquals(MAIN, names());
        assertEquals(out.resolve("index.html") + System.lineSeparator(), run.out());
        assertArrayEquals(
                PhotoReader.read(photo).rgb(),
                PhotoReader.read(out.resolve("00-original.png")).rgb());
        assertTrue(
                run.err().contains("left out: layer loss3/classifier cannot run on a picture of 83 x 62: "),
                run::toString);
        assertTrue(run.err().contains("pool5: 3 of 4 octaves: "), run::toString);
        assertTrue(run.err().contains("5/5  pool5  objective "), run::toString);
        String page = page();
        assertTrue(page.contains("<bdi>winter.png</bdi>, dreamt at 5 layers of <bdi>small</bdi>"));
        assertTrue(page.contains("<li><code>loss3/classifier</code> "));
        assertTrue(page.contains("title=\"4c\"") || page.contains(">4c<"));
    }

    /** Whatever a tour shares between layers, each picture is what {@code reverie dream} makes. */
    @Test
    void a_picture_is_the_dream_at_that_layer() throws IOException {
        List<Object> options = List.of("--seed=5", "--step=3", "--tv=0.1", "--guide", SmallModel.winter());
        tour(options, "--layers=4c,pool1/norm1").succeeds();
        Path single = folder.resolve("single.png");
        for (String name : List.of(MODULE, "04-pool1-norm1.png")) {
            String layer = name.equals(MODULE) ? "4c" : "pool1/norm1";
            Invocation.of("dream", photo, "-m", model, "--iterations=2", options, "-l", layer, "-o", single, "--force")
                    .succeeds();
            assertArrayEquals(Files.readAllBytes(single), Files.readAllBytes(out.resolve(name)), name);
        }
        JsonNode recipe = JsonMapper.shared()
                .readTree(PictureMetadata.read(out.resolve(MODULE)).get(Recipe.KEY));
        assertEquals("inception_4c/output", recipe.get("layer").asString());
        assertEquals("winter.jpg", recipe.get("guide").asString());
    }

    @Test
    void on_a_picture_of_the_networks_own_size_the_classifier_is_there() throws IOException {
        Path small = SmallModel.plain(folder.resolve("small.png"), SmallModel.SIZE, SmallModel.SIZE);
        tourOf(small, model, "--layers=pool5,loss3/*").succeeds();
        assertTrue(names().contains("16-loss3-classifier.png"), () -> names().toString());
    }

    @Test
    void a_second_time_nothing_is_dreamt() {
        tour().succeeds();
        Listing first = Listing.of(out);
        Invocation again = tour().succeeds();
        assertFalse(again.err().contains("objective"), again::toString);
        assertEquals(first, Listing.of(out));
    }

    @Test
    void what_is_missing_is_made_again() throws IOException {
        tour().succeeds();
        Listing first = Listing.of(out);
        for (String name : List.of("00-original.png", MODULE, "index.html")) {
            Files.delete(out.resolve(name));
        }
        Files.writeString(out.resolve(".%s.999999999.part".formatted(MODULE)), "of a process that was killed");
        Files.writeString(out.resolve(".15-pool5.png.999999999.part"), "of another");
        Invocation again = tour().succeeds();
        assertEquals(
                1,
                again.errLines().stream()
                        .filter(line -> line.contains("objective"))
                        .count(),
                again::toString);
        assertEquals(first, Listing.of(out));
    }

    @Test
    void tours_of_other_layers_share_a_folder() throws IOException {
        tour("--layers=4c").succeeds();
        byte[] picture = Files.readAllBytes(out.resolve(MODULE));
        Invocation wider = tour("--layers=inception_4c/*").succeeds();
        assertFalse(wider.err().contains("inception_4c/output  objective"), wider::toString);
        assertArrayEquals(picture, Files.readAllBytes(out.resolve(MODULE)));
        assertEquals(10 + 2, names().size());
    }

    /** Whichever file is in the way is found before anything is written. */
    @ParameterizedTest
    @CsvSource({
        "--seed=2, 'seed is 1 there and 2 here'",
        "--size=70, 00-original.png is there already and another picture",
        "--iterations=3, 'iterations is 2 there and 3 here'"
    })
    void another_tours_folder_is_refused(String option, String why) throws IOException {
        tour("--layers=pool5").succeeds();
        Listing before = Listing.of(out);
        List<String> changed = option.startsWith("--iterations") ? List.of(option) : List.of("--iterations=2", option);
        Invocation other = Invocation.of("tour", photo, "-m", model, "-o", out, changed);
        assertEquals(2, other.exitCode(), other::toString);
        assertTrue(other.failure().contains(why), other::toString);
        assertTrue(other.failure().contains("--force"), other::toString);
        assertEquals(before, Listing.of(out));
        Invocation.of("tour", photo, "-m", model, "-o", out, "--force", changed).succeeds();
        assertEquals(MAIN, names());
        assertNotEquals(before, Listing.of(out));
    }

    @ParameterizedTest
    @CsvSource({"index.html, no tour", "15-pool5.png, no whole PNG", "00-original.png, another picture"})
    void a_file_of_somebody_elses_is_refused(String name, String why) throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve(name), "mine");
        Invocation run = tour();
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(run.failure().contains(why), run::toString);
        assertEquals(Set.of(name), names());
        assertEquals("mine", Files.readString(out.resolve(name)));
        tour("--force").succeeds();
        assertEquals(MAIN, names());
    }

    @Test
    void other_files_in_the_folder_stay() throws IOException {
        Files.createDirectory(out);
        Path inside = Files.copy(photo, out.resolve("winter.png"));
        Files.writeString(out.resolve("notes.txt"), "mine");
        tourOf(inside, model, "--layers=pool5").succeeds();
        assertEquals("mine", Files.readString(out.resolve("notes.txt")));
        assertArrayEquals(Files.readAllBytes(photo), Files.readAllBytes(inside));
    }

    @Test
    void a_photo_under_a_name_of_the_tour_is_not_overwritten() throws IOException {
        Files.createDirectory(out);
        Path inside = Files.copy(photo, out.resolve("15-pool5.png"));
        Invocation run = tourOf(inside, model, "--force");
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(run.failure().contains("its own photo"), run::toString);
        assertArrayEquals(Files.readAllBytes(photo), Files.readAllBytes(inside));
    }

    @ParameterizedTest
    @CsvSource({"--layer=4c", "--class=cabin", "-l=pool5"})
    void an_objective_is_refused(String option) {
        Invocation run = tour(option);
        assertTrue(run.refusal().contains("--layers"), run::toString);
        assertEquals(2, run.exitCode(), run::toString);
        assertFalse(Files.exists(out));
    }

    @Test
    void a_file_instead_of_a_folder_is_refused() throws IOException {
        Files.writeString(out, "mine");
        Invocation run = tour();
        assertTrue(run.refusal().contains("must be a folder"), run::toString);
        assertEquals("mine", Files.readString(out));
    }

    @Test
    void layers_that_do_not_exist_are_refused() {
        Invocation run = tour("--layers=pool1/norm1,inception_4d");
        assertTrue(run.refusal().contains("no layer 'inception_4d'; did you mean"), run::toString);
        assertFalse(Files.exists(out));
    }

    @Test
    void a_photo_that_is_too_small_for_all() throws IOException {
        Path tiny = SmallModel.plain(folder.resolve("tiny.png"), 9, 7);
        Invocation run = tourOf(tiny, model, "--layers=pool5,loss3/classifier");
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.failure().contains("none of 2 layers can run on this photo"), run::toString);
        assertFalse(Files.exists(out));
    }

    @Test
    void as_many_octaves_as_are_asked_for_or_none() {
        Invocation run = tour("--octaves=4", "--layers=pool1/norm1,pool5").succeeds();
        assertTrue(run.err().contains("left out: "), run::toString);
        assertEquals(Set.of("00-original.png", "04-pool1-norm1.png", "index.html"), names());
    }

    /** The layer above one branch of the module overflows; those below and beside it do not. */
    @Test
    void a_layer_that_fails_does_not_take_the_others_with_it() throws IOException {
        Path damaged = withValue("inception_4c/3x3/weight", 3e38f);
        Invocation run = tourOf(photo, damaged, "--layers=pool1/norm1,inception_4c/3x3,inception_4c/pool_proj");
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.err().contains("failed: the objective at inception_4c/3x3 is not a number"), run::toString);
        assertTrue(run.err().contains("2 of 3 layers are dreamt"), run::toString);
        assertEquals(
                Set.of("00-original.png", "04-pool1-norm1.png", "12-inception_4c-pool_proj.png", "index.html"),
                names());
        assertTrue(page().contains("<li><code>inception_4c/3x3</code> the "));
    }

    /** Behind ReLUs that never fire nothing is left to climb. */
    @Test
    void where_nothing_responds_the_page_says_so() throws IOException {
        Path dead = withValue("conv1/7x7_s2/bias", -1e6f);
        for (int time = 0; time < 2; time++) { // the second time from the files
            Invocation run =
                    tourOf(photo, dead, "--layers=conv1/7x7_s2,pool1/3x3_s2,4c").succeeds();
            for (String layer : List.of("pool1/3x3_s2", "inception_4c/output")) {
                assertTrue(
                        run.err().contains("warning: %s: nothing here responds to this picture".formatted(layer)),
                        run::toString);
                assertTrue(
                        page().contains("<li><code>%s</code> nothing here responds to this picture".formatted(layer)));
            }
            assertTrue(page().contains("dreamt at 1 layer of"));
        }
        assertArrayEquals(
                PhotoReader.read(photo).rgb(),
                PhotoReader.read(out.resolve("03-pool1-3x3_s2.png")).rgb());
    }

    /** The model with all values of one tensor set to the same. */
    private Path withValue(String tensor, float value) throws IOException {
        byte[] file = Files.readAllBytes(model);
        int header = (int) TamperedModel.headerBytes(file);
        JsonNode offsets = JsonMapper.shared()
                .readTree(new String(file, Long.BYTES, header, StandardCharsets.UTF_8))
                .get(tensor)
                .get("data_offsets");
        ByteBuffer values = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = offsets.get(0).asInt(); at < offsets.get(1).asInt(); at += Float.BYTES) {
            values.putFloat(Long.BYTES + header + at, value);
        }
        return Files.write(folder.resolve("tampered.safetensors"), file);
    }
}
