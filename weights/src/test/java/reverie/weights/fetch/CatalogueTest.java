package reverie.weights.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.weights.WeightFormatException;

/** What is published, and where it goes. */
class CatalogueTest {

    private static final String ENTRY = """
            {"models": [{"name": "small", "aliases": ["tiny"], "url": "http://example.org/a/small.caffemodel",
              "mirrors": [], "size": 12, "checksum": "sha1:405fc5acd08a3bb12de8ee5e23a96bec22f08204",
              "licence": "mine", "mean": [1, 2, 3], "layer": "conv"}]}
            """;

    @TempDir
    Path folder;

    @Test
    void googlenet_is_in_it() {
        CatalogueEntry googlenet = Catalogue.bundled().find("bvlc_googlenet").orElseThrow();
        assertEquals(googlenet, Catalogue.bundled().find("GoogLeNet").orElseThrow());
        assertEquals("googlenet", googlenet.name());
        assertEquals(
                "SHA-1 405fc5acd08a3bb12de8ee5e23a96bec22f08204",
                googlenet.checksum().toString());
        assertEquals(
                "http://dl.caffe.berkeleyvision.org/bvlc_googlenet.caffemodel",
                googlenet.url().toString());
        assertEquals("bvlc_googlenet.caffemodel", googlenet.fileName());
        assertEquals("53.5 MB", Bytes.text(googlenet.size()));
        assertEquals("unrestricted", googlenet.licence());
        assertEquals(List.of(104f, 117f, 123f), googlenet.mean());
        assertEquals("inception_4c/output", googlenet.layer());
    }

    @Test
    void another_catalogue_is_read() throws IOException {
        Catalogue catalogue = Catalogue.read(Files.writeString(folder.resolve("c.json"), ENTRY));
        assertEquals(List.of("small"), catalogue.names());
        assertTrue(catalogue.find("tiny").isPresent() && catalogue.find("tin").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"small\" | \"../small\" | no name",
                "\"small\" | \"a.b\" | no name",
                "\"tiny\" | \"small\" | two models",
                "http:// | ftp:// | address of http",
                "http:// | file:/// | address of http",
                "/small.caffemodel | / | name of a file",
                "sha1:4 | sha1: | 40 hexadecimal digits",
                "sha1: | md5: | sha1: or sha256:",
                "\"size\": 12 | \"size\": 0 | no size",
                "\"size\": 12, | '' | size",
                "\"size\" | \"sise\" | size",
                "\"mine\" | null | licence",
                "[1, 2, 3] | [1, 2] | 3 values",
                "}]} | } | no catalogue"
            })
    void what_is_wrong_in_a_catalogue_is_named(String part, String replacement, String complaint) throws IOException {
        assertTrue(ENTRY.contains(part), part);
        Path file = Files.writeString(folder.resolve("c.json"), ENTRY.replace(part, replacement));
        String message = assertThrows(WeightFormatException.class, () -> Catalogue.read(file))
                .getMessage();
        assertTrue(message.contains(file.toString()), message);
        assertTrue(message.contains(complaint), message);
    }

    @Test
    void checksums_of_files() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");
        assertEquals(
                Checksum.parse("sha1:A9993E364706816ABA3E25717850C26C9CD0D89D"),
                Checksum.of(Checksum.Algorithm.SHA1, file));
        assertEquals(
                Checksum.parse("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                Checksum.of(Checksum.Algorithm.SHA256, file));
    }

    /** Each system has its own place; a variable of ours comes before it. */
    @Test
    void the_cache_folder() {
        Path home = folder.resolve("home");
        Path xdg = folder.resolve("xdg");
        assertEquals(home.resolve(".cache/reverie"), cache(home, "Linux", Map.of()));
        assertEquals(xdg.resolve("reverie"), cache(home, "Linux", Map.of("XDG_CACHE_HOME", xdg.toString())));
        assertEquals(home.resolve(".cache/reverie"), cache(home, "Linux", Map.of("XDG_CACHE_HOME", "relative")));
        assertEquals(home.resolve(".cache/reverie"), cache(home, "Linux", Map.of("XDG_CACHE_HOME", "")));
        assertEquals(home.resolve("Library/Caches/reverie"), cache(home, "Mac OS X", Map.of()));
        assertEquals(home.resolve("AppData/Local/reverie/cache"), cache(home, "Windows 11", Map.of()));
        assertEquals(xdg.resolve("reverie/cache"), cache(home, "Windows 11", Map.of("LOCALAPPDATA", xdg.toString())));
        for (String system : List.of("Linux", "Mac OS X", "Windows 11")) {
            assertEquals(xdg, cache(home, system, Map.of("REVERIE_CACHE", xdg.toString())));
        }
    }

    private static Path cache(Path home, String system, Map<String, String> environment) {
        return CacheFolder.of(environment::get, system, home);
    }

    @Test
    void names_and_files_are_told_apart() {
        assertTrue(ModelStore.isName(Path.of("googlenet")));
        for (String file : List.of("./googlenet", "googlenet.safetensors", "models/googlenet", "/googlenet", "..")) {
            assertTrue(!ModelStore.isName(Path.of(file)), file);
        }
    }
}
