package reverie.engine.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {

    @Test
    void the_highest_comes_first() {
        assertEquals(List.of(3, 0, 2), Ranking.highest(new float[] {1.5f, -7, 0.25f, 11, -0.5f}, 3));
    }

    @Test
    void of_equal_scores_the_lower_number_comes_first() {
        assertEquals(List.of(1, 3, 0, 2, 4), Ranking.highest(new float[] {2, 5, 2, 5, 2}, 5));
        assertEquals(List.of(1, 3, 0, 2), Ranking.highest(new float[] {2, 5, 2, 5, 2}, 4));
    }

    @Test
    void there_are_no_more_than_all() {
        assertEquals(List.of(1, 0), Ranking.highest(new float[] {-2, -1}, 5));
        assertEquals(List.of(), Ranking.highest(new float[] {-2, -1}, 0));
    }

    @Test
    void what_is_no_number_comes_last() {
        assertEquals(
                List.of(3, 1, 2, 0),
                Ranking.highest(new float[] {Float.NaN, 0, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}, 4));
    }
}
