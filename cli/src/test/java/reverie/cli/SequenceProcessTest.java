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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zooms and videos that come to an early end, gentle or not. */
class SequenceProcessTest {

    private static final int KILLS = 4;
    private static final int MANY_KILLS = 10;

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;
    private static Path originals;

    /** What the processes print. */
    @TempDir
    Path prints;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 120);
        originals = Files.createDirectory(common.resolve("originals"));
        for (int i = 1; i <= 12; i++) {
            Files.copy(photo, originals.resolve(i + ".png"));
        }
    }

    /** Everything goes into the folder: frames into {@code f.gif.frames}, the film into {@code f.gif}. */
    private static List<Object> arguments(String command, Path folder) {
        Path film = folder.resolve("f.gif");
        List<Object> where = command.equals("zoom")
                ? List.of("zoom", photo, "--frames=12", "-o", folder.resolve("f.gif.frames"), "--film", film)
                : List.of("video", originals, film, "--keep-frames", "--flow");
        return List.of((Object[]) Invocation.words(where, "-m", model, "--octaves=2", "--iterations=4"));
    }

    private static Map<String, String> undisturbed(String command) throws IOException {
        Path whole = Files.createTempDirectory(common, command);
        Invocation.of(arguments(command, whole)).succeeds();
        return Listing.of(whole).contents();
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoom", "video"})
    void killed_at_any_moment_it_goes_on_to_the_same_bytes(String command) throws IOException, InterruptedException {
        goesOnAfter(KILLS, new Random(1701), command);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"zoom", "video"})
    void killed_at_many_moments_it_goes_on_to_the_same_bytes(String command) throws IOException, InterruptedException {
        goesOnAfter(MANY_KILLS, new Random(1702), command);
    }

    private void goesOnAfter(int kills, Random random, String command) throws IOException, InterruptedException {
        Map<String, String> undisturbed = undisturbed(command);
        int between = 0;
        for (int kill = 0; kill < kills; kill++) {
            Child child = Child.java(prints, List.of(), arguments(command, folder));
            Path err = child.err();
            if (kill % 2 == 1) { // a machine that has much else to do may not get anywhere otherwise
                child.awaitUntil(() -> read(err).contains("objective ")
                        || read(err).contains("making the film")
                        || read(err).contains("is there already"));
            } else {
                child.awaitUntil(() -> read(err).contains("pixels, seed 1"));
            }
            Thread.sleep(random.nextInt(250));
            child.process().destroyForcibly().waitFor();
            Map<String, String> there = visible();
            assertTrue(
                    undisturbed.entrySet().containsAll(there.entrySet()),
                    () -> "%s%nis not part of%n%s".formatted(there, undisturbed));
            between += there.size() < undisturbed.size() ? 1 : 0;
            if (there.containsKey("f.gif")) {
                Files.delete(folder.resolve("f.gif")); // it was faster than death: once more from the middle
                for (int i = 5; i <= 12; i++) {
                    Files.delete(folder.resolve("f.gif.frames/frame-%02d.png".formatted(i)));
                }
            }
        }
        assertTrue(between > 0, "none was killed in the midst of its work");
        Invocation.of(arguments(command, folder)).succeeds();
        assertEquals(undisturbed, Listing.of(folder).contents());
    }

    @Test
    void an_interrupted_one_says_how_to_go_on() throws IOException, InterruptedException {
        assumeTrue(ProcessTest.heeds("INT"), "this process was started to ignore SIGINT");
        Map<String, String> undisturbed = undisturbed("zoom");
        Child child = Child.java(prints, List.of(), arguments("zoom", folder));
        child.awaitUntil(() -> read(child.err()).contains("2/12  "));
        ProcessTest.send("INT", child.process().toHandle());
        Invocation run = child.await();

        assertEquals(130, run.exitCode(), run::toString);
        assertEquals("", run.out(), run::toString);
        String last = run.errLines().getLast();
        assertTrue(
                last.matches(
                        "interrupted (after \\d+ of 12 frames|while the film was made); the same command again goes on"),
                run::toString);
        assertTrue(undisturbed.entrySet().containsAll(visible().entrySet()), run::toString);

        Invocation.of(arguments("zoom", folder)).succeeds();
        assertEquals(undisturbed, Listing.of(folder).contents());
    }

    /** What stands there under its final name. */
    private Map<String, String> visible() {
        Map<String, String> contents = new TreeMap<>(Listing.of(folder).contents());
        contents.keySet()
                .removeIf(name -> Path.of(name).getFileName().toString().startsWith("."));
        return contents;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
