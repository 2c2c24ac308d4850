package reverie.engine.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConfusionTest {

    @Test
    void what_was_told_right_of_a_class_and_what_was_right_of_an_answer() {
        var confusion = new Confusion(3);
        confusion.add(0, 0);
        confusion.add(0, 0);
        confusion.add(0, 1);
        confusion.add(1, 1);
        var more = new Confusion(3);
        more.add(1, 0);
        confusion.add(more);
        assertEquals(5, confusion.total());
        assertEquals(0.6, confusion.accuracy(), 1e-12);
        assertEquals(2.0 / 3, confusion.recall(0), 1e-12);
        assertEquals(0.5, confusion.recall(1), 1e-12);
        assertEquals(2.0 / 3, confusion.precision(0), 1e-12);
        assertEquals(1, confusion.count(1, 0));
        assertTrue(Double.isNaN(confusion.recall(2)) && Double.isNaN(confusion.precision(2)));
    }
}
