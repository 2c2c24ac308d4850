package reverie.engine.network;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The order of classes by what a network gives them. */
public final class Ranking {

    private Ranking() {}

    /**
     * The classes with the highest scores, highest first; of equal ones the lower number first. A score that is no number
     * comes last.
     *
     * @param scores one for each class, or as well their probabilities
     * @param count how many classes at most, from 0
     */
    public static List<Integer> highest(float[] scores, int count) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(label -> -scores[label]))
                .limit(count)
                .toList();
    }
}
