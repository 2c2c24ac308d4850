package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.picture.PhotoReader;
import reverie.engine.image.Image;

/** The sample photo is what the program beside it draws. */
class WinterSceneTest {

    private static final Path EXAMPLES =
            Path.of(System.getProperty("reverie.root", "..")).resolve("examples");

    @Test
    void the_committed_picture_is_the_programs_own(@TempDir Path folder) throws Exception {
        Path drawn = folder.resolve("winter.jpg");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String program = EXAMPLES.resolve("WinterScene.java").toString();
        int exit = new ProcessBuilder(java, program, drawn.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertEquals(0, exit);
        Image expected = PhotoReader.read(EXAMPLES.resolve("winter.jpg"));
        Image actual = PhotoReader.read(drawn);
        assertEquals(expected.width(), actual.width());
        assertEquals(expected.height(), actual.height());
        double difference = 0;
        for (int i = 0; i < expected.rgb().length; i++) {
            difference += Math.abs(expected.rgb()[i] - actual.rgb()[i]) / expected.rgb().length;
        }
        // Another Java may draw an edge or encode a JPEG a little differently.
        assertTrue(difference < 1, "mean difference of %s grey levels".formatted(difference));
    }
}
