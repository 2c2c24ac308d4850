package reverie.engine.fooling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;

class RandomChangesTest {

    private static float[] magnitudes(float[] values, float[] from) {
        float[] magnitudes = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            magnitudes[i] = Math.abs(values[i] - from[i]);
        }
        Arrays.sort(magnitudes);
        return magnitudes;
    }

    @Test
    void random_change_has_the_very_values_of_the_change_at_other_places() {
        Image before = FoolingFixture.picture();
        var random = new Random(5);
        float[] after = before.rgb().clone();
        for (int i = 0; i < after.length; i += 2) {
            int change = random.nextInt(1, 9);
            after[i] += after[i] > 127 ? -change : change;
        }
        float[] changes = new float[after.length];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = after[i] - before.rgb()[i];
        }
        Image changed = RandomChanges.changed(before, changes, random);
        assertArrayEquals(magnitudes(after, before.rgb()), magnitudes(changed.rgb(), before.rgb()));
        assertFalse(Arrays.equals(after, changed.rgb()));
        for (float value : changed.rgb()) {
            assertTrue(value >= 0 && value <= 255 && value == Math.rint(value));
        }
    }

    @Test
    void same_seed_gives_the_same_counts_and_an_interruption_ends_early() {
        try (Backend backend = new ReferenceBackend()) {
            PictureClassifier classifier = FoolingFixture.classifier(backend);
            Image before = FoolingFixture.picture();
            float[] white = new float[before.rgb().length];
            Arrays.fill(white, 255);
            var after = new Image(before.height(), before.width(), white);
            var wanted = WantedAnswer.anyBut(classifier.answer(before).top());
            RandomChanges first = RandomChanges.of(classifier, before, after, wanted, 40, 3, () -> false);
            assertEquals(first, RandomChanges.of(classifier, before, after, wanted, 40, 3, () -> false));
            assertEquals(40, first.tried());
            assertEquals(first.flipped(), first.fooled());
            assertTrue(first.flipped() > 0, "changes as large as the range change nothing");
            assertEquals(
                    0,
                    RandomChanges.of(classifier, before, after, wanted, 40, 3, () -> true)
                            .tried());
        }
    }

    /** Values of the interval as R's binom::binom.confint(..., methods = "wilson") and textbooks have them. */
    @Test
    void interval_is_wilsons() {
        RandomChanges.Interval none = new RandomChanges(1000, 0, 0).flippedShare();
        assertEquals(0, none.least(), 1e-12);
        assertEquals(0.003827, none.most(), 1e-6);
        RandomChanges.Interval half = new RandomChanges(100, 50, 0).flippedShare();
        assertEquals(0.4038, half.least(), 1e-4);
        assertEquals(0.5962, half.most(), 1e-4);
        assertEquals(new RandomChanges.Interval(0, 1), new RandomChanges(0, 0, 0).flippedShare());
    }
}
