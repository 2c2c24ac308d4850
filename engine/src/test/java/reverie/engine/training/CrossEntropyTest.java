package reverie.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {

    @Test
    void without_an_idea_the_loss_is_the_logarithm_of_the_classes() {
        CrossEntropy answer = CrossEntropy.of(new float[] {7, 7, 7, 7}, 2);
        assertEquals(Math.log(4), answer.loss(), 1e-12);
        assertArrayEquals(new float[] {0.25f, 0.25f, -0.75f, 0.25f}, answer.gradient(), 1e-7f);
    }

    @Test
    void certainty_costs_nothing_if_it_is_right_and_its_height_if_it_is_wrong() {
        float[] certain = {0, 1000, 0};
        assertEquals(0, CrossEntropy.of(certain, 1).loss(), 1e-12);
        assertEquals(1000, CrossEntropy.of(certain, 0).loss(), 1e-9);
        assertEquals(1, CrossEntropy.of(certain, 0).answer());
    }

    @Test
    void gradient_agrees_with_central_differences() {
        float[] logits = {0.3f, -1.2f, 2, 0.9f};
        float[] gradient = CrossEntropy.of(logits, 3).gradient();
        for (int i = 0; i < logits.length; i++) {
            float[] up = logits.clone();
            float[] down = logits.clone();
            up[i] += 0.01f;
            down[i] -= 0.01f;
            double numeric =
                    (CrossEntropy.of(up, 3).loss() - CrossEntropy.of(down, 3).loss()) / (up[i] - down[i]);
            assertEquals(numeric, gradient[i], 1e-4);
        }
    }
}
