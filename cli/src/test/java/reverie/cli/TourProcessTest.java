package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tours that come to an early end, gentle or not. */
class TourProcessTest {

    private static final int KILLS = 4;
    private static final int MANY_KILLS = 10;

    @TempDir
    static Path common;

    private static List<Object> arguments;

    /** What a tour that nobody disturbed leaves. */
    private static Map<String, String> undisturbed;

    /** What the processes print. */
    @TempDir
    Path prints;

    @TempDir
    Path folder;

    @BeforeAll
    static void tourOnce() throws IOException {
        Path model = SmallModel.model(common.resolve("small.safetensors"));
        Path photo = SmallModel.photo(common.resolve("winter.png"), 150);
        arguments = List.of("tour", photo, "-m", model, "--iterations=8", "--layers=all");
        Path whole = common.resolve("whole");
        Invocation.of(arguments, "-o", whole).succeeds();
        undisturbed = Listing.of(whole).contents();
    }

    /** One tour is killed again and again, and each time goes on where it was. */
    @Test
    void a_tour_that_was_killed_at_any_moment_goes_on() throws IOException, InterruptedException {
        goesOnAfter(KILLS, new Random(1701));
    }

    @Tag("long")
    @Test
    void a_tour_that_was_killed_at_many_moments_goes_on() throws IOException, InterruptedException {
        goesOnAfter(MANY_KILLS, new Random(1702));
    }

    private void goesOnAfter(int kills, Random random) throws IOException, InterruptedException {
        Path out = folder.resolve("tour");
        int between = 0;
        for (int kill = 0; kill < kills; kill++) {
            Child child = Child.java(prints, List.of(), arguments, "-o", out);
            Path err = child.err();
            child.awaitUntil(() -> read(err).contains("pixels, seed 1"));
            if (kill % 2 == 1) { // a machine that has much else to do may not get anywhere otherwise
                int before = finished(out);
                child.awaitUntil(() -> finished(out) > before);
            }
            Thread.sleep(random.nextInt(500));
            child.process().destroyForcibly().waitFor();
            Map<String, String> there = visible(out);
            assertTrue(undisturbed.entrySet().containsAll(there.entrySet()), () -> kills(there));
            between += there.size() > 2 && there.size() < undisturbed.size() ? 1 : 0;
            if (there.containsKey("index.html")) {
                delete(out); // it was faster than death: another one
            }
        }
        assertTrue(between > 0, "none was killed in the midst of its tour");
        Invocation.of(arguments, "-o", out).succeeds();
        assertEquals(undisturbed, Listing.of(out).contents());
    }

    private static String kills(Map<String, String> there) {
        return "%s%nis not part of%n%s".formatted(there, undisturbed);
    }

    @Test
    void an_interrupted_tour_shows_what_there_is_and_goes_on() throws IOException, InterruptedException {
        assumeTrue(ProcessTest.heeds("INT"), "this process was started to ignore SIGINT");
        Path out = folder.resolve("tour");
        Child child = Child.java(prints, List.of(), arguments, "-o", out);
        child.awaitUntil(() -> read(child.err()).contains("2/15  "));
        ProcessTest.send("INT", child.process().toHandle());
        Invocation run = child.await();

        assertEquals(130, run.exitCode(), run::toString);
        assertEquals(out.resolve("index.html") + System.lineSeparator(), run.out(), run::toString);
        assertTrue(
                run.errLines().getLast().endsWith("of 15 layers are dreamt; the same command again goes on"),
                run::toString);
        String page = Files.readString(out.resolve("index.html"));
        assertTrue(page.contains("<code>pool5</code> not dreamt yet"));
        Map<String, String> there = visible(out);
        assertTrue(there.remove("index.html") != null && there.size() >= 4, there::toString);
        assertTrue(undisturbed.entrySet().containsAll(there.entrySet()), () -> kills(there));

        Invocation.of(arguments, "-o", out).succeeds();
        assertEquals(undisturbed, Listing.of(out).contents());
    }

    /** What stands there under its final name. */
    private static Map<String, String> visible(Path folder) {
        if (!Files.exists(folder)) {
            return Map.of();
        }
        Map<String, String> contents = new TreeMap<>(Listing.of(folder).contents());
        contents.keySet().removeIf(name -> name.startsWith("."));
        return contents;
    }

    /** How many files are whole, while somebody is at work there. */
    private static int finished(Path folder) {
        String[] names = folder.toFile().list((_, name) -> !name.startsWith(".") && !name.contains("original"));
        return names == null ? 0 : names.length;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
