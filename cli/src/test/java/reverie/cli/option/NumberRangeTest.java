package reverie.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberRangeTest {

    @ParameterizedTest
    @CsvSource({"1..16, 1, 16", "-0.5..+2, -0.5, 2", ".5..1., 0.5, 1", "5...25, 5, 25", "1e2..1E-1, 1E+2, 0.1"})
    void ends_are_numbers_as_people_write_them(String text, BigDecimal from, BigDecimal to) {
        NumberRange range = NumberRange.parse(text).orElseThrow();
        assertEquals(from, range.from());
        assertEquals(to, range.to());
        assertEquals(OptionalInt.empty(), range.count());
    }

    @Test
    void a_count_may_follow() {
        assertEquals(
                Optional.of(new NumberRange(BigDecimal.TWO, BigDecimal.ONE, OptionalInt.of(3))),
                NumberRange.parse("2..1:3"));
        assertEquals(
                OptionalInt.of(999_999_999),
                NumberRange.parse("1..2:999999999").orElseThrow().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1..",
                "..2",
                "1..2:",
                "1..2:-3",
                "1..2:1234567890",
                "1..2..3",
                "a..b",
                "1 .. 2",
                "1e99999999999..2",
                "4c:1..2"
            })
    void anything_else_is_none(String text) {
        assertEquals(Optional.empty(), NumberRange.parse(text));
    }
}
