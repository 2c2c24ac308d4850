package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.dream.Recipe;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureMetadata;
import reverie.engine.image.Image;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What only a process of its own can show: exit codes, signals, a violent end, too little memory. */
class ProcessTest {

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;

    /** What the processes print. */
    @TempDir
    Path prints;

    @TempDir
    Path folder;

    private Path out;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 120);
    }

    @BeforeEach
    void nameOutput() {
        out = folder.resolve("dream.png");
    }

    private Invocation run(List<String> options, Object... arguments) throws IOException, InterruptedException {
        return Child.java(prints, options, arguments).await();
    }

    @Test
    void exit_codes_reach_the_system() throws IOException, InterruptedException {
        run(List.of(), "backends").succeeds();
        assertEquals(1, run(List.of(), "layers", "-m", folder.resolve("none")).exitCode());
        assertEquals(2, run(List.of(), "layers", "--size=none").exitCode());
    }

    /** Without the Vector API the program goes on, slowly, and says so; asked for by name it must not. */
    @Test
    void without_the_vector_api() throws IOException, InterruptedException {
        Invocation best = withoutVectorApi("classify", photo, "-m", model).succeeds();
        assertTrue(best.err().contains("backend vector cannot be used"), best::toString);
        assertEquals(1, best.errLines().size(), best::toString);
        Invocation named = withoutVectorApi("classify", photo, "-m", model, "--backend=vector");
        assertTrue(named.refusal().contains("jdk.incubator.vector"), named::toString);
        assertEquals(1, named.exitCode(), named::toString);
        Invocation list = withoutVectorApi("backends").succeeds();
        assertTrue(list.out().startsWith("vector      not usable: "), list::toString);
    }

    /** Without fused multiply-add the Vector API is there, but slower than anything else. */
    @Test
    void without_fused_multiply_add() throws IOException, InterruptedException {
        List<String> options = List.of("-XX:-UseFMA");
        Invocation list = run(options, "backends").succeeds();
        assertTrue(list.out().startsWith("vector      not usable: "), list::toString);
        assertTrue(list.out().lines().findFirst().orElseThrow().contains("-XX:-UseFMA"), list::toString);
        Invocation named = run(options, "dream", photo, "-m", model, "--backend=vector", "-o", out);
        assertTrue(named.refusal().contains("fused multiply-add"), named::toString);
        assertEquals(1, named.exitCode(), named::toString);
        Invocation best = run(options, "classify", photo, "-m", model).succeeds();
        assertEquals(1, best.errLines().size(), best::toString);
        assertTrue(best.err().contains("using reference"), best::toString);
        assertEquals(Set.of(), names());
    }

    private Invocation withoutVectorApi(Object... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                Child.javaHome().resolve("bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Reverie.class.getName()),
                        Stream.of(Invocation.words(arguments)))
                .toList());
        return Child.start(prints, builder).await();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void an_interrupted_dream_is_saved(String signal, int exitCode) throws IOException, InterruptedException {
        assumeTrue(heeds(signal), "this process was started to ignore SIG" + signal);
        int wanted = 4 * 100_000;
        Child child = Child.java(
                prints, List.of(), "dream", photo, "-m", model, "--iterations", wanted / 4, "-o", out, "--threads=1");
        child.awaitUntil(() -> read(child.err()).contains("pixels, seed 1"));
        // Some steps later, however crowded the machine is.
        Duration enough = processorTime(child).plusSeconds(4);
        child.awaitUntil(() -> processorTime(child).compareTo(enough) > 0);
        send(signal, child.process().toHandle());
        Invocation run = child.await();

        assertEquals(exitCode, run.exitCode(), run::toString);
        assertEquals(out + System.lineSeparator(), run.out(), run::toString);
        int done = savedIterations(wanted);
        assertTrue(run.err().contains("interrupted after %d of %d iterations".formatted(done, wanted)), run::toString);
        assertTrue(run.err().contains("--force"), run::toString);
        assertEquals(Set.of("dream.png"), names());
    }

    /** With a bar on a terminal, as people see it: libraries for terminals like to take the signals for themselves. */
    @Test
    void a_dream_that_is_interrupted_on_a_terminal_is_saved() throws IOException, InterruptedException {
        assumeTrue(heeds("INT"), "this process was started to ignore SIGINT");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs script(1) for a terminal");
        int wanted = 4 * 100_000;
        String program = Stream.of(
                        Stream.of(Child.javaHome().resolve("bin/java").toString()),
                        Child.jvmArguments().stream(),
                        Stream.of("-cp", System.getProperty("java.class.path"), Reverie.class.getName(), "dream"),
                        Stream.of(photo, "-m", model, "--iterations", wanted / 4, "-o", out, "--threads=1")
                                .map(String::valueOf))
                .flatMap(words -> words)
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Child child = Child.start(prints, new ProcessBuilder("/usr/bin/script", "-qfec", program, "/dev/null"));
        child.awaitUntil(() -> read(child.out()).contains("octave 1/4"));
        ProcessHandle java = child.process()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
        send("INT", java);
        Invocation run = child.await();

        int done = savedIterations(wanted);
        assertTrue(run.out().contains("interrupted after %d of %d iterations".formatted(done, wanted)), run::toString);
    }

    private static Duration processorTime(Child child) {
        return child.process().toHandle().info().totalCpuDuration().orElseThrow();
    }

    static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** How many steps are in the picture of a dream that was interrupted. */
    private int savedIterations(int wanted) throws IOException {
        Image picture = PhotoReader.read(out);
        assertEquals("120 x 90", picture.width() + " x " + picture.height());
        JsonNode recipe = JsonMapper.shared().readTree(PictureMetadata.read(out).get(Recipe.KEY));
        int done = recipe.get("iterations_done").asInt();
        assertTrue(0 < done && done < wanted, recipe::toString);
        assertEquals(wanted / 4, recipe.get("iterations").asInt());
        return done;
    }

    /** Whoever interrupts a dream must learn that it was not saved. */
    @Test
    void an_interrupted_dream_that_cannot_be_saved() throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        assumeTrue(heeds("TERM"), "this process was started to ignore SIGTERM");
        Child child = Child.java(
                prints,
                List.of(),
                "dream",
                photo,
                "-m",
                model,
                "--iterations=100000",
                "-o",
                "/dev/full",
                "--threads=1");
        child.awaitUntil(() -> read(child.err()).contains("pixels, seed 1"));
        Thread.sleep(100);
        child.process().destroy();
        Invocation run = child.await();
        assertEquals(143, run.exitCode(), run::toString);
        assertEquals("", run.out(), run::toString);
        assertEquals(
                "error: /dev/full: cannot be written: No space left on device",
                run.errLines().getLast(),
                run::toString);
    }

    /** Whenever it is interrupted, and however often: what comes of it is what an uninterrupted dream would have been. */
    @Test
    void an_interrupted_dream_goes_on_as_if_it_had_not_been() throws IOException, InterruptedException {
        assumeTrue(heeds("INT"), "this process was started to ignore SIGINT");
        List<Object> dream = List.of(
                "dream", photo, "-m", model, "--iterations=150", "--octaves=3", "--seed=3", "--blur=1", "--l2=0.01");
        Path whole = folder.resolve("whole.png");
        Invocation.of(dream, "-o", whole).succeeds();
        byte[] expected = Files.readAllBytes(whole);
        var random = new Random(1701);
        int interruptions = 0;
        for (int round = 0; round < 3 || (interruptions < 3 && round < 12); round++) {
            Files.deleteIfExists(out);
            for (int part = 0; part < 2; part++) {
                interruptions += interrupt(random.nextInt(1_500), dream) ? 1 : 0;
                if (part == 0) {
                    // Replayed as far as it got.
                    Invocation.of("replay", out, photo, "-m", model).succeeds();
                }
            }
            Invocation last = Invocation.of(dream, "-o", out, "--resume").succeeds();
            assertArrayEquals(expected, Files.readAllBytes(out), last::toString);
        }
        assertTrue(interruptions >= 3, "only %d interruptions came in time".formatted(interruptions));
    }

    /** Begins a dream or goes on with it, and interrupts it so much later; whether that came in time. */
    private boolean interrupt(int milliseconds, List<Object> dream) throws IOException, InterruptedException {
        Child child = Child.java(prints, List.of(), dream, "-o", out, "--resume", "--threads=1");
        child.awaitUntil(() -> read(child.err()).contains("pixels, seed 3"));
        Thread.sleep(milliseconds);
        send("INT", child.process().toHandle());
        Invocation run = child.await();
        assertEquals(out + System.lineSeparator(), run.out(), run::toString);
        return run.err().contains("interrupted after");
    }

    @Test
    void a_preview_is_a_whole_picture_at_every_moment() throws IOException, InterruptedException {
        for (String name : List.of("preview.png", "preview.jpg")) {
            Path preview = folder.resolve(name);
            Child child = Child.java(
                    prints,
                    List.of(),
                    "dream",
                    photo,
                    "-m",
                    model,
                    "--iterations=60",
                    "-o",
                    out,
                    "--force",
                    "--preview",
                    preview,
                    "--threads=1");
            child.awaitUntil(() -> Files.exists(preview));
            int looks = 0;
            while (child.process().isAlive()) {
                assertTrue(PhotoReader.read(preview).width() <= 120);
                looks++;
            }
            child.await().succeeds();
            assertTrue(looks > 3, looks + " looks");
            assertEquals(120, PhotoReader.read(preview).width());
        }
    }

    /** A process whose parent ignores a signal ignores it too, and so does Java. */
    static boolean heeds(String signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return true;
        }
        int number = signal.equals("INT") ? 2 : 15;
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .noneMatch(mask -> (mask >> (number - 1) & 1) == 1);
    }

    private Set<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some are killed at any moment, some while they write. */
    @Test
    void a_killed_conversion_leaves_a_whole_file_or_none() throws IOException, InterruptedException {
        Random random = new Random(1701);
        Path weights = SmallModel.largeCaffemodel(common.resolve("large.caffemodel"));
        Path target = folder.resolve("large.safetensors");
        int whileWriting = 0;
        // More rounds where chance has it that none was killed while it wrote.
        for (int round = 0; round < 6 || (whileWriting == 0 && round < 60); round++) {
            Files.deleteIfExists(target);
            Child child = Child.java(prints, List.of(), "weights", "convert", weights, "-o", target);
            if (round % 2 == 0) {
                Thread.sleep(random.nextInt(1500));
            } else {
                child.awaitUntil(() -> !names().isEmpty());
                Thread.sleep(random.nextInt(40));
            }
            child.process().destroyForcibly().waitFor();
            whileWriting += names().stream().anyMatch(name -> name.endsWith(".part")) ? 1 : 0;
            if (Files.exists(target)) {
                Invocation.of("weights", "verify", target).succeeds();
            }
        }
        assertTrue(whileWriting > 0, "none was killed while it wrote");
        Files.deleteIfExists(target);
        Invocation.of("weights", "convert", weights, "-o", target).succeeds();
        assertEquals(Set.of("large.safetensors"), names());
        Invocation.of("weights", "verify", target).succeeds();
    }

    /** Whether the photo, the plan or the work does not fit: one line, and nothing written. */
    @ParameterizedTest
    @ValueSource(strings = {"-Xmx40m", "-Xmx100m", "-Xmx220m"})
    void too_little_memory_for_a_big_photo(String memory) throws IOException, InterruptedException {
        Path big = SmallModel.plain(common.resolve("big.png"), 4000, 3000);
        Listing before = Listing.of(folder);
        Invocation dream = run(List.of(memory), "dream", big, "-m", model, "-o", out);
        assertEquals(1, dream.exitCode(), dream::toString);
        String error = dream.failure();
        assertTrue(error.contains("memory"), error);
        assertEquals(before, Listing.of(folder));
    }

    /** The size and the heap that a refusal names are enough. */
    @Test
    void what_would_fit_fits() throws IOException, InterruptedException {
        Path wide = SmallModel.plain(common.resolve("wide-ish.png"), 1200, 600);
        List<Object> dream = List.of("dream", wide, "-m", model, "--octaves=2", "--iterations=1", "-o", out, "--force");
        List<String> little = List.of("-Xmx80m");
        Invocation refused = run(little, dream);
        assertEquals(1, refused.exitCode(), refused::toString);
        Matcher cures = Pattern.compile("--size (\\d+) would fit, or more memory with REVERIE_JAVA_OPTIONS=(-Xmx\\d+m)")
                .matcher(refused.refusal());
        assertTrue(cures.find(), refused::toString);
        run(little, dream, "--size", cures.group(1)).succeeds();
        run(List.of(cures.group(2)), dream).succeeds();
    }

    @Test
    void too_little_memory_for_a_trace() throws IOException, InterruptedException {
        Path big = SmallModel.plain(common.resolve("wide.png"), 2000, 1500);
        Listing before = Listing.of(folder);
        for (String memory : List.of("-Xmx100m", "-Xmx160m")) {
            Invocation trace = run(List.of(memory), "trace", big, "-m", model, "-l", "4c", "-o", out);
            assertEquals(1, trace.exitCode(), trace::toString);
            assertTrue(trace.failure().contains("memory"), trace::toString);
            assertEquals(before, Listing.of(folder));
        }
    }
}
