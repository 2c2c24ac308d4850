package reverie.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void the_median_is_the_middle_or_between_the_middle_two() {
        assertEquals(2, Samples.median(List.of(9.0, 1.0, 2.0)));
        assertEquals(3, Samples.median(List.of(9.0, 1.0, 4.0, 2.0)));
        assertThrows(IllegalArgumentException.class, () -> Samples.median(List.of()));
    }

    @Test
    void disturbed_turns_count_only_where_there_is_no_other() {
        var samples = new Samples();
        samples.add(List.of(50.0, 70.0), 0.6);
        assertEquals(60, samples.median());
        assertEquals(0.6, samples.others());
        samples.add(List.of(12.0, 10.0, 11.0), 0.01);
        assertEquals(11, samples.median());
        assertEquals(10, samples.minimum());
        assertEquals(0.01, samples.others());
        assertEquals(1, samples.quietGroups());
    }
}
