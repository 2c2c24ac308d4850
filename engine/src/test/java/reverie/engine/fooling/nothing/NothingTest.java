package reverie.engine.fooling.nothing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reverie.engine.evolution.MapElites;
import reverie.engine.fooling.Hunt.Limits;
import reverie.engine.fooling.PictureClassifier;
import reverie.engine.fooling.nothing.Attempt.Point;
import reverie.engine.fooling.nothing.cppn.Cppn;
import reverie.engine.fooling.nothing.cppn.CppnEncoding;
import reverie.engine.fooling.nothing.cppn.CppnPainter;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.vector.VectorBackend;

/** With a network of nine classes that has learnt nothing, and whose normalisation lets it be sure of nothing either. */
class NothingTest {

    private static final NetworkDefinition DEFINITION = SmallNetworks.inception();
    private static final int TARGET = 4;

    private Backend backend;
    private PictureClassifier classifier;

    @BeforeEach
    void open() {
        backend = new VectorBackend(1);
        var preprocessing = new Preprocessing(ChannelOrder.BGR, List.of(104f, 117f, 123f));
        var model = new Model(
                DEFINITION,
                new SmallNetworks.RandomWeights(DEFINITION, 3),
                preprocessing,
                preprocessing,
                List.of(),
                Map.of());
        classifier = new PictureClassifier(model, backend);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    private Attempt attempt(double confidence, int budget) {
        return new Attempt(classifier, TARGET, new Limits(confidence, budget, () -> false));
    }

    private Image empty(EmptyPicture picture, long seed) {
        return picture.draw(classifier.height(), classifier.width(), seed);
    }

    private EvolvedPicture<Cppn> patterns(long seed) {
        return new EvolvedPicture<>(
                new CppnEncoding(),
                cppn -> new CppnPainter(cppn).paint(classifier.height(), classifier.width()),
                new MapElites.Settings(5, 0.5, seed),
                true);
    }

    @Test
    void noise_has_all_levels_and_a_seed() {
        Image noise = EmptyPicture.NOISE.draw(64, 48, 1);
        boolean[] seen = new boolean[256];
        for (float value : noise.rgb()) {
            seen[(int) value] = true;
        }
        for (int level = 0; level < seen.length; level++) {
            assertTrue(seen[level], "no value " + level);
        }
        assertArrayEquals(noise.rgb(), EmptyPicture.NOISE.draw(64, 48, 1).rgb());
        assertFalse(
                Arrays.equals(noise.rgb(), EmptyPicture.NOISE.draw(64, 48, 2).rgb()));
        assertArrayEquals(
                new float[] {128, 128, 128}, EmptyPicture.GREY.draw(1, 1, 9).rgb());
    }

    @ParameterizedTest
    @EnumSource
    void the_gradient_leads_from_nothing_towards_the_target(EmptyPicture start) {
        Attempt attempt = attempt(1, 200);
        new GradientAscent(empty(start, 1), 1).search(attempt);
        List<Point> course = attempt.course();
        assertTrue(course.getLast().confidence() > 1.2 * course.getFirst().confidence(), course::toString);
        // What counts is what a file would hold.
        Image picture = attempt.best().picture();
        for (float value : picture.rgb()) {
            assertTrue(value >= 0 && value <= 255 && value == Math.rint(value), "value " + value);
        }
        assertEquals(attempt.best().confidence(), classifier.answer(picture).probabilities()[TARGET]);
    }

    @Test
    void pixels_evolve_without_a_gradient() {
        Attempt attempt = attempt(1, 300);
        new EvolvedPicture<>(
                        new DirectEncoding(empty(EmptyPicture.NOISE, 1)),
                        image -> image,
                        new MapElites.Settings(1, 1, 2),
                        false)
                .search(attempt);
        assertEquals(300, attempt.asked());
        List<Point> course = attempt.course();
        assertTrue(course.getLast().confidence() > 1.1 * course.getFirst().confidence(), course::toString);
    }

    @Test
    void patterns_evolve_and_the_winner_paints_the_best_picture() {
        EvolvedPicture<Cppn> patterns = patterns(2);
        Attempt attempt = attempt(1, 300);
        patterns.search(attempt);
        List<Point> course = attempt.course();
        assertTrue(course.getLast().confidence() > 1.1 * course.getFirst().confidence(), course::toString);
        Cppn winner = patterns.winner().orElseThrow().genome();
        Image painted = new CppnPainter(winner).paint(classifier.height(), classifier.width());
        assertEquals(attempt.best().confidence(), classifier.answer(painted).probabilities()[TARGET]);
    }

    @Test
    void the_same_seed_gives_the_same_picture() {
        Attempt first = attempt(1, 60);
        Attempt second = attempt(1, 60);
        Attempt other = attempt(1, 60);
        patterns(7).search(first);
        patterns(7).search(second);
        patterns(8).search(other);
        assertArrayEquals(first.best().picture().rgb(), second.best().picture().rgb());
        assertEquals(first.course(), second.course());
        assertNotEquals(first.course(), other.course());
    }

    /** Each value is changed with a chance of a tenth at first, and of an eightieth after 3000 children. */
    @Test
    void fewer_pixels_mutate_as_time_goes_on() {
        Image parent = empty(EmptyPicture.GREY, 0);
        var encoding = new DirectEncoding(parent);
        var random = new Random(1);
        int young = 0;
        int old = 0;
        for (int i = 0; i < 20; i++) {
            young += changed(parent, encoding.mutate(parent, 0, random));
            old += changed(parent, encoding.mutate(parent, 3000, random));
        }
        // A mutation of less than half a level cannot be seen: (1 - 0.5 / 255)^16 = 96.9 % of them can.
        double values = 20.0 * parent.rgb().length;
        assertEquals(0.1 * 0.969, young / values, 0.01);
        assertEquals(0.0125 * 0.969, old / values, 0.003);
    }

    private static int changed(Image before, Image after) {
        int changed = 0;
        for (int i = 0; i < before.rgb().length; i++) {
            changed += before.rgb()[i] == after.rgb()[i] ? 0 : 1;
        }
        return changed;
    }

    @Test
    void an_attempt_ends_with_its_budget_or_when_it_is_interrupted() {
        Attempt brief = attempt(1, 3);
        patterns(1).search(brief);
        assertEquals(3, brief.asked());
        var interrupted = new Attempt(classifier, TARGET, new Limits(1, 100, () -> true));
        patterns(1).search(interrupted);
        assertEquals(1, interrupted.asked(), "there is a best picture all the same");
        assertTrue(interrupted.best().confidence() > 0);
    }

    @Test
    void stages_are_kept_ever_more_seldom_and_the_course_never_falls() {
        Attempt attempt = attempt(1, 200);
        new GradientAscent(empty(EmptyPicture.NOISE, 1), 1).search(attempt);
        int last = attempt.stages().size() - 1;
        assertTrue(last >= 3 && last <= 9, last + " stages");
        assertEquals(1, attempt.stages().getFirst().asked());
        assertEquals(attempt.best(), attempt.stages().get(last));
        List<Point> course = attempt.course();
        for (int i = 1; i < course.size(); i++) {
            assertTrue(course.get(i).confidence() >= course.get(i - 1).confidence());
            assertTrue(course.get(i).asked() > course.get(i - 1).asked());
        }
        assertEquals(200, course.getLast().asked());
    }

    @Test
    void a_class_that_does_not_exist_is_refused() {
        var limits = new Limits(0.5, 10, () -> false);
        assertThrows(IllegalArgumentException.class, () -> new Attempt(classifier, 9, limits));
        assertThrows(IllegalArgumentException.class, () -> new Attempt(classifier, -1, limits));
    }
}
