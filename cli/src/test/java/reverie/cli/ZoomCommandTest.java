package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.motion.Camera;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.engine.image.Image;

/** The command {@code zoom}, from its arguments to frames and film. */
class ZoomCommandTest {

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;

    @TempDir
    Path folder;

    private Path out;
    private Path film;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 63);
    }

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("a zoom's frames");
        film = folder.resolve("-a film.png");
    }

    private Invocation zoom(Object... more) {
        List<String> words = List.of(Invocation.words(more));
        boolean isCounted = words.stream().anyMatch(word -> word.startsWith("--frames="));
        List<String> frames = isCounted ? List.of() : List.of("--frames=3");
        return Invocation.of(
                "zoom", photo, "-m", model, "--octaves=1", "--iterations=1", "-o", out, "--film", film, frames, words);
    }

    private Path frame(int number) {
        return out.resolve("frame-%d.png".formatted(number));
    }

    private static float[] pixels(Path file) throws IOException {
        return PhotoReader.read(file).rgb();
    }

    @Test
    void frames_and_a_film_of_them() throws IOException {
        Invocation run = zoom().succeeds();
        assertEquals(
                Set.of("", "frame-1.png", "frame-2.png", "frame-3.png", "job.json"),
                Listing.of(out).contents().keySet());
        assertEquals(film + System.lineSeparator(), run.out());
        assertTrue(run.err().contains("3 frames of 63 x 47 pixels, seed 1"), run::toString);
        assertTrue(run.err().contains("2/3  frame-2.png  objective "), run::toString);
        assertTrue(run.err().contains(" left"), run::toString);
        assertArrayEquals(pixels(frame(1)), pixels(film));
    }

    @Test
    void the_film_is_a_gif_or_whatever_its_ending_says() throws IOException {
        film = folder.resolve("zoom.gif");
        zoom().succeeds();
        assertEquals("GIF89a", new String(Files.readAllBytes(film), 0, 6, StandardCharsets.US_ASCII));
    }

    /** A frame is what {@code reverie dream} makes of what the camera sees of the frame before, with the next seed. */
    @Test
    void each_frame_is_a_dream_of_what_the_camera_sees_of_the_one_before() throws IOException {
        zoom("--zoom=1.2", "--rotate=7", "--seed=5").succeeds();
        assertArrayEquals(pixels(dreamOf(photo, 5)), pixels(frame(1)));

        // The camera's view has values between whole numbers, which a file rounds; one step cannot make much of that.
        Image seen = new Camera(1.2, 7).move(PhotoReader.read(frame(1)));
        Path view = folder.resolve("view.png");
        try (var file = Files.newOutputStream(view)) {
            PictureWriter.write(seen, PictureFormat.PNG, Map.of(), file);
        }
        float[] expected = pixels(dreamOf(view, 6));
        double near = difference(expected, pixels(frame(2)));
        assertTrue(near < 0.7, () -> "off by " + near);
        assertTrue(difference(expected, pixels(dreamOf(view, 5))) > 2 * near, "another seed would do as well");
    }

    private Path dreamOf(Path picture, int seed) {
        Path dream = folder.resolve("dream %d.png".formatted(seed));
        Invocation.of(
                        "dream",
                        picture,
                        "-m",
                        model,
                        "--octaves=1",
                        "--iterations=1",
                        "--seed=" + seed,
                        "-o",
                        dream,
                        "--force")
                .succeeds();
        return dream;
    }

    private static double difference(float[] one, float[] other) {
        assertEquals(one.length, other.length);
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs(one[i] - other[i]);
        }
        return sum / one.length;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--zoom=1.1", "--zoom=0.9", "--rotate=3", "--seed=2", "--step=3", "--layer=pool1/norm1"})
    void an_option_changes_the_second_frame(String option) throws IOException {
        zoom().succeeds();
        float[] usual = pixels(frame(2));
        Invocation other = zoom(option);
        assertTrue(other.refusal().contains("was begun with other settings: "), other::toString);
        assertArrayEquals(usual, pixels(frame(2)));

        zoom(option, "--force").succeeds();
        assertNotEquals(0, difference(usual, pixels(frame(2))));
    }

    @Test
    void a_zoom_from_noise_has_noise_at_its_beginning_alone() throws IOException {
        zoom("--noise", "--zoom=1", "--jitter=0").succeeds();
        assertTrue(difference(pixels(frame(1)), pixels(frame(2))) < 5, "the second begins with noise of its own");
    }

    @Test
    void a_second_time_nothing_is_done() {
        zoom().succeeds();
        Listing first = Listing.of(folder);
        Invocation again = zoom().succeeds();
        assertFalse(again.err().contains("objective "), again::toString);
        assertTrue(again.err().contains("is there already"), again::toString);
        assertEquals(first, Listing.of(folder));
    }

    @Test
    void what_is_missing_is_made_again() throws IOException {
        zoom().succeeds();
        Map<String, String> whole = Listing.of(folder).contents();
        Files.delete(frame(2));
        Files.delete(film);
        Files.createFile(out.resolve(".frame-3.png.999999999.part"));
        zoom().succeeds();
        assertEquals(whole, Listing.of(folder).contents());
    }

    @Test
    void force_leaves_no_frames_of_the_job_before() throws IOException {
        zoom("--frames=12").succeeds();
        zoom("--force").succeeds();
        assertFalse(Files.exists(out.resolve("frame-01.png")));
        assertTrue(Files.exists(frame(3)));
    }

    @ParameterizedTest
    @CsvSource({
        "--frames=0, --frames must be from 1",
        "--frames=-1, --frames must be from 1",
        "--zoom=0, a zoom of 0.0",
        "--zoom=NaN, a zoom of NaN",
        "--zoom=-1, a zoom of -1.0",
        "--rotate=NaN, a rotation by NaN",
        "--rotate=Infinity, a rotation by Infinity",
        "--fps=0, 0 is no frame rate",
        "--fps=fast, fast is no frame rate",
        "--size=0, --size must be at least 1",
        "--power=3, --power must be from 1 to 2",
        "--layer=nowhere, nowhere"
    })
    void what_cannot_be_meant_is_refused(String option, String reason) throws IOException {
        String line = zoom(option).refusal();
        assertTrue(line.contains(reason), line);
        assertFalse(Files.exists(out));
    }

    @ParameterizedTest
    @CsvSource({"film.avi, no film is written as .avi", "film, no ending says", "no/film.gif, does not exist"})
    void a_film_that_cannot_be_written_is_refused(String name, String reason) {
        film = folder.resolve(name);
        String line = zoom().refusal();
        assertTrue(line.contains(reason), line);
        assertFalse(Files.exists(out));
    }

    @Test
    void a_gif_that_is_too_fast_is_refused() {
        film = folder.resolve("zoom.gif");
        assertTrue(zoom("--fps=60").refusal().contains("at most 50 frames per second"));
    }

    @Test
    void what_is_there_and_not_ours_is_left_alone() throws IOException {
        Files.writeString(film, "precious");
        assertTrue(zoom().refusal().contains("is there already; --force overwrites it"));
        assertEquals("precious", Files.readString(film));
        Files.delete(film);

        Files.createDirectory(out);
        Files.writeString(frame(3), "precious");
        assertTrue(zoom().failure().contains("holds frames of something else"));
        assertEquals("precious", Files.readString(frame(3)));

        Files.delete(frame(3));
        zoom().succeeds();
        film = folder.resolve("precious.gif");
        Files.writeString(film, "precious");
        zoom().succeeds();
        assertEquals("precious", Files.readString(film), "a film of the same frames under the name of something else");
    }

    @Test
    void the_film_does_not_lie_among_its_frames() {
        film = out.resolve("frame-1.png");
        assertTrue(zoom().refusal().contains("among its own frames"));
    }

    @Test
    void the_photo_is_not_overwritten() throws IOException {
        Files.createDirectory(out);
        Files.copy(photo, frame(1));
        Invocation run =
                Invocation.of("zoom", frame(1), "-m", model, "--frames=3", "-o", out, "--film", film, "--force");
        assertTrue(run.refusal().contains("would be overwritten"), run::toString);
        assertArrayEquals(Files.readAllBytes(photo), Files.readAllBytes(frame(1)));
    }

    @Test
    void a_damaged_note_of_the_settings_is_told() throws IOException {
        zoom().succeeds();
        Files.writeString(out.resolve("job.json"), "{");
        assertTrue(zoom().failure().contains("job.json is damaged"));
        zoom("--force").succeeds();
    }
}
