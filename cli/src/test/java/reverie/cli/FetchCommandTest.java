package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.kernels.testing.SharedData;
import reverie.weights.testing.FileServer;

/** Models by name: {@code weights list}, {@code weights fetch}, and {@code --model NAME}. */
class FetchCommandTest {

    private static final List<String> PROPERTIES = List.of("reverie.cache", "reverie.catalogue");

    @TempDir
    Path folder;

    private Path cache;
    private Path caffemodel;
    private Path model;
    private byte[] published;
    private FileServer server;

    @BeforeEach
    void publish() throws IOException {
        cache = folder.resolve("cache");
        model = cache.resolve("models/small.safetensors");
        caffemodel = SmallModel.caffemodel(folder.resolve("published.caffemodel"));
        published = Files.readAllBytes(caffemodel);
        server = FileServer.of(published);
        Path catalogue = Files.writeString(folder.resolve("catalogue.json"), """
                {"models": [{"name": "small", "aliases": ["tiny"], "url": "%s", "mirrors": [], "size": %d,
                  "checksum": "sha256:%s", "licence": "free", "mean": [104, 117, 123], "layer": "inception_4c/output"}]}
                """.formatted(
                        server.address("small.caffemodel"), published.length, sha256(published)));
        System.setProperty(PROPERTIES.getFirst(), cache.toString());
        System.setProperty(PROPERTIES.getLast(), catalogue.toString());
    }

    @AfterEach
    void stop() {
        PROPERTIES.forEach(System::clearProperty);
        server.close();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Invocation fetch(Object... more) {
        return Invocation.of("weights", "fetch", "small", List.of(more));
    }

    private static String row(Invocation list) {
        List<String> lines = list.succeeds().out().lines().toList();
        assertEquals(3, lines.size(), list::toString);
        assertTrue(lines.get(1).startsWith("bundled "), list::toString);
        return lines.getLast().replaceAll(" {2,}", " | ");
    }

    @Test
    void a_model_is_fetched_once_and_then_simply_works() throws IOException {
        String size = published.length + " bytes";
        String before = row(Invocation.of("weights", "list"));
        assertEquals("small | %s | free | inception_4c/output | no".formatted(size), before);
        String error = Invocation.of("layers", "-m", "tiny").refusal();
        assertEquals(
                "error: model 'tiny' is not here yet: fetch it with 'reverie weights fetch small' (%s)".formatted(size),
                error);
        assertEquals(2, Invocation.of("weights", "verify", "small").exitCode());

        Invocation fetched = fetch().succeeds();
        assertEquals(model + System.lineSeparator(), fetched.out());
        assertTrue(fetched.err().contains("downloading " + server.address("small.caffemodel")), fetched::toString);
        assertTrue(fetched.err().contains(size + " of " + size), fetched::toString);
        assertTrue(fetched.err().contains("SHA-256 " + sha256(published) + " is right"), fetched::toString);
        assertTrue(row(Invocation.of("weights", "list")).endsWith(" | " + model));

        Invocation.of("weights", "verify", "small").succeeds();
        Invocation info = Invocation.of("weights", "info", "tiny").succeeds();
        assertTrue(info.out().contains("small.caffemodel") && info.out().contains("free"), info::toString);
        Path photo = SmallModel.photo(folder.resolve("winter.png"), 40);
        Invocation classes =
                Invocation.of("classify", photo, "-m", "SMALL", "--top=1").succeeds();
        assertTrue(classes.out().contains("class "), classes::toString);
        Path out = folder.resolve("dream.png");
        Invocation.of("dream", photo, "-m", "tiny", "--octaves=1", "--iterations=1", "-o", out)
                .succeeds();

        Invocation again = fetch().succeeds();
        assertEquals(model + System.lineSeparator(), again.out());
        assertEquals(1, server.requests().size(), again::toString);
        assertTrue(fetch("--labels", caffemodel).refusal().contains("--force"));
        Path labels = SmallModel.labels(folder.resolve("labels.txt"));
        fetch("--labels", labels, "--force").succeeds();
        Invocation named =
                Invocation.of("classify", photo, "-m", "small", "--top=1").succeeds();
        assertTrue(SmallModel.LABELS.stream().anyMatch(named.out()::contains), named::toString);
    }

    /** What is fetched is what {@code convert} makes of the same file, but for the name of its licence. */
    @Test
    void a_file_that_is_here() throws IOException {
        Path own = Files.copy(caffemodel, folder.resolve("small.caffemodel"));
        fetch("--from", own).succeeds();
        assertEquals(List.of(), server.requests());
        Path converted = folder.resolve("converted.safetensors");
        Invocation.of("weights", "convert", own, "--licence=free", "-o", converted)
                .succeeds();
        assertArrayEquals(Files.readAllBytes(converted), Files.readAllBytes(model));
    }

    @Test
    void another_file_is_taken_on_demand_only() throws IOException {
        // The network's name is text within the file.
        String bytes = new String(published, StandardCharsets.ISO_8859_1).replace("small", "other");
        Path other = Files.writeString(folder.resolve("other.caffemodel"), bytes, StandardCharsets.ISO_8859_1);
        Invocation refused = fetch("--from", other);
        assertEquals(1, refused.exitCode());
        assertTrue(refused.failure().contains("not the file that is wanted"), refused::toString);
        assertTrue(!Files.exists(model));
        fetch("--from", other, "--sha256", sha256(Files.readAllBytes(other)).toUpperCase(Locale.ROOT))
                .succeeds();
        fetch("--from", caffemodel, "--any-checksum", "--force").succeeds();
        try (FileServer elsewhere = FileServer.of(published)) {
            fetch("--url", elsewhere.address("mine"), "--force").succeeds();
            elsewhere.content(Files.readAllBytes(other));
            assertTrue(fetch("--url", elsewhere.address("mine"), "--force")
                    .failure()
                    .contains("it is not used"));
            fetch("--url", elsewhere.address("mine"), "--force", "--any-checksum")
                    .succeeds();
        }
        assertEquals(List.of(), server.requests());
    }

    @Test
    void what_cannot_be_meant() {
        String address = server.address("small.caffemodel").toString();
        for (List<String> more : List.of(
                List.of("--any-checksum"),
                List.of("--sha256=00"),
                List.of("--from", caffemodel.toString(), "--sha256=00"),
                List.of("--from", caffemodel.toString(), "--url", address),
                List.of("--url", address, "--any-checksum", "--sha256", "0".repeat(64)),
                List.of("--url", "ftp://example.org/x"),
                List.of("--url", "file:///etc/hostname"),
                List.of("--url", "nowhere"),
                List.of("--url", "http://"),
                List.of("--url", ""),
                List.of("--timeout=0"),
                List.of("--timeout=NaN"),
                List.of("--mean=1,2"))) {
            Invocation run = fetch(more.toArray());
            run.refusal();
            assertEquals(2, run.exitCode(), run::toString);
        }
        Invocation unknown = Invocation.of("weights", "fetch", "alexnet");
        assertTrue(unknown.refusal().contains("which has: small"), unknown::toString);
        Invocation nothing = Invocation.of("layers", "-m", "alexnet");
        assertTrue(nothing.refusal().contains("weights list"), nothing::toString);
        assertEquals(1, nothing.exitCode());
        assertEquals(List.of(), server.requests());
        assertTrue(!Files.exists(cache));
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 500})
    void a_server_without_it(int status) {
        server.status(status);
        Invocation run = fetch();
        assertEquals(1, run.exitCode());
        assertTrue(run.failure().contains("the server answers " + status), run::toString);
        assertTrue(!Files.exists(model));
    }

    @Test
    void a_wrong_checksum_and_a_silent_server() {
        byte[] other = published.clone();
        other[1000]++;
        server.content(other);
        Invocation wrong = fetch();
        assertEquals(1, wrong.exitCode());
        assertTrue(wrong.failure().contains("it is not used"), wrong::toString);
        server.content(published).ignoringRange().silentAfter(1000);
        Invocation silent = fetch("--timeout=0.6");
        assertTrue(silent.failure().contains("nothing came for 0.6 s"), silent::toString);
        assertTrue(silent.failure().contains("the same command goes on from there"), silent::toString);
        assertTrue(!Files.exists(model));
        assertTrue(row(Invocation.of("weights", "list")).endsWith("no, but 1000 bytes of it"));
    }

    private static List<String> options() {
        return PROPERTIES.stream()
                .map(name -> "-D%s=%s".formatted(name, System.getProperty(name)))
                .toList();
    }

    private Child child(Object... arguments) throws IOException {
        return Child.java(folder, options(), arguments);
    }

    @Test
    void a_download_that_was_killed_goes_on() throws IOException, InterruptedException {
        server.pause(Duration.ofSeconds(20)); // after each 4 KiB
        Path part = cache.resolve("downloads/small.part");
        Child child = child("weights", "fetch", "small");
        child.awaitUntil(() -> Files.exists(part) && part.toFile().length() > 0);
        Invocation second = fetch();
        assertTrue(second.failure().contains("another process is fetching 'small'"), second::toString);
        child.process().destroyForcibly().waitFor();
        assertTrue(!Files.exists(model));
        long kept = Files.size(part);
        assertTrue(kept < published.length);

        server.pause(Duration.ZERO);
        Invocation rest = fetch().succeeds();
        assertTrue(rest.err().contains("going on after %d bytes".formatted(kept)), rest::toString);
        assertEquals("bytes=" + kept + "-", server.requests().getLast().range());
        byte[] resumed = Files.readAllBytes(model);
        Files.delete(model);
        fetch().succeeds();
        assertEquals(null, server.requests().getLast().range());
        assertArrayEquals(Files.readAllBytes(model), resumed);
        try (Stream<Path> files = Files.list(cache.resolve("downloads"))) {
            assertEquals(
                    List.of("small.lock"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }

    @Test
    void a_download_that_is_interrupted_says_how_to_go_on() throws IOException, InterruptedException {
        server.pause(Duration.ofSeconds(20));
        Child child = child("weights", "fetch", "small");
        Path part = cache.resolve("downloads/small.part");
        child.awaitUntil(() -> Files.exists(part) && part.toFile().length() > 0);
        child.process().destroy();
        Invocation run = child.await();
        assumeTrue(run.exitCode() == 143, "this process was started to ignore SIGTERM");
        assertTrue(run.err().contains("error: interrupted; "), run::toString);
        assertTrue(run.err().contains("the same command goes on from there"), run::toString);
        assertTrue(!Files.exists(model));
    }

    /** In another folder the same command must mean the same. */
    @Test
    void a_name_comes_before_a_file_of_that_name() throws IOException, InterruptedException {
        Path here = Files.createDirectory(folder.resolve("here"));
        SmallModel.model(here.resolve("small.safetensors"));
        Files.move(here.resolve("small.safetensors"), here.resolve("small"));
        Files.copy(here.resolve("small"), here.resolve("mine"));
        assertTrue(in(here, "small").failure().endsWith("; the file of that name is ./small"));
        in(here, "mine").succeeds();
    }

    private Invocation in(Path working, String name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Child.javaHome().resolve("bin/java").toString());
        command.addAll(Child.jvmArguments());
        command.addAll(options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Reverie.class.getName()));
        command.addAll(List.of("weights", "info", name));
        return Child.start(folder, new ProcessBuilder(command).directory(working.toFile()))
                .await();
    }

    /** With the real weights, whose copy here lacks the auxiliary classifiers and so has another checksum. */
    @Test
    void googlenet_by_name() {
        System.clearProperty(PROPERTIES.getLast());
        Path weights = SharedData.file("weights/bvlc_googlenet.caffemodel");
        Path labels = SharedData.file("weights/synset_words.txt");
        Invocation.of("weights", "fetch", "bvlc_googlenet", "--from", weights, "--any-checksum", "--labels", labels)
                .succeeds();
        Invocation run = Invocation.of("classify", SharedData.file("images/cat.jpg"), "-m", "googlenet", "--top=1")
                .succeeds();
        assertTrue(run.out().contains(" cat") || run.out().contains(" fox"), run::toString);
    }
}
