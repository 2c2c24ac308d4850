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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.picture.PhotoReader;
import reverie.cli.train.MotifExamples;
import reverie.engine.image.Image;
import reverie.engine.network.Network;
import reverie.engine.network.SmallInception;
import reverie.engine.training.CrossEntropy;
import reverie.engine.training.Example;
import reverie.kernels.vector.VectorBackend;
import reverie.weights.BundledModel;
import reverie.weights.ModelFile;

/** The model that comes with the program: what happens where nobody names another. */
class BundledModelTest {

    private static final String CACHE = "reverie.cache";
    private static final List<String> SHORT = List.of("--octaves=1", "--iterations=1", "--size=96");

    @TempDir
    Path folder;

    @BeforeEach
    void useAnEmptyCache() {
        System.setProperty(CACHE, folder.resolve("cache").toString());
    }

    @AfterEach
    void useTheUsersCache() {
        System.clearProperty(CACHE);
    }

    /** A cell of its upper layers sees more than such a tile shows, and people should know. */
    @Test
    void tiles_that_show_less_than_a_cell_sees_are_told_of() {
        Invocation high = Invocation.of("dream", SHORT, "-l", "5b", "--tile=80", "-o", folder.resolve("high.png"))
                .succeeds();
        assertTrue(high.err().contains("a cell of inception_5b/output sees "), high::toString);
        assertTrue(high.err().contains("and a tile shows 80"), high::toString);
        Invocation low = Invocation.of(
                        "dream", SHORT, "-l", "conv1/5x5_s2", "--tile=80", "-o", folder.resolve("low.png"))
                .succeeds();
        assertTrue(!low.err().contains("a tile shows"), low::toString);
    }

    @Test
    void it_is_small_and_says_what_it_is() throws IOException {
        try (ModelFile file = BundledModel.open()) {
            assertTrue(file.size() <= 4_000_000, () -> file.size() + " bytes");
            assertEquals(MotifExamples.labels(), file.model().labels());
            double accuracy = Double.parseDouble(file.model().metadata().get("held_out_accuracy"));
            assertTrue(accuracy >= 0.9, () -> "" + accuracy);
        }
    }

    /** Pictures that it was not trained on, drawn now: it would fail if drawing had changed since it was trained. */
    @Test
    void it_tells_motifs_apart() throws IOException {
        int right = 0;
        int count = 4 * MotifExamples.labels().size();
        try (ModelFile file = BundledModel.open();
                var backend = new VectorBackend(2)) {
            var model = file.model();
            var pass = new Network(model.definition(), model.weights(), backend)
                    .prepare(SmallInception.SIDE, SmallInception.SIDE, SmallInception.LOGITS);
            for (int number = 0; number < count; number++) {
                Example example = MotifExamples.heldOut(4711).example(number);
                float[] input = example.input();
                for (int i = 0; i < input.length; i++) {
                    input[i] /= MotifExamples.INPUT_SCALE;
                }
                backend.write(input, pass.input());
                pass.forwardTo(SmallInception.LOGITS);
                float[] logits = backend.read(pass.activation(SmallInception.LOGITS));
                right += CrossEntropy.of(logits, example.label()).answer() == example.label() ? 1 : 0;
            }
        }
        double accuracy = (double) right / count;
        assertTrue(accuracy > 0.9, "accuracy " + accuracy);
    }

    @Test
    void a_dream_without_a_model_uses_it_and_says_so() throws IOException {
        Path photo = SmallModel.photo(folder.resolve("photo.png"), 96);
        Path dream = folder.resolve("dream.png");
        Invocation run = Invocation.of("dream", photo, SHORT, "-o", dream).succeeds();
        List<String> told = run.errLines().stream()
                .filter(line -> line.contains("bundled model"))
                .toList();
        assertEquals(1, told.size(), run::toString);
        assertTrue(told.getFirst().contains("reverie weights fetch googlenet"), run::toString);

        Path named = folder.resolve("named.png");
        Invocation other = Invocation.of("dream", photo, SHORT, "-m", "bundled", "-o", named)
                .succeeds();
        assertTrue(other.errLines().stream().noneMatch(line -> line.contains("bundled model")), other::toString);
        assertArrayEquals(Files.readAllBytes(dream), Files.readAllBytes(named));
    }

    @Test
    void without_a_photo_the_winter_scene_is_dreamt_on() throws IOException {
        Path dream = folder.resolve("dream.png");
        Invocation.of("dream", "--octaves=1", "--iterations=1", "--size=200", "-o", dream)
                .succeeds();
        Image image = PhotoReader.read(dream);
        assertEquals(200, image.width());
        assertTrue(image.height() > 100 && image.height() < 200, () -> "" + image.height());
    }

    @Test
    void other_commands_use_it_too() {
        Path photo = SmallModel.root().resolve("examples/winter.jpg");
        Invocation layers = Invocation.of("layers").succeeds();
        assertTrue(layers.out().contains("inception_5b/output"), layers::toString);
        Invocation classified = Invocation.of("classify", photo).succeeds();
        assertEquals(5, classified.out().lines().count(), classified::toString);
        Invocation info = Invocation.of("weights", "info", "bundled").succeeds();
        assertTrue(info.out().contains("training_seed"), info::toString);
        Invocation verified = Invocation.of("weights", "verify", "bundled").succeeds();
        assertTrue(verified.out().contains("is sound"), verified::toString);
        Invocation list = Invocation.of("weights", "list").succeeds();
        assertTrue(list.out().lines().anyMatch(line -> line.startsWith("bundled ")), list::toString);
    }

    @Test
    void options_of_the_objective_change_the_dream_and_are_refused_where_they_make_no_sense() throws IOException {
        Path photo = SmallModel.photo(folder.resolve("photo.png"), 96);
        byte[] plain = dream(photo, "--power=2", "--blur=0", "--step-norm=meanabs");
        assertFalse(Arrays.equals(plain, dream(photo, "--power=1", "--blur=0", "--step-norm=meanabs")));
        assertFalse(Arrays.equals(plain, dream(photo, "--power=2", "--blur=1", "--step-norm=meanabs")));
        assertFalse(Arrays.equals(plain, dream(photo, "--power=2", "--blur=0", "--step-norm=laplacian")));
        for (String wrong : List.of("--power=3", "--power=0", "--power=nan", "--blur=-1", "--step-norm=other")) {
            Invocation run = Invocation.of("dream", photo, wrong, "-o", folder.resolve("never.png"));
            run.refusal();
            assertEquals(2, run.exitCode(), run::toString);
        }
    }

    private byte[] dream(Path photo, String... options) throws IOException {
        Path out = folder.resolve("dream%d.png".formatted(List.of(options).hashCode()));
        Invocation.of("dream", photo, SHORT, List.of(options), "--force", "-o", out)
                .succeeds();
        return Files.readAllBytes(out);
    }
}
