package reverie.cli.fool;

import java.util.List;
import java.util.Optional;
import reverie.engine.evolution.Elite;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.nothing.Attempt;
import reverie.engine.fooling.nothing.cppn.Cppn;

/**
 * What came of making a network see a class in nothing.
 *
 * @param attempt how it went
 * @param confidence how sure the network was to be
 * @param answer what it says of the file that was written, read again
 * @param treated what it says after each treatment
 * @param genome the pattern-producing network that paints the picture, if one does
 */
record NothingOutcome(
        Attempt attempt, double confidence, Answer answer, List<Treated> treated, Optional<Elite<Cppn>> genome) {

    /**
     * The picture after something has happened to it.
     *
     * @param treatment what
     */
    record Treated(String treatment, Answer answer) {}

    NothingOutcome {
        treated = List.copyOf(treated);
    }

    int target() {
        return attempt.target();
    }

    /** Whether the target is what the network sees in the file, and it is as sure of it as was wanted. */
    boolean fooled() {
        return answer.top() == target() && probability() >= confidence;
    }

    /** Of the target, in the file. */
    double probability() {
        return answer.probabilities()[target()];
    }
}
