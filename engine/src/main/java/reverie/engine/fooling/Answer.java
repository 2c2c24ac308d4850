package reverie.engine.fooling;

import java.util.List;
import reverie.engine.network.Ranking;

/**
 * What a network says of a picture.
 *
 * @param scores of the classes, before they are made into probabilities; not copied, and not to be changed
 * @param probabilities of the classes, their softmax; not copied, and not to be changed
 * @param top the class with the greatest score
 */
public record Answer(float[] scores, double[] probabilities, int top) {

    /** The answer that is in the scores. */
    public static Answer of(float[] scores) {
        return new Answer(scores, Softmax.of(scores), Softmax.greatest(scores));
    }

    /** By how much the greatest score is greater than the next. */
    public double lead() {
        return scores[top] - scores[ranking(2).getLast()];
    }

    /** The likeliest classes, the likeliest first. */
    public List<Integer> ranking(int most) {
        return Ranking.highest(scores, most);
    }
}
