package reverie.engine.fooling;

/**
 * The fast gradient sign method of Goodfellow, Shlens and Szegedy 2014: every value goes by epsilon grey levels in the
 * direction in which the loss falls, x - epsilon sign(d loss / d x), within black and white. One gradient, taken at the
 * picture; the smallest whole epsilon that fools is found by trying them in turn.
 *
 * @param greatest the greatest epsilon to try, in grey levels; at least 1
 */
public record GradientSign(int greatest) implements FoolingMethod {

    @Override
    public void search(Hunt hunt) {
        if (hunt.left() < Hunt.MOST_AT_ONCE) {
            return;
        }
        float[] before = hunt.before().rgb();
        float[] gradient = hunt.differentiate(before).gradient();
        for (int epsilon = 1; epsilon <= greatest && hunt.left() > 0; epsilon++) {
            float[] rgb = new float[before.length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = Math.clamp(before[i] - epsilon * Math.signum(gradient[i]), 0, GreyLevels.WHITE);
            }
            Hunt.Candidate outcome = hunt.judge(rgb);
            hunt.record(epsilon, outcome);
            if (outcome.fooled()) {
                return;
            }
        }
    }
}
