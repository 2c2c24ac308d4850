package reverie.engine.fooling;

/**
 * Projected gradient descent of Madry, Makelov, Schmidt, Tsipras and Vladu 2017: steps of the gradient's sign, after each of
 * which every value is brought back to within epsilon grey levels of the picture's, and to within black and white. It begins
 * at the picture, not at a random place of that ball, and stops as soon as the network is fooled: a small change is wanted,
 * not the worst. The smallest whole epsilon that fools is found by doubling, then by halving the interval.
 *
 * @param greatest the greatest epsilon to try, in grey levels; at least 1
 */
public record ProjectedGradient(int greatest) implements FoolingMethod {

    private static final int STEPS = 40;

    /** A step's share of epsilon: four steps reach the edge of the ball. */
    private static final float STEP = 0.25f;

    @Override
    public void search(Hunt hunt) {
        int tooSmall = 0;
        int enough = 1;
        while (hunt.left() >= Hunt.MOST_AT_ONCE && !descend(hunt, enough)) {
            if (enough == greatest) {
                return;
            }
            tooSmall = enough;
            enough = Math.min(2 * enough, greatest);
        }
        while (enough - tooSmall > 1 && hunt.left() >= Hunt.MOST_AT_ONCE) {
            int middle = (tooSmall + enough) / 2;
            boolean fooled = descend(hunt, middle);
            enough = fooled ? middle : enough;
            tooSmall = fooled ? tooSmall : middle;
        }
    }

    private static boolean descend(Hunt hunt, int epsilon) {
        float[] before = hunt.before().rgb();
        float[] rgb = before.clone();
        Hunt.Candidate outcome = hunt.best();
        for (int step = 0; step < STEPS && hunt.left() >= Hunt.MOST_AT_ONCE; step++) {
            float[] gradient = hunt.differentiate(rgb).gradient();
            rgb = step(before, rgb, gradient, epsilon);
            outcome = hunt.judge(rgb);
            if (outcome.fooled()) {
                break;
            }
        }
        hunt.record(epsilon, outcome);
        return outcome.fooled();
    }

    /** The next picture. */
    static float[] step(float[] before, float[] rgb, float[] gradient, int epsilon) {
        float[] next = new float[rgb.length];
        for (int i = 0; i < next.length; i++) {
            float least = Math.max(0, before[i] - epsilon);
            float most = Math.min(GreyLevels.WHITE, before[i] + epsilon);
            next[i] = Math.clamp(rgb[i] - STEP * epsilon * Math.signum(gradient[i]), least, most);
        }
        return next;
    }
}
