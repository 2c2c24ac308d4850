package reverie.engine.fooling;

import java.util.function.IntPredicate;

/**
 * What the network shall be made to say: one class, or any but one. The loss is -ln P, where P is the probability of all that
 * is wanted, so 0 if the network is certain of it; for one class it is the cross-entropy.
 *
 * @param label the class that is wanted, or the only one that is not
 * @param other whether any other class than that is wanted
 */
public record WantedAnswer(int label, boolean other) {

    /**
     * A loss and where it comes from.
     *
     * @param value -ln P
     * @param gradient d value / d scores = p - q, with q the probabilities among the wanted classes alone
     */
    record Loss(double value, float[] gradient) {}

    /** This class. */
    public static WantedAnswer of(int label) {
        return new WantedAnswer(label, false);
    }

    /** Any class but this. */
    public static WantedAnswer anyBut(int label) {
        return new WantedAnswer(label, true);
    }

    /** Whether a class is wanted. */
    public boolean includes(int answer) {
        return (answer == label) != other;
    }

    Loss loss(float[] scores) {
        int every = scores.length;
        double all = logSumExp(scores, index -> true);
        double wanted = logSumExp(scores, this::includes);
        float[] gradient = new float[every];
        for (int i = 0; i < every; i++) {
            double among = includes(i) ? Math.exp(scores[i] - wanted) : 0;
            gradient[i] = (float) (Math.exp(scores[i] - all) - among);
        }
        return new Loss(all - wanted, gradient);
    }

    /** ln of the sum of exp(z) over some classes, without overflow. */
    private static double logSumExp(float[] scores, IntPredicate included) {
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length; i++) {
            greatest = included.test(i) ? Math.max(greatest, scores[i]) : greatest;
        }
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum += included.test(i) ? Math.exp(scores[i] - greatest) : 0;
        }
        return greatest + Math.log(sum);
    }
}
