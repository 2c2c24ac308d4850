package reverie.cli.film;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reverie.cli.report.UsageException;

class FrameRateTest {

    @ParameterizedTest
    @CsvSource({"25, 25, 1", "12.5, 25, 2", "30000/1001, 30000, 1001", "50/2, 25, 1", "0.1, 1, 10", "1000, 1000, 1"})
    void a_rate_is_a_fraction_in_lowest_terms(String text, int numerator, int denominator) {
        FrameRate rate = FrameRate.parse(text);
        assertEquals(new FrameRate(numerator, denominator), rate);
        assertEquals(rate, FrameRate.parse(rate.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "0.0", "-1", "0/1", "1/0", "abc", "25fps", "1e3", "1001", "1/2/3", "NaN", "9999999999/1"
            })
    void anything_else_is_refused(String text) {
        var e = assertThrows(UsageException.class, () -> FrameRate.parse(text));
        assertTrue(e.getMessage().contains("is no frame rate"), e.getMessage());
    }

    @Test
    void an_hour_of_television_is_exact() {
        assertEquals(3600 * 1.001, new FrameRate(30000, 1001).seconds(108000), 1e-9);
    }
}
