package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.picture.PhotoReader;
import reverie.engine.image.Image;

/** The commands that put many dreams on a sheet: {@code sweep}, and {@code layers --for}. */
class SweepCommandTest {

    private static final List<String> SHORT = List.of("--octaves=1", "--iterations=1");

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 80);
    }

    private Invocation sweep(Path out, String... more) {
        return Invocation.of("sweep", photo, "-m", model, "-o", out, List.of(more));
    }

    @Test
    void every_combination_is_on_the_sheet() throws IOException {
        Path out = folder.resolve("sheet.png");
        Invocation run = sweep(out, "--octaves=1", "--iterations=1", "--layer=conv1/7x7_s2,4c", "--seed=1..3")
                .succeeds();
        assertEquals(out + System.lineSeparator(), run.out());
        assertTrue(run.err().contains("6/6"), run::toString);
        assertTrue(run.err().contains("--layer=4c --seed=3"), run::toString);
        Image sheet = PhotoReader.read(out);
        assertTrue(sheet.width() > 3 * 80 && sheet.height() > 2 * 60, sheet.width() + " x " + sheet.height());

        // The same again is the same file, and other values are another one.
        Path again = folder.resolve("again.png");
        sweep(again, "--octaves=1", "--iterations=1", "--layer=conv1/7x7_s2,4c", "--seed=1..3")
                .succeeds();
        assertArrayEquals(Files.readAllBytes(out), Files.readAllBytes(again));
    }

    /** A picture on the sheet is the dream that its settings make. */
    @Test
    void a_cell_is_the_dream_itself() throws IOException {
        Path sheet = folder.resolve("sheet.png");
        Path dream = folder.resolve("dream.png");
        sweep(sheet, "--octaves=1", "--iterations=1", "--step=1,3", "--cell=80").succeeds();
        Invocation.of("dream", photo, "-m", model, SHORT, "--step=3", "-o", dream)
                .succeeds();
        Image whole = PhotoReader.read(sheet);
        Image cell = PhotoReader.read(dream);
        assertTrue(contains(whole, cell), "the dream is not on the sheet");
    }

    private static boolean contains(Image whole, Image part) {
        for (int top = 0; top + part.height() <= whole.height(); top++) {
            for (int left = 0; left + part.width() <= whole.width(); left++) {
                if (isAt(whole, part, top, left)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAt(Image whole, Image part, int top, int left) {
        for (int y = 0; y < part.height(); y++) {
            for (int i = 0; i < 3 * part.width(); i++) {
                float here = whole.rgb()[((top + y) * whole.width() + left) * 3 + i];
                if (Math.abs(here - part.rgb()[y * part.width() * 3 + i]) > 1) {
                    return false;
                }
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--layer=4c",
                "--layer=nowhere,4c",
                "--octaves=0,1",
                "--step=1,x",
                "--step-norm=std,loud",
                "--seed=1..2000",
                "--octave-scale=1.5..3",
                "--nothing=1,2",
                "--power=1,2 --layer=4c:1",
                "--step=1,2 --cell=3",
            })
    void what_makes_no_sheet_is_refused(String arguments) {
        Path out = folder.resolve("sheet.png");
        Invocation run = sweep(out, arguments.split(" ", -1));
        run.failure();
        assertEquals(2, run.exitCode(), run::toString);
        assertTrue(Files.notExists(out));
    }

    @Test
    void layers_are_advised_for_a_photo() throws IOException {
        Path out = folder.resolve("layers.png");
        Invocation run = Invocation.of("layers", "--for", photo, "-m", model, "-o", out, "--top", 2)
                .succeeds();
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.getFirst().startsWith("layer "), run::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("inception_4c/output ")), run::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches("conv1/7x7_s2 .* bit .* x  :\\d+ .*")), run::toString);
        assertEquals(out.toString(), lines.getLast());
        assertTrue(run.err().contains("8/8"), run::toString);
        assertTrue(PhotoReader.read(out).width() > 4 * 80);
    }

    @Test
    void options_of_the_sheet_need_a_photo() {
        Invocation.of("layers", "-m", model, "--top", 3).refusal();
        Invocation.of("layers", "-m", model, "-o", folder.resolve("x.png")).refusal();
        Invocation.of("layers", "-m", model, "--for", photo, "--input-size=40x40")
                .refusal();
        Invocation.of("layers", "-m", model, "--for", photo, "--top", 0).refusal();
        Invocation.of("layers", "-m", model, "--for", folder.resolve("none.jpg"))
                .failure();
    }
}
