package reverie.motifs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MotifPainterTest {

    private static final int SEEDS = 200;

    @Test
    void labels_are_many_different_and_in_lower_case() {
        List<String> labels = Arrays.stream(Motif.values()).map(Motif::label).toList();
        assertTrue(labels.size() >= 48, () -> labels.size() + " motifs");
        assertEquals(labels.size(), labels.stream().distinct().count());
        for (String label : labels) {
            assertEquals(label.strip().toLowerCase(Locale.ROOT), label);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_seed_fixes_the_picture(Motif motif) {
        int[] picture = MotifPainter.draw(motif, 7, 64);
        assertArrayEquals(picture, MotifPainter.draw(motif, 7, 64));
        assertFalse(Arrays.equals(picture, MotifPainter.draw(motif, 8, 64)));
    }

    @Test
    void threads_do_not_disturb_each_other() {
        Motif[] motifs = Motif.values();
        int[][] alone = IntStream.range(0, 240)
                .mapToObj(i -> MotifPainter.draw(motifs[i % motifs.length], i, 48))
                .toArray(int[][]::new);
        int[][] together = IntStream.range(0, 240)
                .parallel()
                .mapToObj(i -> MotifPainter.draw(motifs[i % motifs.length], i, 48))
                .toArray(int[][]::new);
        for (int i = 0; i < alone.length; i++) {
            assertArrayEquals(alone[i], together[i], "picture " + i);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_size_has_its_pixels(Motif motif) {
        for (int size : new int[] {16, 64, 97}) {
            int[] picture = MotifPainter.draw(motif, size, size);
            assertEquals(size * size, picture.length);
            assertTrue(Arrays.stream(picture).allMatch(pixel -> pixel >>> 24 == 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void most_pictures_show_something(Motif motif) {
        long dull = IntStream.range(0, SEEDS)
                .parallel()
                .filter(seed -> isDull(MotifPainter.draw(motif, seed, 64)))
                .count();
        assertTrue(dull < SEEDS / 20, dull + " of " + SEEDS + " are flat, black or white");
    }

    private static boolean isDull(int[] picture) {
        double mean =
                Arrays.stream(picture).mapToDouble(Tint::luminance).average().orElseThrow();
        double variance = Arrays.stream(picture)
                .mapToDouble(Tint::luminance)
                .map(light -> (light - mean) * (light - mean))
                .average()
                .orElseThrow();
        double deviation = Math.sqrt(variance);
        return deviation < 10 || deviation > 120 || mean < 20 || mean > 240;
    }

    /** Seeds that follow each other are the usual ones, and must not give pictures that resemble each other. */
    @Test
    void neighbouring_seeds_share_no_colours() {
        int alike = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            int corner = MotifPainter.draw(Motif.STAR, seed, 16)[0];
            int next = MotifPainter.draw(Motif.STAR, seed + 1, 16)[0];
            alike += Math.abs(Tint.luminance(corner) - Tint.luminance(next)) < 4 ? 1 : 0;
        }
        assertTrue(alike < SEEDS / 8, alike + " of " + SEEDS + " corners are as bright as the next");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 15, 513})
    void other_sizes_are_refused(int size) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> MotifPainter.draw(Motif.EYE, 1, size));
        assertTrue(refusal.getMessage().contains("16 to 512"), refusal.getMessage());
    }
}
