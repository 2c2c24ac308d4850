package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.cli.picture.PhotoReader;

/** A comparison that comes to an early end. */
class CompareProcessTest {

    @TempDir
    Path folder;

    @Test
    void an_interrupted_comparison_reports_what_there_is() throws IOException, InterruptedException {
        assumeTrue(ProcessTest.heeds("INT"), "this process was started to ignore SIGINT");
        Path model = SmallModel.model(folder.resolve("small.safetensors"));
        Path photo = SmallModel.photo(folder.resolve("winter.png"), 150);
        Path out = folder.resolve("comparison");
        Child child = Child.java(
                folder,
                List.of(),
                List.of("compare", photo, "-m", model, "--iterations=10", "--change=seeds=50", "-o", out));
        child.awaitUntil(() -> read(child.err()).contains("3/52  "));
        ProcessTest.send("INT", child.process().toHandle());
        Invocation run = child.await();

        assertEquals(130, run.exitCode(), run::toString);
        assertEquals(
                out.resolve("index.html").toString(), run.out().lines().toList().getLast());
        assertTrue(run.errLines().getLast().matches("interrupted after \\d+ of 51 changes; .*"), run::toString);
        int compared = Files.readAllLines(out.resolve("compare.csv")).size() - 1;
        assertTrue(compared >= 2 && compared < 51, compared + " changes");
        assertTrue(Files.readString(out.resolve("index.html"))
                .contains("This was ended after %d of 51 changes.".formatted(compared)));
        for (String name : Listing.of(out).contents().keySet()) {
            assertTrue(!name.startsWith("."), name + " is a rest");
            if (name.endsWith(".png")) {
                PhotoReader.read(out.resolve(name)); // whole
            }
        }
        assertTrue(Listing.of(out).contents().keySet().containsAll(Set.of("growth.csv", "compare.json", "dream.png")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
