package reverie.engine.fooling;

/**
 * The method of Szegedy et al. 2013: the change r that makes c |r|^2 + loss(x + r) least, with x + r within black and white;
 * by L-BFGS with bounds ({@link BoxLbfgs}). The greater c, the smaller the change; so the greatest c whose r still fools the
 * network is looked for, by steps of a factor and then by halving the interval, each time from where the last one ended. Values
 * are counted from 0 to 1 here, as in the paper, so that c is the price in nats of a change of length 1.
 *
 * <p>A change this small is lost when it is rounded to grey levels, so that every outcome is judged rounded, and what is left
 * of the budget goes into {@link WholeLevels}.
 */
public record SmallestChange() implements FoolingMethod {

    private static final double FIRST_PRICE = 1;
    private static final double FACTOR = 4;
    private static final double CLOSE_ENOUGH = 1.2;
    private static final double LEAST_PRICE = 1e-6;

    /** Evaluations for one c, at most. */
    private static final int EVALUATIONS = 30;

    private static final int MEMORY = 8;

    /** The length of the first step: two thirds of a grey level at each value of a picture of 224 x 224. */
    private static final double FIRST_STEP = 1;

    /** The part of the budget that is kept for the whole levels. */
    private static final double RESERVE = 0.3;

    @Override
    public void search(Hunt hunt) {
        float[] before = hunt.before().rgb();
        BoxLbfgs.Bounds bounds = bounds(before);
        int reserve = (int) (RESERVE * hunt.left());
        double[] change = new double[before.length];
        double price = FIRST_PRICE;
        double cheap = 0; // a price that fools
        double dear = 0; // a price that does not
        while (hunt.left() - reserve >= Hunt.MOST_AT_ONCE && price > LEAST_PRICE) {
            double c = price;
            int evaluations = Math.min(EVALUATIONS, (hunt.left() - reserve - 1) / 2); // each may ask twice
            var settings = new BoxLbfgs.Settings(MEMORY, 0, 1e-3, evaluations, FIRST_STEP);
            BoxLbfgs.Result result = BoxLbfgs.minimise(
                    (r, gradient) -> tradeOff(hunt, before, c, r, gradient), bounds, change, settings);
            Hunt.Candidate outcome = hunt.judge(picture(before, result.x()));
            hunt.record(c, outcome);
            boolean fooled = outcome.fooled();
            if (fooled || cheap == 0) {
                change = result.x();
            }
            cheap = fooled ? price : cheap;
            dear = fooled ? dear : price;
            if (cheap > 0 && dear > 0 && dear / cheap < CLOSE_ENOUGH) {
                break;
            }
            price = cheap == 0 ? price / FACTOR : dear == 0 ? price * FACTOR : Math.sqrt(cheap * dear);
        }
        new WholeLevels(hunt).search();
    }

    private static BoxLbfgs.Bounds bounds(float[] before) {
        double[] lower = new double[before.length];
        double[] upper = new double[before.length];
        for (int i = 0; i < before.length; i++) {
            lower[i] = -before[i] / GreyLevels.WHITE;
            upper[i] = 1 + lower[i];
        }
        return new BoxLbfgs.Bounds(lower, upper);
    }

    private static double tradeOff(Hunt hunt, float[] before, double c, double[] r, double[] gradient) {
        PictureClassifier.Slope slope = hunt.differentiate(picture(before, r));
        double squares = 0;
        for (int i = 0; i < r.length; i++) {
            squares += r[i] * r[i];
            gradient[i] = 2 * c * r[i] + GreyLevels.WHITE * slope.gradient()[i];
        }
        return c * squares + slope.loss();
    }

    private static float[] picture(float[] before, double[] change) {
        float[] rgb = new float[before.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Math.clamp((float) (before[i] + GreyLevels.WHITE * change[i]), 0, GreyLevels.WHITE);
        }
        return rgb;
    }
}
