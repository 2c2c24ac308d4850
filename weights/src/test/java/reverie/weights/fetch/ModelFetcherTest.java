package reverie.weights.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.weights.CaffeConverter;
import reverie.weights.ModelFile;
import reverie.weights.ModelMetadata;
import reverie.weights.ModelVerifier;
import reverie.weights.SmallCaffeModel;
import reverie.weights.WeightFormatException;
import reverie.weights.fetch.ModelFetcher.Request;
import reverie.weights.testing.FileServer;

/** Downloads from servers of all kinds: what comes of them is the model, or nothing that could be taken for it. */
@Timeout(60)
class ModelFetcherTest {

    /** Short enough to wait for its end. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final String DATE = "Tue, 01 Apr 2014 10:00:00 GMT";

    @TempDir
    Path folder;

    private final List<String> failures = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private Duration patience = Duration.ofSeconds(20); // for a machine that has much else to do
    private byte[] published;
    private byte[] expected;
    private FileServer server;
    private ModelStore store;

    @BeforeEach
    void publish() throws IOException {
        Path file = SmallCaffeModel.write(folder.resolve("small.caffemodel"));
        published = Files.readAllBytes(file);
        Path model = folder.resolve("expected.safetensors");
        CaffeConverter.convert(
                new CaffeConverter.Settings(
                        file,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("mine")),
                model,
                false);
        expected = Files.readAllBytes(model);
        server = FileServer.of(published);
        store = storeOf(server.address("small.caffemodel"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private ModelStore storeOf(URI url, URI... mirrors) throws IOException {
        var entry = new CatalogueEntry(
                "small",
                List.of(),
                url,
                List.of(mirrors),
                published.length,
                Checksum.of(Checksum.Algorithm.SHA1, folder.resolve("small.caffemodel")),
                "mine",
                List.of(104f, 117f, 123f),
                "conv");
        return new ModelStore(folder.resolve("cache"), new Catalogue(List.of(entry)));
    }

    private CatalogueEntry model() {
        return store.catalogue().models().getFirst();
    }

    /** Hears everything, and may stop after so many bytes. */
    private FetchListener listener(long stopAfter) {
        return new FetchListener() {
            private long here;

            @Override
            public void answered(long start, OptionalLong size) {
                starts.add(start);
            }

            @Override
            public void received(long bytes) {
                here = bytes;
            }

            @Override
            public void failed(URI address, String reason) {
                failures.add(reason);
            }

            @Override
            public boolean wantsToStop() {
                return here >= stopAfter;
            }
        };
    }

    private void fetch(Request request) throws IOException {
        new ModelFetcher(store, patience, listener(Long.MAX_VALUE)).fetch(request);
    }

    private void fetch() throws IOException {
        fetch(Request.of(model()));
    }

    /** It fails, and nothing is there that could be used. Returns the message. */
    private String refuse(Request request) throws IOException {
        String message =
                assertThrows(FetchException.class, () -> fetch(request)).getMessage();
        assertEquals(List.of(), names("models"));
        assertTrue(!message.contains("null"), message);
        return message;
    }

    private String refuse() throws IOException {
        return refuse(Request.of(model()));
    }

    /** Downloads until so many bytes are here, and stops as Ctrl-C does. */
    private void begin(int bytes) {
        server.pause(Duration.ofMillis(5));
        String message = assertThrows(
                        FetchException.class,
                        () -> new ModelFetcher(store, patience, listener(bytes)).fetch(Request.of(model())))
                .getMessage();
        assertTrue(message.startsWith("interrupted"), message);
        server.pause(Duration.ZERO);
        assertTrue(store.downloaded(model()) >= bytes, "a part is kept");
    }

    private void assertFetched() throws IOException {
        assertArrayEquals(expected, Files.readAllBytes(store.file(model())));
        assertEquals(List.of("small.safetensors"), names("models"));
        assertEquals(List.of("small.lock"), names("downloads"));
    }

    private List<String> names(String below) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache").resolve(below))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_model_is_downloaded_checked_and_converted() throws IOException {
        fetch();
        assertFetched();
        assertEquals(List.of(), failures);
        ModelVerifier.verify(store.file(model()));
        try (ModelFile file = ModelFile.open(store.file(model()))) {
            assertEquals("small.caffemodel", file.model().metadata().get(ModelMetadata.SOURCE_FILE));
            assertEquals("mine", file.model().metadata().get(ModelMetadata.LICENCE));
            assertEquals(
                    List.of(104f, 116f, 122f), file.model().dreamPreprocessing().mean());
        }
        assertThrows(FileAlreadyExistsException.class, this::fetch);
        assertEquals(1, server.requests().size(), "nothing is downloaded that could not be written");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_interrupted_download_goes_on(boolean tag) throws IOException {
        server.validators(tag ? "\"one\"" : null, DATE);
        begin(8192);
        long kept = store.downloaded(model());
        fetch();
        assertFetched();
        FileServer.Request second = server.requests().get(1);
        assertEquals("bytes=" + kept + "-", second.range());
        assertEquals(tag ? "\"one\"" : DATE, second.ifRange());
        assertEquals(List.of(0L, kept), starts);
    }

    @Test
    void a_file_that_has_changed_meanwhile_begins_anew() throws IOException {
        byte[] other = published.clone();
        other[9000]++;
        server.content(other);
        begin(8192);
        server.content(published).validators("\"two\"", null);
        fetch();
        assertFetched();
        assertEquals(List.of(0L, 0L), starts);
    }

    @Test
    void a_server_without_ranges_begins_anew() throws IOException {
        begin(8192);
        server.ignoringRange();
        fetch();
        assertFetched();
        assertEquals(List.of(0L, 0L), starts);
    }

    /** A weak ETag may stand for other bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "W/\"one\""})
    void without_a_sure_sign_of_sameness_it_begins_anew(String tag) throws IOException {
        server.validators(tag.equals("none") ? null : tag, null);
        begin(8192);
        fetch();
        assertFetched();
        assertEquals(null, server.requests().get(1).range());
    }

    @Test
    void a_part_that_was_damaged_is_found_out() throws IOException {
        begin(8192);
        Path part = folder.resolve("cache/downloads/small.part");
        byte[] damaged = Files.readAllBytes(part);
        damaged[100]++;
        Files.write(part, damaged);
        fetch();
        assertFetched();
        assertTrue(failures.getFirst().contains("SHA-1"), failures::toString);
        assertEquals(3, server.requests().size());
    }

    @Test
    void what_stands_beside_a_part_may_be_nonsense() throws IOException {
        for (String nonsense : List.of("", "{", "[]", "{\"address\": 7}", "{\"address\": null}", "\u0000")) {
            begin(8192);
            Files.writeString(folder.resolve("cache/downloads/small.part.json"), nonsense);
            fetch();
            assertFetched();
            assertEquals(null, server.requests().getLast().range(), nonsense);
            Files.delete(store.file(model()));
        }
    }

    /** A process may die between the last byte and the comparison, or between that and the conversion. */
    @Test
    void a_download_that_was_whole_is_not_repeated() throws IOException {
        begin(8192);
        Files.write(folder.resolve("cache/downloads/small.part"), published);
        fetch();
        assertFetched();
        Files.delete(store.file(model()));
        Files.write(folder.resolve("cache/downloads/small.caffemodel"), published);
        fetch();
        assertFetched();
        assertEquals(1, server.requests().size());
        Files.delete(store.file(model()));
        Files.write(folder.resolve("cache/downloads/small.caffemodel"), new byte[] {1, 2, 3});
        fetch();
        assertFetched();
        assertEquals(2, server.requests().size());
    }

    @Test
    void a_wrong_checksum_is_refused() throws IOException {
        byte[] other = published.clone();
        other[9000]++;
        server.content(other);
        String message = refuse();
        assertTrue(message.contains(model().checksum().hex()) && message.contains("not used"), message);
        assertEquals(List.of("small.lock"), names("downloads"));
    }

    /** Every connection breaks, but each brings a little: it goes on where the last one ended. */
    @Test
    void a_connection_that_breaks_is_taken_up_again() throws IOException {
        server.cutAfter(published.length / 3);
        fetch();
        assertFetched();
        assertEquals(4, server.requests().size());
        assertTrue(failures.getFirst().contains("broke off after"), failures::toString);
    }

    @Test
    void a_truncated_file_is_kept_for_later_but_not_used() throws IOException {
        server.ignoringRange().cutAfter(9000);
        String message = refuse();
        assertTrue(message.contains("broke off after 9000 bytes"), message);
        assertTrue(message.contains("9000 bytes of " + Bytes.text(published.length)), message);
        assertEquals(List.of("small.lock", "small.part", "small.part.json"), names("downloads"));
    }

    /** Where neither server nor catalogue can say how long it is, the end of the body is the end of the file. */
    @Test
    void a_truncated_file_of_unknown_length_is_damaged() throws IOException {
        server.withoutLength().content(Arrays.copyOf(published, 9000));
        IOException e = assertThrows(WeightFormatException.class, () -> fetch(anything()));
        assertTrue(e.getMessage().contains("cut off"), e.getMessage());
        assertEquals(List.of(), names("models"));
        assertEquals(List.of("small.lock"), names("downloads"));
    }

    private Request anything() {
        return new Request(
                model(),
                Optional.empty(),
                Optional.of(server.address("other.caffemodel")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    @Test
    void a_file_of_another_length_is_refused_before_it_comes() throws IOException {
        server.content(Arrays.copyOf(published, published.length + 1));
        String message = refuse();
        assertTrue(message.contains("not the one of"), message);
        assertEquals(List.of("small.lock"), names("downloads"));
    }

    @Test
    void more_than_was_announced_is_refused() throws IOException {
        server.withoutLength().content(Arrays.copyOf(published, published.length + 5000));
        String message = refuse();
        assertTrue(message.contains("sends more than"), message);
        assertEquals(List.of("small.lock"), names("downloads"));
    }

    @Test
    void redirections_are_followed_and_a_part_goes_on_through_them() throws IOException {
        server.redirectTo("/elsewhere/moved");
        begin(8192);
        fetch();
        assertFetched();
        assertTrue(server.requests().getLast().path().equals("elsewhere/moved"));
        assertTrue(server.requests().getLast().range() != null, "the range survives");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/moved", "file:///etc/hostname", "/round"})
    void redirections_that_lead_elsewhere_or_round_are_not(String location) throws IOException {
        server.redirectTo(location);
        String message = refuse();
        assertTrue(message.contains("302") || message.contains("redirect"), message);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500, 503, 204, 206, 416})
    void an_answer_that_is_no_file(int status) throws IOException {
        server.status(status);
        assertTrue(refuse().contains(" " + status), () -> "" + status);
        assertEquals(1, server.requests().size());
    }

    @Test
    void a_part_survives_a_server_in_trouble() throws IOException {
        begin(8192);
        long kept = store.downloaded(model());
        server.status(503);
        String message = refuse();
        assertTrue(message.contains("goes on from there"), message);
        assertEquals(kept, store.downloaded(model()));
        server.status(200);
        fetch();
        assertFetched();
        assertEquals("bytes=" + kept + "-", server.requests().getLast().range());
    }

    @Test
    void a_slow_server_is_waited_for_a_silent_one_is_not() throws IOException {
        patience = SHORT;
        server.silentAfter(8192).ignoringRange();
        String message = refuse();
        assertTrue(message.contains("nothing came for 1 s"), message);
        server.silentAfter(Integer.MAX_VALUE).pause(Duration.ofMillis(1400L * 4096 / published.length));
        long start = System.nanoTime();
        fetch();
        assertTrue(System.nanoTime() - start > SHORT.toNanos(), "it took longer than a server may be silent");
        assertFetched();
    }

    @Test
    void a_server_that_never_answers() throws IOException {
        patience = SHORT;
        try (ServerSocket deaf = new ServerSocket(0)) {
            store = storeOf(URI.create("http://localhost:" + deaf.getLocalPort() + "/small.caffemodel"));
            assertTrue(refuse().contains("nothing came for 1 s"));
        }
        // And one that is not there at all: the port has just been closed.
        assertTrue(refuse().contains("cannot be reached"));
    }

    @Test
    void mirrors_are_tried_in_order() throws IOException {
        try (FileServer bad = FileServer.of(new byte[published.length]);
                FileServer gone = FileServer.of(published).status(404)) {
            store = storeOf(
                    gone.address("small.caffemodel"), bad.address("bad"), server.address("good"), bad.address("last"));
            fetch();
            assertFetched();
            assertEquals(2, failures.size(), failures::toString);
            assertTrue(failures.getFirst().contains("404"), failures::toString);
            assertTrue(failures.getLast().contains("SHA-1"), failures::toString);
            assertEquals(1, bad.requests().size());
        }
    }

    @Test
    void a_part_goes_on_at_the_mirror_that_it_is_from() throws IOException {
        try (FileServer gone = FileServer.of(published).status(404)) {
            store = storeOf(gone.address("small.caffemodel"), server.address("mirror"));
            begin(8192);
            gone.status(200);
            fetch();
            assertFetched();
            assertEquals(1, gone.requests().size());
            assertTrue(server.requests().getLast().range() != null);
        }
    }

    @Test
    void two_at_once_do_not_write_the_same_part() throws IOException {
        store.create();
        try (FetchLock _ = FetchLock.take(store.downloads(), "small")) {
            assertTrue(refuse().contains("another process is fetching 'small'"));
        }
        fetch();
        assertFetched();
    }

    @Test
    void a_file_that_is_here_needs_no_server() throws IOException {
        fetch(from(folder.resolve("small.caffemodel"), Optional.of(model().checksum())));
        assertArrayEquals(expected, Files.readAllBytes(store.file(model())));
        assertEquals(List.of(), server.requests());
        assertTrue(Files.exists(folder.resolve("small.caffemodel")));
    }

    @Test
    void a_file_that_is_here_must_be_right_or_be_taken_as_it_is() throws IOException {
        Path other = Files.write(folder.resolve("other.caffemodel"), SmallCaffeModel.other());
        assertTrue(refuse(from(other, Optional.of(model().checksum()))).contains("not the file that is wanted"));
        Checksum own = Checksum.of(Checksum.Algorithm.SHA256, other);
        fetch(from(other, Optional.of(own)));
        try (ModelFile file = ModelFile.open(store.file(model()))) {
            assertEquals(own.hex(), file.model().metadata().get(ModelMetadata.SOURCE_SHA256));
            assertFalse(
                    file.model().metadata().containsKey(ModelMetadata.LICENCE),
                    "the licence is that of the published file");
        }
        Files.delete(store.file(model()));
        fetch(from(other, Optional.empty()));
        assertTrue(store.has(model()));
        assertThrows(NoSuchFileException.class, () -> fetch(from(folder.resolve("none"), Optional.empty())));
        assertThrows(NoSuchFileException.class, () -> fetch(from(folder, Optional.of(own))));
    }

    private Request from(Path file, Optional<Checksum> checksum) {
        return new Request(
                model(),
                Optional.of(file),
                Optional.empty(),
                checksum,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }

    /** The right file with the wrong labels is not downloaded twice. */
    @Test
    void a_conversion_that_fails_keeps_the_download() throws IOException {
        Path labels = Files.writeString(folder.resolve("labels.txt"), "one\n");
        Request request = Request.of(model());
        Request labelled = new Request(
                model(),
                Optional.empty(),
                Optional.empty(),
                request.checksum(),
                Optional.empty(),
                Optional.of(labels),
                Optional.empty(),
                false);
        assertThrows(WeightFormatException.class, () -> fetch(labelled));
        assertEquals(List.of(), names("models"));
        assertEquals(
                Set.of("small.caffemodel", "small.lock"),
                names("downloads").stream().collect(Collectors.toSet()));
        fetch();
        assertFetched();
        assertEquals(1, server.requests().size());
    }

    @Test
    void a_web_page_is_no_model() throws IOException {
        server.content("<html>accept our terms first</html>".getBytes(StandardCharsets.UTF_8));
        IOException e = assertThrows(WeightFormatException.class, () -> fetch(anything()));
        assertTrue(e.getMessage().contains("web page"), e.getMessage());
        assertEquals(List.of("small.lock"), names("downloads"));
    }

    @Test
    void a_cache_folder_that_cannot_be_made() throws IOException {
        Files.writeString(folder.resolve("cache"), "in the way");
        String message = assertThrows(IOException.class, this::fetch).getMessage();
        assertTrue(message.contains("cannot be made") && message.contains("REVERIE_CACHE"), message);
    }
}
