package reverie.engine.fooling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import reverie.engine.image.Image;

/**
 * One search for the smallest change of a picture: asks the network, counts how often, and keeps the best picture. Whatever a
 * method tries, only pictures in whole grey levels are judged; of those that fool the network the one with the least L2 norm
 * of the change is best, and until there is one, that with the least loss.
 */
public final class Hunt {

    /**
     * By how much the best score must lead the next. A hundred times the difference between two engines that round
     * otherwise, so that all of them agree; and yet only a hundredth of the odds.
     */
    private static final double LEAD = 0.01;

    /** How often a gradient and a judgement may ask the network between them. */
    static final int MOST_AT_ONCE = 3;

    private final PictureClassifier classifier;
    private final Image before;
    private final WantedAnswer wanted;
    private final Limits limits;
    private final List<Step> steps = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();
    private Candidate best;
    private int asked;

    /**
     * When the network counts as fooled, and when to give up.
     *
     * @param confidence the least probability of the class that is wanted, which must also be the likeliest; 0 to 1
     * @param budget how often the network may be asked
     * @param interrupted whether the search shall end early
     */
    public record Limits(double confidence, int budget, BooleanSupplier interrupted) {}

    /**
     * One time that the network was asked for a gradient.
     *
     * @param asked how often it had been asked by then
     * @param loss -ln P of what is wanted
     * @param change the L2 norm of the change, in grey levels
     */
    public record Step(int asked, double loss, double change) {}

    /**
     * One setting that a method has tried.
     *
     * @param setting the c of the trade-off, or the greatest change of a value
     * @param loss -ln P of what is wanted, after rounding
     * @param change the L2 norm of the change after rounding, in grey levels
     * @param fooled whether the rounded picture fools the network
     */
    public record Trial(double setting, double loss, double change, boolean fooled) {}

    /**
     * A picture that was judged.
     *
     * @param picture in whole grey levels
     * @param answer what the network says of it
     * @param loss -ln P of what is wanted
     * @param change the L2 norm of the change, in grey levels
     * @param fooled whether that is what is wanted
     */
    public record Candidate(Image picture, Answer answer, double loss, double change, boolean fooled) {

        private boolean isBetterThan(Candidate other) {
            return fooled == other.fooled ? (fooled ? change < other.change : loss < other.loss) : fooled;
        }
    }

    /**
     * Begins with the picture as it is.
     *
     * @param before in whole grey levels
     */
    public Hunt(PictureClassifier classifier, Image before, WantedAnswer wanted, Limits limits) {
        this.classifier = classifier;
        this.before = before;
        this.wanted = wanted;
        this.limits = limits;
        judge(before);
    }

    /** The picture that is to be changed. */
    public Image before() {
        return before;
    }

    /** The best picture so far; the picture itself at first. */
    public Candidate best() {
        return best;
    }

    /** Every gradient, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Every setting that was tried, in order. */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /** How often the network has been asked. */
    public int asked() {
        return asked;
    }

    /** How often the network may still be asked. */
    int left() {
        return limits.interrupted().getAsBoolean() ? 0 : limits.budget() - asked;
    }

    /**
     * The loss and its gradient where the picture has these values, which need not be whole. Asks once, and once more where
     * the picture, rounded, may be the best.
     */
    PictureClassifier.Slope differentiate(float[] rgb) {
        var image = new Image(before.height(), before.width(), rgb);
        PictureClassifier.Slope slope = classifier.differentiate(image, wanted);
        asked++;
        double change = change(rgb);
        steps.add(new Step(asked, slope.loss(), change));
        if (fools(slope.answer()) && !(best.fooled() && best.change() <= change)) {
            judge(image);
        }
        return slope;
    }

    /** Rounds a picture, asks what it is, and keeps it if it is the best. */
    Candidate judge(Image image) {
        Image rounded = GreyLevels.round(image);
        Answer answer = classifier.answer(rounded);
        asked++;
        var candidate = new Candidate(
                rounded, answer, wanted.loss(answer.scores()).value(), change(rounded.rgb()), fools(answer));
        best = best == null || candidate.isBetterThan(best) ? candidate : best;
        return candidate;
    }

    Candidate judge(float[] rgb) {
        return judge(new Image(before.height(), before.width(), rgb));
    }

    /** Keeps what a setting led to, for the record. */
    void record(double setting, Candidate outcome) {
        trials.add(new Trial(setting, outcome.loss(), outcome.change(), outcome.fooled()));
    }

    private boolean fools(Answer answer) {
        return wanted.includes(answer.top())
                && answer.lead() >= LEAD
                && answer.probabilities()[answer.top()] >= limits.confidence();
    }

    private double change(float[] rgb) {
        double squares = 0;
        for (int i = 0; i < rgb.length; i++) {
            double difference = (double) rgb[i] - before.rgb()[i];
            squares += difference * difference;
        }
        return Math.sqrt(squares);
    }
}
