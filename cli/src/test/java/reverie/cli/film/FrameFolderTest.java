package reverie.cli.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameFolderTest extends FilmFixture {

    @ParameterizedTest
    @CsvSource({
        "frame2.png, frame10.png",
        "2.png, 10.png",
        "a9b10.png, a10b2.png",
        "a9b2.png, a9b10.png",
        "shot 2 take 10.png, shot 10 take 2.png",
        "99999999999999999999999999.png, 100000000000000000000000000.png",
        "frame007.png, frame8.png",
        "frame08.png, frame9.png",
        "B1.png, b2.png",
        "frame.png, frame1.png",
        "1.png, a.png",
        "x, x1"
    })
    void numbers_in_names_are_counted(String first, String second) {
        var order = new NaturalOrder();
        assertTrue(order.compare(first, second) < 0, first + " before " + second);
        assertTrue(order.compare(second, first) > 0, second + " after " + first);
        assertEquals(0, order.compare(first, first));
    }

    @Test
    void names_that_count_alike_still_have_an_order() {
        List<String> names = new ArrayList<>(List.of("001", "01", "1", "1 ", "A1", "a1", "a01"));
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(new NaturalOrder());
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(names, new Random(i));
            names.sort(new NaturalOrder());
            assertEquals(sorted, names);
        }
        assertFalse(new NaturalOrder().compare("a1", "A1") == 0);
    }

    @Test
    void frames_are_pictures_in_natural_order() throws IOException {
        for (String name : List.of("f 10.PNG", "f 9.jpg", "f 11.webp", ".f 1.png", "f 2.txt", "notes", "f 12.tiff")) {
            Files.writeString(folder.resolve(name), "x");
        }
        Files.createDirectory(folder.resolve("f 3.png"));
        List<String> names = FrameFolder.frames(folder).stream()
                .map(file -> file.getFileName().toString())
                .toList();
        assertEquals(List.of("f 9.jpg", "f 10.PNG", "f 11.webp", "f 12.tiff"), names);
    }

    @Test
    void a_folder_without_frames_is_refused() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "x");
        var empty = assertThrows(FilmException.class, () -> FrameFolder.frames(folder));
        assertTrue(empty.getMessage().contains("holds no frames"), empty.getMessage());
        var missing = assertThrows(FilmException.class, () -> FrameFolder.frames(folder.resolve("none")));
        assertTrue(missing.getMessage().contains("does not exist"), missing.getMessage());
        var file = assertThrows(FilmException.class, () -> FrameFolder.frames(folder.resolve("notes.txt")));
        assertTrue(file.getMessage().contains("is not a folder"), file.getMessage());
    }

    @Test
    void frames_are_numbered_with_as_many_digits_as_their_count_has() throws IOException {
        var sequence = new FrameSequence(folder, 1000);
        assertEquals(folder.resolve("frame-0001.png"), sequence.frame(1));
        assertEquals(folder.resolve("frame-1000.png"), sequence.frame(1000));
        assertThrows(IllegalArgumentException.class, () -> sequence.frame(0));
        assertThrows(IllegalArgumentException.class, () -> sequence.frame(1001));
        var short1 = new FrameSequence(folder, 12);
        for (Path file : short1.frames().reversed()) {
            Files.writeString(file, "x");
        }
        assertEquals(short1.frames(), FrameFolder.frames(folder));
    }

    @Test
    void work_that_was_killed_goes_on_with_the_first_frame_that_is_missing() throws IOException {
        var sequence = new FrameSequence(folder, 20);
        assertEquals(OptionalInt.of(1), sequence.firstMissing());
        for (int number : new int[] {1, 2, 4}) {
            Files.writeString(sequence.frame(number), "x");
        }
        Files.writeString(folder.resolve(".frame-03.png.1.part"), "half of it");
        assertEquals(OptionalInt.of(3), sequence.firstMissing());
        assertTrue(sequence.isThere(4));
        for (int number = 1; number <= 20; number++) {
            Files.writeString(sequence.frame(number), "x");
        }
        assertEquals(OptionalInt.empty(), sequence.firstMissing());
    }
}
