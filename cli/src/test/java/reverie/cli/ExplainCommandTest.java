package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

    private static final Pattern PICTURE = Pattern.compile("src=\"(data:image/[^\"]+)\"");

    @TempDir
    static Path folder;

    private static Path model;
    private static Path photo;

    @BeforeAll
    static void makeModel() throws IOException {
        model = SmallModel.model(folder.resolve("model.safetensors"));
        photo = SmallModel.photo(folder.resolve("photo.png"), 80);
    }

    private static Invocation explain(Path page, Object... arguments) {
        return Invocation.of(
                "explain",
                photo,
                "-m",
                model,
                "-o",
                page,
                "--force",
                "--octaves=2",
                "--iterations=2",
                "--threads=1",
                List.of(arguments));
    }

    private static String page(String name, Object... arguments) throws IOException {
        Path page = folder.resolve(name);
        explain(page, arguments).succeeds();
        return Files.readString(page);
    }

    private static List<String> pictures(String page) {
        List<String> pictures = new ArrayList<>();
        Matcher matcher = PICTURE.matcher(page);
        while (matcher.find()) {
            pictures.add(matcher.group(1));
        }
        return pictures;
    }

    @Test
    void all_of_it_is_on_the_page_and_in_short_on_the_terminal() throws IOException {
        Path page = folder.resolve("all.html");
        Invocation run = explain(page).succeeds();
        List<String> lines = run.out().lines().toList();
        assertEquals(page.toString(), lines.getLast());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("inception_4c/3x3_reduce  ")), run::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.matches("derivative by all pixels, .*: agrees")), run::toString);
        assertEquals(
                5,
                lines.stream()
                        .filter(line -> line.matches("0\\.\\d{4}  n\\d .*"))
                        .count(),
                run::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("+ gradient normalisation: 2 octaves × 2 steps")));
        String text = Files.readString(page);
        for (String layer : List.of("conv1/7x7_s2", "pool1/norm1", "inception_4c/output")) {
            assertTrue(text.contains("<code>" + layer + "</code>"), layer);
        }
        assertFalse(text.contains("<code>pool5</code>"), "what lies behind the layer is not on the way to it");
        assertTrue(text.contains("<code>reverie explain " + photo), "the command is in the footer");
        // The photo, 14 layers, the places, what was classified with three maps, and four dreams.
        assertEquals(1 + 14 + 1 + 4 + 4, pictures(text).size());
        assertEquals(3, text.split("<svg", -1).length - 1, "two pixels and the way along the gradient");
        assertEquals(text, page("again.html").replace("again.html", "all.html"), "the same command, another page");
    }

    @Test
    void the_layer_ends_the_way() throws IOException {
        String text = page("conv.html", "--layer=pool1/norm1");
        assertTrue(text.contains("<code>pool1/3x3_s2</code>"));
        assertFalse(text.contains("inception_4c/1x1"));
    }

    @Test
    void pixels_are_checked_where_they_are_asked_for() throws IOException {
        Path page = folder.resolve("pixels.html");
        Invocation run = explain(page, "--pixel=3,5", "--pixel=70,40").succeeds();
        for (String place : List.of("3,5", "70,40")) {
            assertTrue(run.out().contains("of pixel %s: backward ".formatted(place)), run::toString);
        }
        assertEquals(3, Files.readString(page).split("<svg", -1).length - 1);
    }

    @Test
    void the_class_that_is_asked_for_is_looked_for() throws IOException {
        List<String> fir = pictures(page("fir.html", "--class=fir"));
        String page = page("hill.html", "--class=hill");
        assertTrue(page.contains("What follows is about hill"));
        List<String> hill = pictures(page);
        int gradient = 1 + 14 + 1 + 1;
        assertEquals(fir.subList(0, gradient), hill.subList(0, gradient));
        assertNotEquals(fir.get(gradient), hill.get(gradient));
        assertEquals(fir.subList(gradient + 3, fir.size()), hill.subList(gradient + 3, hill.size()), "no dream of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--step=4", "--jitter=3", "--octave-scale=1.2", "--seed=9", "--noise", "--blur=1"})
    void options_of_a_dream_are_those_of_the_last_one(String option) throws IOException {
        String usual = pictures(page("usual.html")).getLast();
        assertNotEquals(usual, pictures(page("other.html", option)).getLast());
    }

    @Test
    void another_size_is_another_picture() throws IOException {
        assertTrue(page("small.html", "--size=48").contains("48 × 36 pixels"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pixel=80,3 | there is no pixel 80,3",
                "--pixel=3 | not of the form X,Y",
                "--pixel=-1,3 | not of the form X,Y",
                "--layer=3b,4c | did you mean",
                "--layer=conv1/7x7_s2,4c | one layer",
                "--layer=4c*2 | one layer",
                "--layer=inception_4c/* | one layer",
                "--class=owl | no class 'owl'",
                "--class=fir*2 | one class",
                "--class=fir --class=hill | one class",
                "--step=0 | step size",
                "--power=1.5 --layer=4c:1 | --power",
            })
    void what_cannot_be_meant_is_refused_in_a_line(String arguments, String reason) {
        Path page = folder.resolve("refused.html");
        Invocation run = explain(page, (Object[]) arguments.split(" ", -1));
        assertTrue(run.failure().contains(reason), run::toString);
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(Files.notExists(page));
    }

    @Test
    void a_guide_is_refused() {
        explain(folder.resolve("guided.html"), "--guide", photo).failure();
    }

    @Test
    void too_little_memory_is_said_before_any_work() {
        Invocation run = explain(folder.resolve("memory.html"), "--max-memory=1200K");
        assertEquals(1, run.exitCode(), run::toString);
        assertTrue(run.failure().contains("memory"), run::toString);
    }

    @Test
    void a_page_that_is_there_stays() throws IOException {
        Path page = Files.writeString(folder.resolve("mine.html"), "mine");
        Invocation.of("explain", photo, "-m", model, "-o", page).refusal();
        assertEquals("mine", Files.readString(page));
    }

    @Test
    void the_page_lies_beside_the_photo() throws IOException {
        Path mine = SmallModel.photo(folder.resolve("mine.png"), 40);
        Invocation.of("explain", mine, "-m", model, "--iterations=1", "--octaves=1")
                .succeeds();
        assertTrue(Files.exists(folder.resolve("mine.explain.html")));
    }

    @Test
    void nothing_responds_to_a_black_picture_and_the_page_says_so() throws IOException {
        Path black = SmallModel.plain(folder.resolve("black.png"), 40, 40);
        Path page = folder.resolve("black.html");
        Invocation.of("explain", black, "-m", model, "--layer=pool5", "-o", page, "--octaves=1", "--iterations=1")
                .succeeds();
        assertTrue(Files.readString(page).contains("From gradient ascent to a dream"));
    }

    @Test
    void the_bundled_model_is_explained() throws IOException {
        Path small = SmallModel.photo(folder.resolve("winter.png"), 96);
        Path page = folder.resolve("bundled.html");
        Invocation run = Invocation.of("explain", small, "-o", page, "--iterations=1", "--octaves=2", "--layer=3a")
                .succeeds();
        assertTrue(run.out().contains("derivative by all pixels, along the gradient"), run::toString);
        assertFalse(run.out().contains("DISAGREE"), run::toString);
        assertTrue(Files.readString(page).contains("Grad-CAM"));
    }
}
