package reverie.engine.fooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.image.Image;
import reverie.engine.image.ImageDifference;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;

class FoolingMethodTest {

    private static final Backend BACKEND = new ReferenceBackend();
    private static final PictureClassifier CLASSIFIER = FoolingFixture.classifier(BACKEND);
    private static final Image BEFORE = FoolingFixture.picture();
    private static final int SEEN = CLASSIFIER.answer(BEFORE).top();

    @AfterAll
    static void close() {
        BACKEND.close();
    }

    static List<FoolingMethod> methods() {
        return List.of(new SmallestChange(), new GradientSign(100), new ProjectedGradient(100));
    }

    private static Hunt hunt(FoolingMethod method, WantedAnswer wanted, int budget) {
        Hunt hunt = FoolingFixture.hunt(CLASSIFIER, wanted, budget);
        method.search(hunt);
        return hunt;
    }

    /** The nearest class that is not seen, which every method should reach. */
    private static WantedAnswer next() {
        return WantedAnswer.of(CLASSIFIER.answer(BEFORE).ranking(2).getLast());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void what_is_found_is_a_picture_in_whole_levels_that_fools_when_asked_again(FoolingMethod method) {
        for (WantedAnswer wanted : List.of(next(), WantedAnswer.anyBut(SEEN))) {
            Hunt hunt = hunt(method, wanted, 300);
            assertTrue(hunt.best().fooled(), () -> method + " " + wanted);
            Image after = hunt.best().picture();
            assertTrue(wanted.includes(CLASSIFIER.answer(after).top()));
            for (float value : after.rgb()) {
                assertTrue(value == Math.rint(value) && value >= 0 && value <= 255, () -> value + " is no grey level");
            }
            assertEquals(
                    ImageDifference.between(BEFORE, after).l2(), hunt.best().change(), 1e-6);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void network_is_not_asked_more_often_than_allowed(FoolingMethod method) {
        for (int budget : List.of(2, 3, 11, 40)) {
            Hunt hunt = hunt(method, WantedAnswer.of((SEEN + 4) % 9), budget);
            assertTrue(hunt.asked() <= budget, () -> "%s: %d of %d".formatted(method, hunt.asked(), budget));
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void search_that_is_interrupted_keeps_the_picture_it_began_with(FoolingMethod method) {
        var hunt = new Hunt(CLASSIFIER, BEFORE, next(), new Hunt.Limits(0, 300, () -> true));
        method.search(hunt);
        assertFalse(hunt.best().fooled());
        assertTrue(hunt.asked() <= 3);
    }

    @Test
    void every_class_is_reached_by_the_smallest_change_and_by_less_than_other_methods_need() {
        int smaller = 0;
        for (int label = 0; label < CLASSIFIER.classes(); label++) {
            if (label != SEEN) {
                var wanted = WantedAnswer.of(label);
                Hunt smallest = hunt(new SmallestChange(), wanted, 400);
                Hunt projected = hunt(new ProjectedGradient(127), wanted, 400);
                assertTrue(smallest.best().fooled(), () -> "class " + wanted.label());
                boolean isLess = !projected.best().fooled()
                        || smallest.best().change() <= projected.best().change();
                smaller += isLess ? 1 : 0;
            }
        }
        assertTrue(smaller >= 6, smaller + " of 8 are smaller");
    }

    @Test
    void confidence_that_is_asked_for_is_reached_and_costs_a_greater_change() {
        Hunt any = hunt(new SmallestChange(), next(), 300);
        var sure = new Hunt(CLASSIFIER, BEFORE, next(), new Hunt.Limits(0.95, 300, () -> false));
        new SmallestChange().search(sure);
        Answer answer = sure.best().answer();
        assertTrue(sure.best().fooled());
        assertTrue(answer.probabilities()[answer.top()] >= 0.95);
        assertTrue(sure.best().change() > any.best().change());
    }

    @Test
    void fast_gradient_sign_is_one_step_along_the_sign_of_the_gradient() {
        Hunt hunt = hunt(new GradientSign(100), next(), 300);
        float[] gradient = CLASSIFIER.differentiate(BEFORE, next()).gradient();
        int epsilon = hunt.trials().size();
        float[] expected = new float[gradient.length];
        for (int i = 0; i < expected.length; i++) {
            float step = gradient[i] > 0 ? -epsilon : gradient[i] < 0 ? epsilon : 0;
            expected[i] = Math.min(255, Math.max(0, BEFORE.rgb()[i] + step));
        }
        assertArrayEquals(expected, hunt.best().picture().rgb());
        assertEquals(1, hunt.steps().size());
        for (int i = 0; i < epsilon; i++) {
            Hunt.Trial trial = hunt.trials().get(i);
            assertEquals(i + 1, trial.setting());
            assertEquals(i + 1 == epsilon, trial.fooled(), "an epsilon that did was passed over");
        }
    }

    @Test
    void projected_gradient_stays_in_its_ball() {
        for (int epsilon : List.of(1, 3, 8)) {
            Hunt hunt = hunt(new ProjectedGradient(epsilon), WantedAnswer.of((SEEN + 4) % 9), 200);
            double greatest =
                    ImageDifference.between(BEFORE, hunt.best().picture()).greatest();
            assertTrue(greatest <= epsilon, () -> "%s of %d".formatted(greatest, epsilon));
            assertTrue(hunt.steps().size() > 1);
        }
    }

    @Test
    void step_of_the_projected_gradient_is_a_quarter_of_the_ball_and_ends_at_its_edge_or_at_black_and_white() {
        float[] before = {100, 100, 100, 1, 254, 50};
        float[] at = {100, 103.5f, 96, 0.5f, 255, 50};
        float[] gradient = {3, -0.1f, 7, 2, -5, 0};
        assertArrayEquals(new float[] {99, 104, 96, 0, 255, 50}, ProjectedGradient.step(before, at, gradient, 4));
    }

    @Test
    void rounding_that_undoes_a_change_is_made_up_for() {
        // No value of this change is as much as half a level, so that rounding leaves nothing of it.
        Hunt hunt = FoolingFixture.hunt(CLASSIFIER, next(), 300);
        float[] rgb = BEFORE.rgb().clone();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] += rgb[i] < 255 ? 0.49f : 0;
        }
        assertEquals(0, hunt.judge(rgb).change());
        new WholeLevels(hunt).search();
        assertTrue(hunt.best().fooled());
    }

    @Test
    void best_is_the_smallest_that_fools_and_until_then_the_nearest_to_it() {
        Hunt reference = hunt(new GradientSign(100), next(), 300);
        int epsilon = reference.trials().size();
        List<float[]> steps = new ArrayList<>();
        float[] gradient = CLASSIFIER.differentiate(BEFORE, next()).gradient();
        for (int size = 0; size <= epsilon + 3; size++) {
            float[] rgb = BEFORE.rgb().clone();
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = Math.clamp(rgb[i] - size * Math.signum(gradient[i]), 0, 255);
            }
            steps.add(rgb);
        }
        Hunt hunt = FoolingFixture.hunt(CLASSIFIER, next(), 300);
        assertEquals(0, hunt.best().change());
        Hunt.Candidate larger = hunt.judge(steps.get(epsilon + 3));
        if (larger.fooled()) {
            assertEquals(larger, hunt.best());
        }
        Hunt.Candidate smaller = hunt.judge(steps.get(epsilon));
        assertTrue(smaller.fooled());
        assertEquals(smaller, hunt.best());
        hunt.judge(steps.get(epsilon + 3));
        assertEquals(smaller, hunt.best());
    }
}
