package reverie.cli.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TicksTest {

    private static Ticks linear(double... values) {
        return Ticks.of(Axis.linear("x"), DoubleStream.of(values), 5);
    }

    private static Ticks logarithmic(double... values) {
        return Ticks.of(Axis.logarithmic("x"), DoubleStream.of(values), 5);
    }

    @Test
    void linear_ticks_are_round_and_enclose_the_values() {
        Ticks ticks = linear(0.13, 3.4);
        assertEquals(List.of("0", "1", "2", "3", "4"), ticks.labels());
        assertEquals(0.25, ticks.position(1), 1e-12);
        assertEquals(
                List.of("−0.2", "0.0", "0.2", "0.4", "0.6"), linear(-0.2, 0.55).labels());
        assertEquals(
                List.of("20", "25", "30", "35", "40", "45"), linear(20.1, 44.9).labels());
        assertEquals(
                List.of("0.000", "0.002", "0.004", "0.006", "0.008"),
                linear(0, 0.0079).labels());
    }

    @Test
    void whole_ticks_gain_no_room() {
        Ticks ticks = linear(0, 0.1, 0.3);
        assertEquals(0, ticks.least(), 0);
        assertEquals(0.3, ticks.greatest(), 1e-12);
        assertEquals(List.of("0.0", "0.1", "0.2", "0.3"), linear(0, 0.3).labels());
    }

    @Test
    void large_and_small_numbers_are_powers_of_ten() {
        assertEquals(
                List.of("0", "2·10⁶", "4·10⁶", "6·10⁶", "8·10⁶", "10⁷"),
                linear(0, 9.5e6).labels());
        assertEquals(
                List.of("10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³"),
                logarithmic(1e-7, 1e-3).labels());
    }

    @Test
    void logarithmic_ticks_are_at_one_two_and_five() {
        Ticks ticks = logarithmic(1, 32);
        assertEquals(List.of("1", "2", "5", "10", "20"), ticks.labels());
        assertEquals(0.6, ticks.position(8), 1e-12);
        assertEquals(
                List.of("0.1", "1", "10", "100", "1000"),
                logarithmic(0.07, 2000).labels());
        assertTrue(logarithmic(1e-30, 1e30).values().size() <= 9);
    }

    @Test
    void one_value_alone_has_an_axis_too() {
        assertTrue(linear(7).position(7) > 0 && linear(7).position(7) < 1);
        assertEquals(0.5, linear(0).position(0), 1e-12);
        assertEquals(0.5, logarithmic(7).position(7), 1e-12);
        assertTrue(linear().values().size() > 1);
        assertTrue(logarithmic().values().size() > 1);
    }

    @Test
    void what_has_no_place_does_not_count() {
        assertEquals(linear(1, 4), linear(1, Double.NaN, 4, Double.POSITIVE_INFINITY));
        assertEquals(0.5, logarithmic(0, 1, -3, 100).position(10), 1e-12);
        assertThrows(
                IllegalArgumentException.class,
                () -> Axis.logarithmic("shift in pixels").including(0));
    }

    @Test
    void an_axis_reaches_to_what_it_is_told_to_include() {
        Ticks ticks = Ticks.of(Axis.linear("x").including(0).including(100), DoubleStream.of(40, 60), 5);
        assertEquals(List.of("0", "20", "40", "60", "80", "100"), ticks.labels());
    }
}
