package reverie.kernels.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.kernels.FeatureMap;

/** What is kept of programs, and what is believed. */
class ProgramCacheTest {

    private static final ProgramCache.Key KEY = new ProgramCache.Key("abc");
    private static final byte[] BINARY = {1, 2, 3, 4, 5};

    @TempDir
    private Path folder;

    private ProgramCache cache() {
        return new ProgramCache(Optional.of(folder.resolve("programs")));
    }

    private Path file() {
        return folder.resolve("programs").resolve(KEY.name());
    }

    @Test
    void what_was_kept_is_found_and_nothing_else() {
        cache().store(KEY, () -> BINARY);
        assertArrayEquals(BINARY, cache().find(KEY).orElseThrow());
        assertEquals(Optional.empty(), cache().find(new ProgramCache.Key("abd")));
    }

    @Test
    void no_part_of_a_file_is_left_behind() throws IOException {
        cache().store(KEY, () -> BINARY);
        cache().store(KEY, () -> BINARY);
        try (Stream<Path> files = Files.list(folder.resolve("programs"))) {
            assertEquals(List.of(file()), files.toList());
        }
    }

    @Test
    void a_changed_or_shortened_file_is_not_believed() throws IOException {
        cache().store(KEY, () -> BINARY);
        byte[] whole = Files.readAllBytes(file());
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= 1;
            Files.write(file(), changed);
            assertTrue(cache().find(KEY).isEmpty(), "byte " + i);
            Files.write(file(), Arrays.copyOf(whole, i));
            assertTrue(cache().find(KEY).isEmpty(), "length " + i);
        }
        Files.write(file(), whole);
        assertTrue(cache().find(KEY).isPresent());
    }

    @Test
    void what_others_may_write_is_not_believed() throws IOException {
        cache().store(KEY, () -> BINARY);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
        assertTrue(cache().find(KEY).isEmpty(), "file");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        assertTrue(cache().find(KEY).isPresent());
        Files.setPosixFilePermissions(file().getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(cache().find(KEY).isEmpty(), "folder");
    }

    @Test
    void a_link_is_not_followed() throws IOException {
        cache().store(KEY, () -> BINARY);
        Path elsewhere = Files.move(file(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(file(), elsewhere);
        assertTrue(cache().find(KEY).isEmpty());
    }

    @Test
    void without_a_folder_nothing_is_asked_for_or_kept() throws IOException {
        Path inTheWay = Files.writeString(folder.resolve("file"), "");
        for (Optional<Path> place : List.of(Optional.<Path>empty(), Optional.of(inTheWay))) {
            var cache = new ProgramCache(place);
            cache.store(KEY, () -> {
                throw new AssertionError("nobody wants it");
            });
            assertTrue(cache.find(KEY).isEmpty());
        }
    }

    @Test
    void programs_from_the_cache_compute_the_same() throws IOException {
        OpenClDevice device = OpenClTestDevice.any();
        for (int run = 0; run < 3; run++) {
            if (run == 2) { // a binary that is whole, but no binary
                Path only;
                try (Stream<Path> files = Files.list(folder.resolve("programs"))) {
                    only = files.findFirst().orElseThrow();
                }
                cache().store(new ProgramCache.Key(only.getFileName().toString()), () -> BINARY);
            }
            try (var session = new OpenClSession(device, cache())) {
                var reductions = new Reductions(session);
                var map = FeatureMap.dense(session.values(new float[] {1, -2, 3}), 1, 1, 3);
                assertEquals(14, reductions.sumOfSquares(map).value());
                assertEquals(2, reductions.meanAbsolute(map).value());
            }
            assertFalse(cache().find(KEY).isPresent());
        }
    }

    @Test
    void another_driver_source_or_option_is_another_program() {
        OpenClDevice device = new OpenClDevice(
                0, null, null, "Platform", "Card", "1.0", true, true, 8, 1L << 30, 1L << 28, 1 << 15, 256);
        OpenClDevice updated = new OpenClDevice(
                0, null, null, "Platform", "Card", "1.1", true, true, 8, 1L << 30, 1L << 28, 1 << 15, 256);
        ProgramCache.Key key = cache().key(device, "source", "-DX=1");
        assertEquals(key, cache().key(device, "source", "-DX=1"));
        assertNotEquals(key, cache().key(updated, "source", "-DX=1"));
        assertNotEquals(key, cache().key(device, "source ", "-DX=1"));
        assertNotEquals(key, cache().key(device, "source", "-DX=2"));
    }
}
