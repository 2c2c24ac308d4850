package reverie.cli.sheet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Font;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reverie.engine.image.Image;

class ContactSheetTest {

    @TempDir
    Path folder;

    private static Image plain(int height, int width, float red, float green, float blue) {
        float[] rgb = new float[3 * height * width];
        for (int i = 0; i < rgb.length; i += 3) {
            rgb[i] = red;
            rgb[i + 1] = green;
            rgb[i + 2] = blue;
        }
        return new Image(height, width, rgb);
    }

    private static int count(Image sheet, float red, float green, float blue) {
        int count = 0;
        for (int i = 0; i < sheet.rgb().length; i += 3) {
            if (sheet.rgb()[i] == red && sheet.rgb()[i + 1] == green && sheet.rgb()[i + 2] == blue) {
                count++;
            }
        }
        return count;
    }

    /** The columns in which there is ink between two rows. */
    private static List<Integer> ink(Image sheet, int top, int bottom) {
        List<Integer> columns = new ArrayList<>();
        for (int x = 0; x < sheet.width(); x++) {
            boolean found = false;
            for (int y = top; y < bottom; y++) {
                found |= sheet.rgb()[3 * (y * sheet.width() + x)] < 120;
            }
            if (found) {
                columns.add(x);
            }
        }
        return columns;
    }

    @Test
    void every_picture_is_in_its_place() throws IOException {
        List<String> asked = new ArrayList<>();
        Image sheet = ContactSheet.table("", List.of("a", "b"), List.of("1", "2", "3"), 60)
                .draw((row, column) -> {
                    asked.add(row + "," + column);
                    return Optional.of(plain(40, 60, 200, 10 * row, 20 * column));
                });
        assertEquals(List.of("0,0", "0,1", "0,2", "1,0", "1,1", "1,2"), asked);
        int[] lastX = new int[2];
        int[] lastY = new int[2];
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 3; column++) {
                assertEquals(40 * 60, count(sheet, 200, 10 * row, 20 * column), "row %d, %d".formatted(row, column));
            }
        }
        for (int i = 0; i < sheet.rgb().length / 3; i++) {
            if (sheet.rgb()[3 * i] == 200) {
                int row = (int) sheet.rgb()[3 * i + 1] / 10;
                lastX[row] = Math.max(lastX[row], i % sheet.width());
                lastY[row] = i / sheet.width();
                if (sheet.rgb()[3 * i + 2] == 40) {
                    assertEquals(sheet.width() - 1 - lastX[row] < 64, i % sheet.width() >= sheet.width() - 64);
                }
            }
        }
        assertEquals(lastX[0], lastX[1]);
        assertTrue(lastY[0] < lastY[1] - 40);
    }

    @Test
    void large_pictures_are_scaled_and_small_ones_left() throws IOException {
        Image sheet = ContactSheet.grid("", List.of("", "", ""), 3, 50)
                .draw((row, column) -> Optional.of(
                        switch (column) {
                            case 0 -> plain(100, 200, 200, 1, 1);
                            case 1 -> plain(400, 100, 200, 2, 2);
                            default -> plain(3, 5, 200, 3, 3);
                        }));
        assertEquals(25 * 50, count(sheet, 200, 1, 1));
        assertEquals(50 * 13, count(sheet, 200, 2, 2));
        assertEquals(3 * 5, count(sheet, 200, 3, 3));
    }

    @Test
    void cells_without_a_picture_stay_grey_and_unused_ones_empty() throws IOException {
        Image sheet = ContactSheet.grid("", List.of("one", "two", "three", "four", "five"), 3, 40)
                .draw((row, column) -> column == 1 ? Optional.empty() : Optional.of(plain(40, 40, 200, 0, 0)));
        assertEquals(3 * 40 * 40, count(sheet, 200, 0, 0));
        assertTrue(count(sheet, 214, 214, 214) >= 2 * 40 * 40);
        assertTrue(count(sheet, 214, 214, 214) < 3 * 40 * 40);
    }

    @Test
    void labels_are_written_and_stay_on_the_sheet() throws IOException {
        String longest = "a/very_long name ".repeat(30) + "W".repeat(200);
        Image sheet = ContactSheet.table(longest, List.of(longest), List.of(longest, "x"), 80)
                .draw((row, column) -> Optional.of(plain(80, 80, 200, 10, 10)));
        List<Integer> ink = ink(sheet, 0, sheet.height());
        assertTrue(ink.size() > 100, ink.size() + " columns with ink");
        assertTrue(ink.getFirst() >= 2 && ink.getLast() < sheet.width() - 2, ink.getFirst() + " to " + ink.getLast());
        assertEquals(2 * 80 * 80, count(sheet, 200, 10, 10), "no text on a picture");
        assertTrue(sheet.width() < 500 && sheet.height() < 400, sheet.width() + " x " + sheet.height());
    }

    @Test
    void the_ground_is_neutral() throws IOException {
        Image sheet = ContactSheet.grid("Title", List.of("a caption"), 1, 100)
                .draw((row, column) -> Optional.of(plain(60, 100, 128, 128, 128)));
        for (int i = 0; i < sheet.rgb().length; i += 3) {
            assertEquals(sheet.rgb()[i], sheet.rgb()[i + 1]);
            assertEquals(sheet.rgb()[i], sheet.rgb()[i + 2]);
        }
        assertEquals(232, sheet.rgb()[0]);
    }

    @Test
    void sheets_are_stacked() {
        Image stack = ContactSheet.stack(List.of(plain(3, 5, 1, 2, 3), plain(4, 2, 7, 8, 9)));
        assertEquals("7 x 5", stack.height() + " x " + stack.width());
        assertArrayEquals(new float[] {1, 2, 3}, Arrays.copyOfRange(stack.rgb(), 42, 45));
        assertEquals(8, count(stack, 7, 8, 9));
        assertEquals(12, count(stack, 232, 232, 232));
    }

    @Test
    void text_is_broken_where_names_allow_it() throws IOException {
        Lettering text = Lettering.of(Font.PLAIN, 12);
        int width = text.width("inception_4c/");
        assertEquals(List.of("inception_4c/", "output"), text.wrap("inception_4c/output", width, 3));
        assertEquals(List.of("two", "lines"), text.wrap("two\nlines", width, 3));
        assertEquals(List.of(), text.wrap("  ", width, 3));
        List<String> cut = text.wrap("one two three four five six seven eight nine ten", width, 2);
        assertEquals(2, cut.size());
        assertTrue(cut.getLast().endsWith("\u2026") || cut.getLast().endsWith("..."), cut.getLast());
        for (String line : text.wrap("x".repeat(100) + " \ud83d\ude00\ud83d\ude00\ud83d\ude00", 40, 99)) {
            assertTrue(text.width(line) <= 40, line);
        }
        assertEquals(List.of("i", "i"), text.wrap("ii", 1, 5), "at least a letter a line");
    }

    /** Run as a program of its own, where fonts can be taken away. */
    static final class Program {

        private Program() {}

        static void main() {
            try {
                ContactSheet.requireFonts();
                System.out.println("fonts");
            } catch (SheetException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    @Test
    void where_there_are_no_fonts_that_is_said_at_once() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "fonts can be taken away from Java on Linux only");
        Path settings = Files.writeString(
                folder.resolve("fonts.conf"),
                "<?xml version='1.0'?><fontconfig><cachedir>%s</cachedir></fontconfig>".formatted(folder));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-Duser.home=" + folder,
                "-Dsun.java2d.fontpath=" + folder.resolve("none"),
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName());
        builder.environment().put("FONTCONFIG_FILE", settings.toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertTrue(said.contains("need a font, and Java finds none here"), said);
        assertThrows(IllegalArgumentException.class, () -> ContactSheet.grid("", List.of(), 1, 10));
    }
}
