package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.picture.PhotoReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code fool} without a photo, with the bundled model. */
class FoolFromNothingTest {

    private static final String CACTUS = "--target=cactus";

    @TempDir
    Path folder;

    private Path picture;

    @BeforeEach
    void nameOutput() {
        picture = folder.resolve("nothing.png");
    }

    private Invocation fool(Object... more) {
        return Invocation.of("fool", "-m", "bundled", "-o", picture, List.of(Invocation.words(more)));
    }

    private JsonNode json() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("nothing.json")));
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(Listing.of(folder).contents().keySet());
        names.remove("");
        return names;
    }

    /** Not what the command says, but what {@code classify} says of the file. */
    private double classified(String label) {
        String line = Invocation.of("classify", "-m", "bundled", "--top=59", picture)
                .succeeds()
                .out()
                .lines()
                .filter(each -> each.endsWith("  " + label))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(0, line.indexOf(' ')));
    }

    @ParameterizedTest
    @CsvSource({"noise, cactus", "grey, balloon", "cppn, cactus"})
    void the_file_is_what_the_network_is_certain_of(String start, String label) throws IOException {
        Invocation run = fool("--from", start, "--target", label).succeeds();
        assertEquals(Set.of("nothing.png", "nothing.html", "nothing.json"), names());
        assertTrue(run.out().contains("wanted  " + label), run::toString);
        assertTrue(run.out().lines().toList().contains(picture.toString()), run::toString);
        assertTrue(classified(label) >= 0.99);
        assertEquals(classified(label), json().get("probability").asDouble(), 1e-4);
        assertTrue(json().get("fooled").asBoolean());
        assertEquals(64, PhotoReader.read(picture).height());
        assertEquals(4, json().get("treated").size());
        assertEquals(json().get("genome") != null, start.equals("cppn"));
        assertTrue(Files.readString(folder.resolve("nothing.html")).contains(label + " from nothing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--from=noise", "--from=cppn", "--from=noise --evolve"})
    void a_seed_is_one_picture(String how) throws IOException {
        List<String> options = List.of(how.split(" "));
        fool(options, CACTUS, "--budget=30", "--seed=3");
        byte[] first = Files.readAllBytes(picture);
        fool(options, CACTUS, "--budget=30", "--seed=3", "--threads=1", "--force");
        assertArrayEquals(first, Files.readAllBytes(picture));
        fool(options, CACTUS, "--budget=30", "--seed=4", "--force");
        assertFalse(Arrays.equals(first, Files.readAllBytes(picture)));
    }

    @Test
    void what_did_not_fool_is_kept_and_said_to_have_failed() throws IOException {
        Invocation run = fool("--from=grey", CACTUS, "--evolve", "--budget=20");
        String reason = run.failure();
        assertTrue(
                reason.startsWith("error: not fooled: after asking 20 times the network sees cactus with 0."), reason);
        assertTrue(reason.contains(" %, not 99.0 %; "), reason);
        assertEquals(1, run.exitCode());
        assertEquals(Set.of("nothing.png", "nothing.html", "nothing.json"), names());
        assertFalse(json().get("fooled").asBoolean());
        assertTrue(json().get("evolved").asBoolean());
        assertEquals(20, json().get("asked").asInt());
        assertTrue(Files.readString(folder.resolve("nothing.html")).contains("was not brought to it"));
    }

    @Test
    void more_confidence_takes_longer() throws IOException {
        fool("--from=noise", CACTUS, "--confidence=0.5").succeeds();
        int few = json().get("asked").asInt();
        fool("--from=noise", CACTUS, "--confidence=0.9999", "--force").succeeds();
        assertTrue(json().get("asked").asInt() > few);
        assertTrue(json().get("probability").asDouble() >= 0.9999);
    }

    @Test
    void a_class_that_does_not_exist_is_refused() {
        Invocation run = fool("--from=noise", "--target=no such thing");
        assertTrue(run.failure().contains("no class 'no such thing'"), run::toString);
        assertEquals(Set.of(), names());
    }

    @Test
    void without_confidence_it_is_enough_to_be_the_likeliest() throws IOException {
        fool("--from=noise", CACTUS, "--confidence=0").succeeds();
        assertEquals("cactus", json().get("after").get(0).get("label").asString());
        assertTrue(json().get("probability").asDouble() < 0.99);
    }

    @Test
    void a_model_without_names_of_classes_works_by_number() throws IOException {
        Path model = SmallModel.model(folder.resolve("small.safetensors"));
        Invocation.of("fool", "-m", model, "--from=cppn", "--target=2", "--budget=10", "-o", picture);
        assertEquals(2, json().get("target").get("class").asInt());
        assertEquals(10, json().get("asked").asInt());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "photo.jpg --from=noise --target=cactus | --from begins with nothing, and not with photo.jpg",
                "--from=noise | --from needs --target",
                "--from=snow --target=cactus | Invalid value for option '--from'",
                "--evolve --target=cactus | --evolve needs --from noise or --from grey",
                "--from=cppn --evolve --target=cactus | --from cppn evolves anyway",
                "--from=noise --target=cactus --method=pgd | --method is for photos",
                "--from=noise --target=cactus --epsilon=3 | --epsilon is for photos",
                "--from=noise --target=cactus --controls=3 | --controls is for photos",
                "--from=noise --target=cactus --budget=1 | --budget must be from 10",
                "--from=noise --target=cactus --confidence=1 | --confidence must be at least 0 and less than 1",
                "--from=noise --target=cactus -o nothing.jpg | nothing.jpg must end in .png",
                "--target=cactus | name a PHOTO, or what to begin with instead"
            })
    void what_cannot_be_meant_is_refused(String arguments, String reason) {
        Invocation run = Invocation.of("fool", List.of(arguments.strip().split(" ")));
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(run.refusal().contains(reason), run::toString);
    }

    @Test
    void nothing_is_overwritten_unasked() throws IOException {
        Files.writeString(folder.resolve("nothing.html"), "mine");
        assertTrue(fool("--from=noise", CACTUS).refusal().contains("is there already; --force overwrites it"));
        assertEquals(Set.of("nothing.html"), names());
    }
}
