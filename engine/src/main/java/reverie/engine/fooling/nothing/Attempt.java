package reverie.engine.fooling.nothing;

import java.util.ArrayList;
import java.util.List;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.GreyLevels;
import reverie.engine.fooling.Hunt.Limits;
import reverie.engine.fooling.PictureClassifier;
import reverie.engine.fooling.WantedAnswer;
import reverie.engine.image.Image;

/**
 * One attempt to make a network certain of a class: asks the network, counts how often, and keeps the picture of which it is
 * surest, and how it came to that. Only pictures in whole grey levels count.
 */
public final class Attempt {

    private final PictureClassifier classifier;
    private final int target;
    private final Limits limits;
    private final List<Candidate> stages = new ArrayList<>();
    private final List<Point> course = new ArrayList<>();
    private Candidate best;
    private int asked;
    private int nextStage = 1;

    /**
     * A picture that was judged.
     *
     * @param picture in whole grey levels
     * @param answer what the network says of it
     * @param confidence the probability of the target
     * @param asked how often the network had been asked by then
     */
    public record Candidate(Image picture, Answer answer, double confidence, int asked) {}

    /**
     * A point of the curve of confidence.
     *
     * @param asked how often the network had been asked
     * @param confidence the greatest probability of the target by then
     */
    public record Point(int asked, double confidence) {}

    /**
     * Nobody has been asked yet.
     *
     * @param target number of the class that the network shall see
     */
    public Attempt(PictureClassifier classifier, int target, Limits limits) {
        if (target < 0 || target >= classifier.classes()) {
            throw new IllegalArgumentException("class %d of %d".formatted(target, classifier.classes()));
        }
        this.classifier = classifier;
        this.target = target;
        this.limits = limits;
    }

    public PictureClassifier classifier() {
        return classifier;
    }

    public int target() {
        return target;
    }

    /** How often the network has been asked. */
    public int asked() {
        return asked;
    }

    /** The picture of which the network is surest so far: the first of several. */
    public Candidate best() {
        if (best == null) {
            throw new IllegalStateException("no picture has been judged");
        }
        return best;
    }

    /** Whether the network is fooled: the target is the likeliest class, and it is sure enough of it. */
    public boolean isFooled() {
        return best != null && best.answer().top() == target && best.confidence() >= limits.confidence();
    }

    /** Whether to stop: the network is fooled, has been asked often enough, or the user wants to end. At least one is asked. */
    public boolean isOver() {
        return best != null
                && (isFooled()
                        || asked >= limits.budget()
                        || limits.interrupted().getAsBoolean());
    }

    /** The best picture after 1, 2, 4, 8 questions and so on, where it was another than before, and the best at last. */
    public List<Candidate> stages() {
        List<Candidate> all = new ArrayList<>(stages);
        if (best != null && (all.isEmpty() || all.getLast().asked() != best.asked())) {
            all.add(best);
        }
        return all;
    }

    /** Whenever the best picture became a better one; and where it ended. */
    public List<Point> course() {
        List<Point> all = new ArrayList<>(course);
        if (best != null && all.getLast().asked() < asked) {
            all.add(new Point(asked, best.confidence()));
        }
        return all;
    }

    /**
     * Rounds a picture to whole grey levels and asks what it is.
     *
     * @return the answer
     */
    Answer judge(Image image) {
        Image rounded = GreyLevels.round(image);
        Answer answer = classifier.answer(rounded);
        asked++;
        double confidence = answer.probabilities()[target];
        if (best == null || confidence > best.confidence()) {
            best = new Candidate(rounded, answer, confidence, asked);
            course.add(new Point(asked, confidence));
        }
        if (asked >= nextStage) {
            nextStage = 2 * nextStage;
            if (stages.isEmpty() || stages.getLast().asked() != best.asked()) {
                stages.add(best);
            }
        }
        return answer;
    }

    /** How the loss -ln p of the target changes with the values of a picture, which need not be whole; not counted. */
    float[] gradient(Image image) {
        return classifier.differentiate(image, WantedAnswer.of(target)).gradient();
    }
}
