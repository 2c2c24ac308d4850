package reverie.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    /** No process has it: beyond what Linux and Windows hand out. */
    private static final String DEAD = "4294967290";

    @TempDir
    Path folder;

    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = folder.resolve("dream.png");
    }

    @Test
    void the_content_arrives_and_nothing_else_stays() throws IOException {
        write("new", false);
        assertEquals("new", Files.readString(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void a_file_that_is_there_stays_unless_it_may_be_replaced() throws IOException {
        Files.writeString(target, "old");
        FileAlreadyExistsException e = assertThrows(FileAlreadyExistsException.class, () -> write("new", false));
        assertTrue(e.getMessage().contains("dream.png: is already there"), e.getMessage());
        assertEquals("old", Files.readString(target));
        write("new", true);
        assertEquals("new", Files.readString(target));
    }

    @Test
    void another_program_may_write_the_file_by_name() throws IOException {
        AtomicFile.writeByName(target, false, part -> Files.writeString(part, "new"));
        assertEquals("new", Files.readString(target));
        assertThrows(
                FileAlreadyExistsException.class,
                () -> AtomicFile.writeByName(target, false, part -> Files.writeString(part, "newer")));
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.writeByName(target, true, part -> {
                    Files.writeString(part, "half of it");
                    throw new IllegalStateException();
                }));
        assertEquals("new", Files.readString(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void a_file_that_appears_meanwhile_is_not_replaced() throws IOException {
        assertThrows(
                FileAlreadyExistsException.class,
                () -> AtomicFile.write(target, false, out -> {
                    out.write('x');
                    Files.writeString(target, "theirs");
                }));
        assertEquals("theirs", Files.readString(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void a_body_that_fails_leaves_what_was_there() throws IOException {
        Files.writeString(target, "old");
        assertThrows(
                IllegalStateException.class,
                () -> AtomicFile.write(target, true, out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("midway");
                }));
        assertEquals("old", Files.readString(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void a_body_may_close_its_stream() throws IOException {
        AtomicFile.write(target, false, out -> {
            try (out) {
                out.write('x');
            }
        });
        assertEquals("x", Files.readString(target));
    }

    @Test
    void what_dead_processes_left_is_removed_and_what_living_ones_write_is_not() throws IOException {
        ProcessHandle other = ProcessHandle.current().parent().orElseThrow();
        Path stale = Files.createFile(folder.resolve(".dream.png." + DEAD + ".part"));
        Path own = Files.createFile(
                folder.resolve(".dream.png." + ProcessHandle.current().pid() + ".part"));
        Path living = Files.createFile(folder.resolve(".dream.png." + other.pid() + ".part"));
        Path foreign = Files.createFile(folder.resolve(".other.png." + DEAD + ".part"));
        write("new", false);
        assertFalse(Files.exists(stale));
        assertFalse(Files.exists(own), "left by an earlier process of this id");
        assertTrue(Files.exists(living));
        assertTrue(Files.exists(foreign), "another target's");
    }

    @Test
    void two_writers_in_one_process_do_not_meet() throws IOException {
        AtomicFile.write(target, true, outer -> {
            write("inner", true);
            outer.write("outer".getBytes(StandardCharsets.UTF_8));
        });
        assertEquals("outer", Files.readString(target));
        assertEquals(List.of(target), list());
    }

    @Test
    void a_symbolic_link_stays_and_its_file_is_written() throws IOException {
        Path real = folder.resolve("real.png");
        Files.createSymbolicLink(target, Path.of("real.png"));
        write("through a dangling link", false);
        assertTrue(Files.isSymbolicLink(target));
        assertEquals("through a dangling link", Files.readString(real));
        assertThrows(FileAlreadyExistsException.class, () -> write("again", false));
        write("again", true);
        assertTrue(Files.isSymbolicLink(target));
        assertEquals("again", Files.readString(real));
    }

    @Test
    void links_in_a_circle_are_an_error() throws IOException {
        Files.createSymbolicLink(target, target);
        assertThrows(FileSystemException.class, () -> write("new", true));
    }

    @Test
    void new_files_have_the_usual_permissions_and_replaced_ones_keep_theirs() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Path usual = Files.createFile(folder.resolve("usual"));
        write("new", false);
        assertEquals(Files.getPosixFilePermissions(usual), Files.getPosixFilePermissions(target));
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        write("newer", true);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
    }

    @Test
    void a_folder_or_a_missing_folder_is_an_error() {
        FileSystemException e = assertThrows(FileSystemException.class, () -> AtomicFile.write(folder, true, _ -> {}));
        assertTrue(e.getMessage().contains("is a folder"), e.getMessage());
        Path missing = folder.resolve("missing/dream.png");
        NoSuchFileException none =
                assertThrows(NoSuchFileException.class, () -> AtomicFile.write(missing, true, _ -> {}));
        assertTrue(none.getMessage().contains("its folder does not exist"), none.getMessage());
    }

    @Test
    void devices_are_written_to_and_stay_devices() throws IOException {
        Path none = Path.of("/dev/null");
        assumeTrue(Files.exists(none));
        AtomicFile.write(none, false, out -> out.write('x'));
        assertFalse(Files.isRegularFile(none));
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full));
        assertThrows(IOException.class, () -> AtomicFile.write(full, true, out -> out.write('x')));
        assertFalse(Files.isRegularFile(full));
    }

    @Test
    void a_long_name_is_possible() throws IOException {
        target = folder.resolve("n".repeat(251) + ".png");
        write("new", false);
        assertEquals(List.of(target), list());
    }

    private void write(String text, boolean overwrite) throws IOException {
        AtomicFile.write(target, overwrite, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
