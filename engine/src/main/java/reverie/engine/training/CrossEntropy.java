package reverie.engine.training;

/**
 * How wrong a classifier is about one picture: -ln p of the right class, where p = softmax(logits), so 0 if it is certain of
 * the right one and ln(classes) if it has no idea.
 *
 * @param loss -ln p[label]
 * @param gradient d loss / d logits = p - 1 for the right class, p for the others
 * @param answer the class that it thinks likeliest
 */
public record CrossEntropy(double loss, float[] gradient, int answer) {

    /**
     * Of one answer.
     *
     * @param label the right class
     */
    public static CrossEntropy of(float[] logits, int label) {
        int answer = 0;
        for (int i = 1; i < logits.length; i++) {
            answer = logits[i] > logits[answer] ? i : answer;
        }
        // Less the greatest, so that no power overflows.
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - logits[answer]);
        }
        float[] gradient = new float[logits.length];
        for (int i = 0; i < logits.length; i++) {
            double probability = Math.exp(logits[i] - logits[answer]) / sum;
            gradient[i] = (float) (i == label ? probability - 1 : probability);
        }
        double loss = Math.log(sum) - (logits[label] - logits[answer]);
        return new CrossEntropy(loss, gradient, answer);
    }
}
