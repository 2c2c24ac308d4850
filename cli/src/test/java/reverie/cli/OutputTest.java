package reverie.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where results go, and that nobody waits for one that then cannot be written. */
class OutputTest {

    @TempDir
    static Path common;

    private static Path model;
    private static Path photo;
    private static Path caffemodel;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        model = SmallModel.model(common.resolve("small.safetensors"));
        photo = SmallModel.photo(common.resolve("winter.png"), 40);
        caffemodel = SmallModel.caffemodel(common.resolve("net.caffemodel"));
    }

    /** The commands that write a file. */
    enum Writer {
        DREAM,
        TRACE,
        CONVERT;

        Invocation to(Object out, Object... more) {
            return switch (this) {
                case DREAM ->
                    Invocation.of(
                            "dream", photo, "-m", model, "--octaves=1", "--iterations=2", "-o", out, List.of(more));
                case TRACE -> Invocation.of("trace", photo, "-m", model, "-l", "4c", "-o", out, List.of(more));
                case CONVERT -> Invocation.of("weights", "convert", caffemodel, "-o", out, List.of(more));
            };
        }
    }

    /** It is refused at once, and the folder stays as it was. */
    private String refuse(Writer writer, Object out, Object... more) {
        Listing before = Listing.of(folder);
        String error = writer.to(out, more).refusal();
        assertEquals(before, Listing.of(folder), error);
        return error;
    }

    /** Also that no command asks for hours of work first: it would have said that it begins. */
    @ParameterizedTest
    @EnumSource
    void a_place_where_no_file_can_be(Writer writer) throws IOException {
        Path missing = folder.resolve("missing");
        assertTrue(refuse(writer, missing.resolve("out.png")).contains(missing + " of the output does not exist"));
        assertTrue(refuse(writer, folder).contains("is a folder"));
        Path file = Files.writeString(folder.resolve("file.png"), "precious");
        refuse(writer, file.resolve("out.png"));
        refuse(writer, file.resolve("out.png"), "--force");
        assertTrue(refuse(writer, file).contains("--force"));
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), file);
        assertTrue(refuse(writer, link).contains("--force"));
        String tooLong = refuse(writer, folder.resolve("x".repeat(300) + ".png"));
        assertTrue(tooLong.contains("too long"), tooLong);
        Path circle = folder.resolve("circle.png");
        Files.createSymbolicLink(circle, circle);
        refuse(writer, circle);
    }

    @ParameterizedTest
    @EnumSource
    void a_file_system_that_takes_no_files(Writer writer) {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs /proc");
        String error = refuse(writer, "/proc/out.png");
        assertTrue(error.contains("/proc/out.png"), error);
    }

    @ParameterizedTest
    @EnumSource
    void a_folder_that_is_closed_to_us(Writer writer) throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write anywhere");
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path there = Files.writeString(closed.resolve("there.png"), "precious");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            for (Path out : List.of(closed.resolve("out.png"), there)) {
                String error = refuse(writer, out, "--force");
                assertTrue(error.contains("permission denied") && error.contains(out.toString()), error);
            }
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_full_disk(Writer writer) {
        assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
        Invocation run = writer.to("/dev/full");
        String error = run.failure();
        assertEquals(1, run.exitCode());
        assertEquals("error: /dev/full: cannot be written: No space left on device", error);
        assertTrue(Files.exists(Path.of("/dev/full")));
    }

    @ParameterizedTest
    @EnumSource
    void a_device_takes_everything(Writer writer) {
        assumeTrue(Files.exists(Path.of("/dev/null")), "needs /dev/null");
        Invocation run = writer.to("/dev/null").succeeds();
        assertEquals("/dev/null" + System.lineSeparator(), run.out());
        assertTrue(Files.exists(Path.of("/dev/null")));
    }

    /** With --force too: a failure on the way leaves what was there. */
    @Test
    void what_was_there_survives_a_failure() throws IOException {
        byte[] bytes = TamperedModel.withFirstValue(Files.readAllBytes(model), Float.NaN);
        Path bad = Files.write(folder.resolve("bad.safetensors"), bytes);
        Path out = Files.writeString(folder.resolve("out.png"), "precious");
        Listing before = Listing.of(folder);
        Invocation.of("dream", photo, "-m", bad, "-o", out, "--force").failure();
        Invocation.of("trace", photo, "-m", bad, "-l", "4c", "-o", out, "--force")
                .failure();
        Invocation.of("weights", "convert", bad, "-o", out, "--force").failure();
        assertEquals(before, Listing.of(folder));
    }

    @Test
    void a_name_that_asks_for_no_format_we_write() {
        for (String name : List.of("out.webp", "out.gif", "out", ".png.", "out.png.txt")) {
            String error = refuse(Writer.DREAM, folder.resolve(name));
            assertTrue(error.contains(".png, .jpg"), error);
        }
    }

    @Test
    void a_link_stays_and_its_file_is_replaced() throws IOException {
        Path file = Files.writeString(folder.resolve("file.png"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), file.getFileName());
        Writer.DREAM.to(link, "--force").succeeds();
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.size(file) > 100);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    /** A photo may be dreamt over, but only on demand. */
    @Test
    void the_photo_itself_as_output() throws IOException {
        Path own = Files.copy(photo, folder.resolve("own.png"));
        Listing before = Listing.of(folder);
        assertTrue(Invocation.of("dream", own, "-m", model, "-o", own).refusal().contains("--force"));
        assertEquals(before, Listing.of(folder));
        Invocation.of("dream", own, "-m", model, "--octaves=1", "--iterations=1", "-o", own, "--force")
                .succeeds();
        if (before.equals(Listing.of(folder))) {
            fail("the photo is as it was");
        }
    }
}
