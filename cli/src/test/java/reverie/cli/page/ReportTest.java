package reverie.cli.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report as text; {@link ReportBrowserTest} looks at it. */
class ReportTest {

    @TempDir
    Path folder;

    private String html(Report report) throws IOException {
        Path file = folder.resolve("report.html");
        report.write(file, true);
        return Files.readString(file);
    }

    private static Block table(String cell) {
        return Block.table("caption", List.of("name", "value"), List.of(List.of("a", "1"), List.of("b", cell)));
    }

    @Test
    void text_is_escaped_and_code_is_code() throws IOException {
        String html = html(ReportFixture.report());
        assertTrue(html.contains("<h1>How far a &lt;little&gt; noise goes</h1>"), html);
        assertTrue(html.contains("<p>The first paragraph has <code>code &amp; more</code> in it.</p>"), html);
        assertTrue(html.contains("<p>The second has an `open end.</p>"), html);
        assertTrue(
                html.contains("<pre><code>"
                        + ReportFixture.COMMAND.replace("&", "&amp;").replace("'", "&#39;")),
                html);
    }

    @ParameterizedTest
    @CsvSource({
        "12, true", "-1.5, true", "−1.5, true", "+3, true", "'1,024', true", "∞, true", "9 %, true", "31.2 dB, true",
        "–, true", "'', true", "2·10⁻⁶, true", "1e-5, true", "2 pictures, false", "4c, true", "four, false", "a1, false"
    })
    void columns_of_numbers_are_set_to_the_right(String cell, boolean numeric) throws IOException {
        Block.Table table = (Block.Table) table(cell);
        assertEquals(numeric, table.isNumeric(1), cell);
        assertFalse(table.isNumeric(0));
        String html = html(new Report("t", "l", List.of(ReportSection.of("h", table)), "c", "m"));
        assertEquals(numeric, html.contains("<th scope=\"col\" class=\"number\">value"));
    }

    @Test
    void rows_are_as_long_as_the_header() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Block.table("caption", List.of("a", "b"), List.of(List.of("1"))))
                .getMessage();
        assertEquals("a row of 1 cells in the table 'caption', which has 2 columns", message);
    }

    @Test
    void every_picture_is_put_into_words() {
        assertThrows(
                IllegalArgumentException.class, () -> ReportFigure.of(ReportFixture.flat(2, 2, 0), " ", "caption"));
        assertThrows(IllegalArgumentException.class, () -> Block.formula("a", "a < b"));
    }

    @Test
    void the_same_report_gives_the_same_bytes_and_is_not_overwritten_unasked() throws IOException {
        Path file = folder.resolve("report.html");
        ReportFixture.report().write(file, false);
        byte[] first = Files.readAllBytes(file);
        assertThrows(
                FileAlreadyExistsException.class, () -> ReportFixture.report().write(file, false));
        ReportFixture.report().write(file, true);
        assertArrayEquals(first, Files.readAllBytes(file));
    }

    /** A tour replaces its own page without asking twice; it must not take a report for one. */
    @Test
    void it_is_not_the_page_of_a_tour() throws IOException {
        Path file = folder.resolve("index.html");
        ReportFixture.report().write(file, false);
        assertFalse(TourPage.isOne(file));
    }
}
