package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import reverie.engine.image.Image;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code compare}, from its arguments to the folder. */
class CompareCommandTest {

    private static final List<String> SHORT = List.of("--octaves=2", "--iterations=3");

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
        out = folder.resolve("a comparison");
    }

    private Invocation compare(Object... more) {
        return Invocation.of("compare", photo, "-m", model, SHORT, "-o", out, List.of(Invocation.words(more)));
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(Listing.of(out).contents().keySet());
        names.remove("");
        return names;
    }

    private JsonNode json() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(out.resolve("compare.json")));
    }

    private JsonNode change(String text) throws IOException {
        for (JsonNode change : json().get("changes")) {
            if (change.get("change").asString().equals(text)) {
                return change;
            }
        }
        throw new AssertionError("no change %s in %s".formatted(text, json()));
    }

    /** The cells of a line; none of these has a comma or quotes. */
    private List<String> line(String file, int number) throws IOException {
        return List.of(Files.readAllLines(out.resolve(file)).get(number).split(",", -1));
    }

    @Test
    void the_folder_has_a_report_tables_and_pictures() throws IOException {
        Invocation run = compare("--change=mirror,noise=2").succeeds();
        assertEquals(
                Set.of(
                        "index.html",
                        "compare.csv",
                        "growth.csv",
                        "compare.json",
                        "photo.png",
                        "dream.png",
                        "again.dream.png",
                        "rounding.photo.png",
                        "rounding.dream.png",
                        "mirror.photo.png",
                        "mirror.dream.png",
                        "noise-2.photo.png",
                        "noise-2.dream.png"),
                names());
        assertTrue(run.err().contains("5 dreams of 83 x 62 pixels"), run::toString);
        assertTrue(run.err().contains("5/5  noise 2"), run::toString);
        List<String> lines = run.out().lines().toList();
        assertEquals(out.resolve("index.html").toString(), lines.getLast());
        assertEquals(
                List.of("change", "again", "rounding", "mirror", "noise"),
                lines.subList(0, 5).stream().map(line -> line.split(" ", 2)[0]).toList());
        assertTrue(lines.getFirst().endsWith("per step"), run::toString);
        assertEquals(1 + 4, Files.readAllLines(out.resolve("compare.csv")).size());
        assertEquals(
                1 + 4 * 2 * 3, Files.readAllLines(out.resolve("growth.csv")).size());
        String page = Files.readString(out.resolve("index.html"));
        assertTrue(page.contains("byte for byte"), "the page says what came out");
        assertTrue(page.contains("reverie compare "), "the page says how it was made");
    }

    /** Row one is dreamt, not assumed: its picture is there, and its file the same. */
    @Test
    void the_same_dream_again_is_the_same_file_as_that_of_reverie_dream() throws IOException {
        compare("--change=pixel").succeeds();
        byte[] dream = Files.readAllBytes(out.resolve("dream.png"));
        assertArrayEquals(dream, Files.readAllBytes(out.resolve("again.dream.png")));
        assertTrue(change("again").get("identical").asBoolean());
        assertEquals(0, change("again").get("dreams_rmse").asDouble());
        assertFalse(change("pixel=1").get("identical").asBoolean());
        Path single = folder.resolve("single.png");
        Invocation.of("dream", photo, "-m", model, SHORT, "-o", single).succeeds();
        assertArrayEquals(Files.readAllBytes(single), dream);
    }

    @Test
    void the_same_command_gives_the_same_numbers_and_another_seed_others() throws IOException {
        compare("--change=noise=3,seeds=2").succeeds();
        List<byte[]> first = new ArrayList<>();
        List<String> files = List.of("compare.csv", "growth.csv", "compare.json", "noise-3.dream.png");
        for (String file : files) {
            first.add(Files.readAllBytes(out.resolve(file)));
        }
        compare("--change=noise=3,seeds=2", "--force", "--threads=1").succeeds();
        for (int i = 0; i < files.size(); i++) {
            assertArrayEquals(first.get(i), Files.readAllBytes(out.resolve(files.get(i))), files.get(i));
        }
        compare("--change=noise=3,seeds=2", "--force", "--seed=5").succeeds();
        assertFalse(Arrays.equals(first.getFirst(), Files.readAllBytes(out.resolve("compare.csv"))));
    }

    @Test
    void the_numbers_are_those_of_the_pictures() throws IOException {
        compare("--change=swap=rb,shift=5").succeeds();
        // Eight bits of a photo are kept exactly; dreams are rounded as they are saved.
        assertEquals(
                rootMeanSquare("photo.png", "swap-rb.photo.png"),
                change("swap=rb").get("photos_rmse").asDouble(),
                1e-9);
        assertEquals(
                rootMeanSquare("dream.png", "shift-5.dream.png"),
                change("shift=5").get("dreams_rmse").asDouble(),
                0.05);
        JsonNode shift = change("shift=5");
        assertEquals(
                shift.get("dreams_rmse").asDouble() / shift.get("photos_rmse").asDouble(),
                shift.get("amplification").asDouble(),
                1e-12);
        assertTrue(
                shift.get("undone_rmse").asDouble() < shift.get("dreams_rmse").asDouble());
        assertTrue(change("rounding").get("photos_rmse").asDouble() < 1e-4);
        assertTrue(change("rounding").get("dreams_rmse").asDouble() > 0);
        assertTrue(change("rounding").get("undone_rmse").isNull());
        int steps = 0;
        for (JsonNode distance : change("rounding").get("growth")) {
            assertTrue(distance.asDouble() >= 0);
            steps++;
        }
        assertEquals(2 * 3, steps);
    }

    private double rootMeanSquare(String first, String second) throws IOException {
        Image a = PhotoReader.read(out.resolve(first));
        Image b = PhotoReader.read(out.resolve(second));
        double squares = 0;
        for (int i = 0; i < a.rgb().length; i++) {
            squares += Math.pow((double) a.rgb()[i] - b.rgb()[i], 2);
        }
        return Math.sqrt(squares / a.rgb().length);
    }

    @Test
    void seeds_have_a_mean_and_a_deviation_and_can_be_replayed() throws IOException {
        compare("--change=seeds=3").succeeds();
        assertTrue(names().containsAll(
                        Set.of("seeds-mean.png", "seeds-deviation.png", "seed-1.dream.png", "seed-2.dream.png")));
        assertFalse(names().contains("seed-1.photo.png"));
        assertEquals(0, change("seed=+1").get("photos_rmse").asDouble());
        assertTrue(change("seed=+1").get("dreams_rmse").asDouble() > 1);
        assertTrue(change("seed=+1").get("amplification").isNull());
        assertEquals(3, change("seed=+2").get("seed").asInt());
        JsonNode recipe = JsonMapper.shared()
                .readTree(PictureMetadata.read(out.resolve("seed-2.dream.png")).get(Recipe.KEY));
        assertEquals(3, recipe.get("seed").asInt());
        Image mean = PhotoReader.read(out.resolve("seeds-mean.png"));
        Image one = PhotoReader.read(out.resolve("dream.png"));
        Image two = PhotoReader.read(out.resolve("seed-1.dream.png"));
        Image three = PhotoReader.read(out.resolve("seed-2.dream.png"));
        for (int i = 0; i < mean.rgb().length; i++) {
            assertEquals((one.rgb()[i] + two.rgb()[i] + three.rgb()[i]) / 3, mean.rgb()[i], 1.01, "value " + i);
        }
    }

    @Test
    void layers_and_classes_are_compared() throws IOException {
        compare("--change=mirror", "--look=conv1/7x7_s2,pool5").succeeds();
        List<String> header = line("compare.csv", 0);
        assertTrue(
                header.contains("dreams_cosine conv1/7x7_s2") && header.contains("photos_cosine pool5"),
                header::toString);
        assertEquals(1, change("again").get("dreams_cosine").get("pool5").asDouble());
        assertTrue(change("mirror").get("dreams_cosine").get("conv1/7x7_s2").asDouble() < 0.9999);
        assertEquals(5, json().get("classes_compared").asInt());
        assertEquals(5, change("mirror").get("photos_common_classes").asInt()); // of five that there are
    }

    /** All that a dream may be told matters here too. */
    @ParameterizedTest
    @CsvSource({"--layer=pool1/norm1", "--step=3", "--size=60", "--tv=0.2", "--mask=%s"})
    void options_of_a_dream_apply(String option) throws IOException {
        compare("--change=pixel").succeeds();
        byte[] usual = Files.readAllBytes(out.resolve("dream.png"));
        Path mask = SmallModel.photo(folder.resolve("mask.png"), 40);
        compare("--change=pixel", "--force", option.formatted(mask)).succeeds();
        assertFalse(Arrays.equals(usual, Files.readAllBytes(out.resolve("dream.png"))), option);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--change=swop=rb | did you mean swap?",
                "--change=noise=1000 | must be from 0 to 128",
                "--change=clone=0,0,60,60-70,0 | not all inside the photo of 83 x 62",
                "--change=shift=83 | only 83 pixels wide",
                "--noise | nothing to compare",
                "--look=nowhere | no layer 'nowhere'",
                "--look=loss3/classifier | no such layer can run",
                "--layer=nowhere | no layer 'nowhere'",
            })
    void what_cannot_be_meant_is_refused(String option, String why) {
        Invocation run = compare(option);
        assertTrue(run.refusal().contains(why), run::toString);
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(Files.notExists(out));
    }

    @Test
    void files_that_are_there_are_not_overwritten_without_force() throws IOException {
        Files.createDirectory(out);
        Files.writeString(out.resolve("mirror.dream.png"), "mine");
        Invocation run = compare("--change=mirror");
        assertTrue(run.refusal().contains("mirror.dream.png is there already"), run::toString);
        assertEquals(Set.of("mirror.dream.png"), names());
        Files.writeString(out.resolve("notes.txt"), "mine too");
        compare("--change=mirror", "--force").succeeds();
        assertEquals("mine too", Files.readString(out.resolve("notes.txt")));
        assertTrue(PhotoReader.read(out.resolve("mirror.dream.png")).width() == 83);
        assertTrue(compare("--change=mirror").refusal().contains("is there already"));
    }

    @Test
    void the_photo_itself_is_never_overwritten() throws IOException {
        Files.createDirectory(out);
        Path inside = Files.copy(photo, out.resolve("photo.png"));
        Invocation run = Invocation.of("compare", inside, "-m", model, SHORT, "-o", out, "--force");
        assertTrue(run.refusal().contains("its own photo"), run::toString);
        assertArrayEquals(Files.readAllBytes(photo), Files.readAllBytes(inside));
    }

    /** With everything at its default but for the size of the dreams. */
    @Test
    void without_arguments_the_winter_scene_is_compared() throws IOException {
        Invocation.of("compare", "--size=96", "--octaves=1", "--iterations=2", "-o", out)
                .succeeds();
        List<String> changes = new ArrayList<>();
        json().get("changes").forEach(change -> changes.add(change.get("change").asString()));
        assertEquals(
                List.of(
                        "again",
                        "rounding",
                        "seed=+1",
                        "seed=+2",
                        "pixel=1",
                        "noise=2",
                        "jpeg=95",
                        "brightness=4",
                        "swap=rb",
                        "mirror",
                        "shift=8"),
                changes);
    }
}
