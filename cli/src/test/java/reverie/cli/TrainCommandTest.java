package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.weights.ModelFile;

/** {@code reverie train}, a few steps of it: whether it trains, goes on and writes, not how well it learns. */
class TrainCommandTest {

    private static final List<String> SHORT = List.of("--steps=4", "--batch=16", "--held-out=1", "--seed=7");

    @TempDir
    Path folder;

    @Test
    void a_model_a_report_and_a_curve_are_written() throws IOException {
        Path model = folder.resolve("model.safetensors");
        Path report = folder.resolve("report.md");
        Invocation.of("train", SHORT, "-o", model, "--report", report).succeeds();
        assertFalse(Files.exists(folder.resolve("model.safetensors.checkpoint")));
        try (ModelFile file = ModelFile.open(model)) {
            int classes = file.model().labels().size();
            assertTrue(classes >= 48, () -> "" + classes);
            assertEquals("7", file.model().metadata().get("training_seed"));
            assertEquals("4", file.model().metadata().get("training_steps"));
            String text = Files.readString(report);
            file.model().labels().forEach(label -> assertTrue(text.contains("| " + label + " |"), label));
            assertTrue(text.contains("(report-curve.svg)"), text);
        }
        assertTrue(Files.readString(folder.resolve("report-curve.svg")).startsWith("<svg"));
        Path photo = SmallModel.photo(folder.resolve("winter.png"), 80);
        Path dream = folder.resolve("dream.png");
        Invocation.of("dream", photo, "-m", model, "--octaves=1", "--iterations=1", "-o", dream)
                .succeeds();
        assertTrue(Files.size(dream) > 1000);
    }

    @Test
    void killed_it_goes_on_where_it_was_and_threads_change_nothing() throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.safetensors");
        Invocation.of("train", SHORT, "-o", whole, "--threads=1").succeeds();

        Path killed = folder.resolve("killed.safetensors");
        Path checkpoint = folder.resolve("killed.safetensors.checkpoint");
        Child child =
                Child.java(folder, List.of(), "train", SHORT, "-o", killed, "--threads=2", "--checkpoint-every=0");
        child.awaitUntil(() -> Files.exists(checkpoint));
        child.process().destroyForcibly().waitFor();
        assertFalse(Files.exists(killed));
        Invocation again =
                Invocation.of("train", SHORT, "-o", killed, "--threads=3").succeeds();
        assertTrue(again.err().contains("going on at step "), again::toString);
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(killed));
    }

    @Test
    void a_checkpoint_of_another_training_is_refused_and_kept() throws IOException, InterruptedException {
        Path model = folder.resolve("model.safetensors");
        Path checkpoint = folder.resolve("model.safetensors.checkpoint");
        Child child = Child.java(folder, List.of(), "train", SHORT, "-o", model, "--checkpoint-every=0");
        child.awaitUntil(() -> Files.exists(checkpoint));
        child.process().destroyForcibly().waitFor();
        byte[] before = Files.readAllBytes(checkpoint);
        String refusal = Invocation.of("train", "--steps=5", "--batch=16", "--seed=7", "-o", model)
                .refusal();
        assertTrue(refusal.contains("steps 4, not 5"), refusal);
        assertArrayEquals(before, Files.readAllBytes(checkpoint));

        Files.write(checkpoint, new byte[100]);
        Invocation.of("train", SHORT, "-o", model).refusal();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--steps=0",
                "--batch=24",
                "--learning-rate=0",
                "--weight-decay=-1",
                "--held-out=0",
                "--threads=0"
            })
    void wrong_usage_is_refused_in_one_line(String option) {
        Invocation run = Invocation.of("train", "-o", folder.resolve("model.safetensors"), option);
        run.refusal();
        assertEquals(2, run.exitCode(), run::toString);
    }

    @Test
    void nothing_is_overwritten_unasked() throws IOException {
        Path model = Files.writeString(folder.resolve("model.safetensors"), "mine");
        Invocation.of("train", SHORT, "-o", model).refusal();
        assertEquals("mine", Files.readString(model));
        Invocation.of("train", SHORT).refusal();
    }
}
