package reverie.engine.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import reverie.engine.dream.DreamListener;
import reverie.engine.dream.DreamListener.Iteration;
import reverie.engine.dream.DreamListener.Octave;

class DreamTrackTest {

    private static final Octave OCTAVE = new Octave(2, 3, 5, 2);

    /** A step of a dream on 5 x 2 pixels, all values of a row the same. */
    private static void step(DreamListener listener, int number, float... rows) {
        listener.iterationDone(new Iteration(OCTAVE, number, 0, 0, () -> {
            float[] values = new float[5 * 2 * 3];
            for (int i = 0; i < values.length; i++) {
                values[i] = rows[i / 6];
            }
            return values;
        }));
    }

    @Test
    void distances_are_root_mean_squares_step_by_step() {
        var track = new DreamTrack(1);
        step(track, 1, 0, 0, 0, 0, 0);
        step(track, 2, 1, 1, 1, 1, 1);
        var other = track.compare();
        step(other, 1, 0, 0, 0, 0, 0);
        step(other, 2, 1, 1, 1, 1, 6);
        assertEquals(2, other.distances().size());
        assertEquals(new DreamTrack.Distance(2, 1, 0), other.distances().get(0));
        assertEquals(
                new DreamTrack.Distance(2, 2, Math.sqrt(5)), other.distances().get(1)); // 25 / 5
    }

    /** Rows 0, 2 and 4 of 5. */
    @Test
    void of_large_pictures_some_rows_are_compared() {
        var track = new DreamTrack(2);
        step(track, 1, 0, 0, 0, 0, 0);
        var other = track.compare();
        step(other, 1, 0, 100, 3, 100, 0);
        assertEquals(Math.sqrt(3), other.distances().getFirst().rootMeanSquare()); // 9 / 3
    }

    @Test
    void a_track_stays_within_its_limit() {
        assertEquals(1, DreamTrack.within(100, 300).everyRow());
        assertEquals(2, DreamTrack.within(100, 299).everyRow());
        assertEquals(4, DreamTrack.within(100, 80).everyRow());
        assertThrows(IllegalArgumentException.class, () -> new DreamTrack(0));
    }

    @Test
    void another_kind_of_dream_is_refused() {
        var track = new DreamTrack(1);
        step(track, 1, 0, 0, 0, 0, 0);
        var longer = track.compare();
        step(longer, 1, 0, 0, 0, 0, 0);
        assertThrows(IllegalStateException.class, () -> step(longer, 2, 0, 0, 0, 0, 0));
        var smaller = track.compare();
        assertThrows(
                IllegalStateException.class,
                () -> smaller.iterationDone(
                        new Iteration(new Octave(1, 3, 4, 2), 1, 0, 0, () -> new float[4 * 2 * 3])));
    }
}
