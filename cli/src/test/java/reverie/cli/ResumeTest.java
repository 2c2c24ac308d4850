package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureMetadata;
import reverie.cli.picture.PictureWriter;

/** {@code dream --resume} where there is nothing to go on with; ProcessTest has what goes on. */
class ResumeTest {

    @TempDir
    Path folder;

    private Path model;
    private Path photo;
    private Path out;

    @BeforeEach
    void makeFiles() throws IOException {
        model = SmallModel.model(folder.resolve("small.safetensors"));
        photo = SmallModel.photo(folder.resolve("photo.png"), 60);
        out = folder.resolve("dream.png");
    }

    private Invocation dream(Object... more) {
        return Invocation.of(
                "dream", photo, "-m", model, "-o", out, "--octaves=1", "--iterations=2", "--resume", List.of(more));
    }

    private String refusal(Object... more) {
        Listing before = Listing.of(folder);
        Invocation run = dream(more);
        assertEquals(2, run.exitCode(), run::toString);
        String error = run.failure();
        assertEquals(before, Listing.of(folder));
        return error;
    }

    @Test
    void without_a_file_it_begins() throws IOException {
        dream().succeeds();
        byte[] resumed = Files.readAllBytes(out);
        Files.delete(out);
        Invocation.of("dream", photo, "-m", model, "-o", out, "--octaves=1", "--iterations=2")
                .succeeds();
        assertArrayEquals(Files.readAllBytes(out), resumed);
    }

    @Test
    void a_complete_dream_stays_as_it_is() throws IOException {
        dream().succeeds();
        byte[] bytes = Files.readAllBytes(out);
        Invocation again = dream().succeeds();
        assertTrue(again.err().contains("this dream is complete"), again::toString);
        assertEquals(out + System.lineSeparator(), again.out());
        assertArrayEquals(bytes, Files.readAllBytes(out));
    }

    @Test
    void another_dream_is_refused_and_says_what_differs() {
        dream().succeeds();
        assertTrue(
                refusal("--seed=2", "--blur=1").contains("blur is 0.0 there and 1.0 here, seed is 1 there and 2 here"));
    }

    @Test
    void other_files_are_refused() throws IOException {
        Files.copy(photo, out);
        assertTrue(refusal().contains("is not a dream of this program"));
        out = folder.resolve("dream.jpg");
        assertTrue(refusal().contains("only a PNG holds what is needed to go on"));
    }

    @Test
    void a_damaged_state_is_refused() throws IOException {
        dream().succeeds();
        Map<String, String> texts = PictureMetadata.read(out);
        var image = PhotoReader.read(out);
        for (byte[] state :
                List.of(new byte[0], new byte[] {1, 2, 3}, "no state at all".getBytes(StandardCharsets.US_ASCII))) {
            try (var to = Files.newOutputStream(out)) {
                PictureWriter.write(image, PictureFormat.PNG, texts, Map.of("rvST", state), to);
            }
            assertTrue(refusal().contains("how far it got is damaged"));
        }
        try (var to = Files.newOutputStream(out)) {
            PictureWriter.write(image, PictureFormat.PNG, Map.of(Recipe.KEY, "{}"), to);
        }
        assertTrue(refusal().contains("its recipe lacks"));
    }
}
