package reverie.engine.comparison;

import java.util.ArrayList;
import java.util.List;
import reverie.engine.dream.DreamListener;

/**
 * The pictures of a dream after every step, so that another dream with the same settings can be held against them: run one
 * dream with the track as its listener, and the others with {@link #compare()}.
 *
 * <p>Of large pictures only every so many rows are kept, since a dream has dozens of them; the same rows of both dreams are
 * compared.
 */
public final class DreamTrack implements DreamListener {

    private static final int COLOURS = 3;

    private final int everyRow;
    private final List<float[]> pictures = new ArrayList<>();

    /** @param everyRow 1 to keep all rows, 2 for every second one, and so on */
    public DreamTrack(int everyRow) {
        if (everyRow < 1) {
            throw new IllegalArgumentException("every %d-th row cannot be kept".formatted(everyRow));
        }
        this.everyRow = everyRow;
    }

    /**
     * A track that stays within so many values.
     *
     * @param pixels of all steps together
     * @param mostValues to be kept, three to a pixel
     */
    public static DreamTrack within(long pixels, long mostValues) {
        return new DreamTrack(Math.toIntExact(Math.max(1, Math.ceilDiv(COLOURS * pixels, mostValues))));
    }

    /** Every which row is kept, from the first one on. */
    public int everyRow() {
        return everyRow;
    }

    /** How many steps are on the track. */
    public int steps() {
        return pictures.size();
    }

    @Override
    public void iterationDone(Iteration iteration) {
        pictures.add(keptRows(iteration));
    }

    private float[] keptRows(Iteration iteration) {
        float[] input = iteration.input().get();
        if (everyRow == 1) {
            return input;
        }
        int row = COLOURS * iteration.octave().width();
        float[] kept = new float[Math.ceilDiv(iteration.octave().height(), everyRow) * row];
        for (int i = 0; i < kept.length; i += row) {
            System.arraycopy(input, i * everyRow, kept, i, row);
        }
        return kept;
    }

    /**
     * How far another dream is from this one after a step.
     *
     * @param octave from 1
     * @param iteration of the octave, from 1
     * @param rootMeanSquare of the differences of all values, in grey levels
     */
    public record Distance(int octave, int iteration, double rootMeanSquare) {}

    /** Watches another dream. */
    public Comparison compare() {
        return new Comparison();
    }

    /** What came of watching another dream. */
    public final class Comparison implements DreamListener {

        private final List<Distance> distances = new ArrayList<>();

        private Comparison() {}

        /**
         * Takes down how far the two are apart.
         *
         * @throws IllegalStateException if the first dream had no such step, or another size there
         */
        @Override
        public void iterationDone(Iteration iteration) {
            if (distances.size() == pictures.size()) {
                throw new IllegalStateException("the first dream has no step %d".formatted(distances.size() + 1));
            }
            float[] there = pictures.get(distances.size());
            float[] here = keptRows(iteration);
            if (there.length != here.length) {
                throw new IllegalStateException("%d values there and %d here".formatted(there.length, here.length));
            }
            double squares = 0;
            for (int i = 0; i < here.length; i++) {
                double difference = (double) here[i] - there[i];
                squares += difference * difference;
            }
            distances.add(
                    new Distance(iteration.octave().number(), iteration.number(), Math.sqrt(squares / here.length)));
        }

        /** One distance for each step so far. */
        public List<Distance> distances() {
            return List.copyOf(distances);
        }
    }
}
