package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void numbers_stand_below_each_other() {
        var table = new TextTable("engine", "ms", "ratio")
                .row("reverie", TextTable.number(38.04, 1), "1.00")
                .row("other", TextTable.number(100, 1), TextTable.number(Double.NaN, 2));
        assertEquals("""
                engine      ms  ratio
                reverie   38.0   1.00
                other    100.0
                """, table.toString());
    }

    @Test
    void a_row_has_as_many_cells_as_the_header() {
        assertThrows(IllegalArgumentException.class, () -> new TextTable("a", "b").row("1"));
    }
}
