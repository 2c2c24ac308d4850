package reverie.engine.fooling;

/** From the scores of classes to their probabilities, in double: p[i] = exp(z[i]) / sum of exp(z). */
final class Softmax {

    private Softmax() {}

    static double[] of(float[] scores) {
        double greatest = scores[greatest(scores)];
        double[] probabilities = new double[scores.length];
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            // Less the greatest, so that no power overflows.
            probabilities[i] = Math.exp(scores[i] - greatest);
            sum += probabilities[i];
        }
        for (int i = 0; i < scores.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** Where the greatest score stands; the first of several. */
    static int greatest(float[] scores) {
        int greatest = 0;
        for (int i = 1; i < scores.length; i++) {
            greatest = scores[i] > scores[greatest] ? i : greatest;
        }
        return greatest;
    }
}
