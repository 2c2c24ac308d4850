package reverie.engine.fooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.training.CrossEntropy;

class WantedAnswerTest {

    private static final float[] SCORES = {0.3f, -1.2f, 2, 0.9f, -40};

    static List<WantedAnswer> wanted() {
        return List.of(WantedAnswer.of(1), WantedAnswer.of(2), WantedAnswer.anyBut(2), WantedAnswer.anyBut(3));
    }

    @Test
    void for_one_class_the_loss_is_the_cross_entropy() {
        CrossEntropy expected = CrossEntropy.of(SCORES, 3);
        WantedAnswer.Loss loss = WantedAnswer.of(3).loss(SCORES);
        assertEquals(expected.loss(), loss.value(), 1e-6);
        assertArrayEquals(expected.gradient(), loss.gradient(), 1e-7f);
    }

    @Test
    void for_any_other_class_the_loss_is_that_of_all_others_together() {
        Answer answer = Answer.of(SCORES);
        double others = 1 - answer.probabilities()[2];
        assertEquals(-Math.log(others), WantedAnswer.anyBut(2).loss(SCORES).value(), 1e-9);
    }

    @ParameterizedTest
    @MethodSource("wanted")
    void gradient_agrees_with_central_differences(WantedAnswer wanted) {
        float[] gradient = wanted.loss(SCORES).gradient();
        for (int i = 0; i < SCORES.length; i++) {
            float[] up = SCORES.clone();
            float[] down = SCORES.clone();
            up[i] += 0.01f;
            down[i] -= 0.01f;
            double numeric = (wanted.loss(up).value() - wanted.loss(down).value()) / (up[i] - down[i]);
            assertEquals(numeric, gradient[i], 1e-4);
        }
    }

    @Test
    void scores_beyond_all_powers_still_have_a_loss() {
        float[] certain = {0, 1000, 0};
        assertEquals(1000, WantedAnswer.of(0).loss(certain).value(), 1e-9);
        assertEquals(1000 - Math.log(2), WantedAnswer.anyBut(1).loss(certain).value(), 1e-9);
    }

    @Test
    void what_is_wanted_is_one_class_or_all_but_one() {
        assertTrue(WantedAnswer.of(2).includes(2));
        assertFalse(WantedAnswer.of(2).includes(3));
        assertFalse(WantedAnswer.anyBut(2).includes(2));
        assertTrue(WantedAnswer.anyBut(2).includes(3));
    }

    @Test
    void answer_ranks_its_classes_and_says_by_how_much_the_first_leads() {
        Answer answer = Answer.of(SCORES);
        assertEquals(List.of(2, 3, 0), answer.ranking(3));
        assertEquals(2, answer.top());
        assertEquals(1.1, answer.lead(), 1e-6);
    }
}
