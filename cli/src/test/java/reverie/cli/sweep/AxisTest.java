package reverie.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.report.UsageException;

class AxisTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3b,4c,5a | 3b 4c 5a",
                "1.2..1.8:4 | 1.2 1.4 1.6 1.8",
                "1..5 | 1 2 3 4 5",
                "5..1 | 5 4 3 2 1",
                "-1..1:3 | -1 0 1",
                "0.1..0.3:2,7 | 0.1 0.3 7",
                "1..2:3 | 1 1.5 2",
                "3..3 | 3",
                "2..9:1 | 2",
                "4c:3@5,7,4c:3@6,8 | 4c:3@5,7 4c:3@6,8",
                "1,1,2 | 1 2",
                "meanabs, std | meanabs std",
            })
    void values_are_read_as_people_write_them(String text, String values) {
        assertEquals(List.of(values.split(" ", -1)), Axis.parse("--step", text).values());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,,2", ",", "1.5..3", "1..3:0", "0..1:99999", "1..1e9"})
    void what_makes_no_sense_is_refused(String text) {
        assertThrows(UsageException.class, () -> Axis.parse("--step", text));
    }

    @Test
    void a_grid_has_every_combination_once() {
        var grid = new Grid(
                List.of(
                        new Axis("--layer", List.of("3b", "4c")),
                        new Axis("--seed", List.of("1", "2", "3")),
                        new Axis("--octave-scale", List.of("1.2", "1.4"))),
                List.of("--noise"));
        assertEquals(6, grid.rows());
        assertEquals(2, grid.columns());
        assertEquals(List.of("octave scale 1.2", "octave scale 1.4"), grid.columnHeadings());
        assertEquals("3b\nseed 2", grid.rowHeadings().get(1));
        Set<List<String>> all = new HashSet<>();
        for (int row = 0; row < 6; row++) {
            for (int column = 0; column < 2; column++) {
                List<String> words = grid.arguments(row, column);
                assertEquals("--noise", words.getFirst());
                all.add(words);
                List<String> heading = grid.rowHeadings().get(row).lines().toList();
                assertEquals("--layer=" + heading.getFirst(), words.get(1));
                assertTrue(heading.getLast().endsWith(words.get(2).substring("--seed=".length())));
            }
        }
        assertEquals(12, all.size());
    }
}
