package reverie.cli.fool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reverie.cli.dream.ClassLabels;
import reverie.engine.fooling.Answer;

/** What came of making a network see a class in nothing, in words for people. */
record NothingText(NothingOutcome outcome, ClassLabels labels) {

    /** The lines to print. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("wanted  " + wanted());
        lines.add("seen    " + answer(outcome.answer()));
        for (NothingOutcome.Treated treated : outcome.treated()) {
            lines.add("%s: %s".formatted(treated.treatment(), afterwards(treated.answer())));
        }
        lines.add("asked the network " + times(outcome.attempt().asked()));
        return lines;
    }

    /** Why it failed, in one line. */
    String failure() {
        return "after asking %s the network sees %s with %s%s; --budget, another --seed or a lower --confidence may do"
                .formatted(
                        times(outcome.attempt().asked()),
                        wanted(),
                        percent(outcome.probability()),
                        outcome.probability() < outcome.confidence()
                                ? ", not " + percent(outcome.confidence())
                                : ", and another class sooner");
    }

    /** The class that the network shall see. */
    String wanted() {
        return labels.shortName(outcome.target());
    }

    /** How often something was done. */
    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }

    /** The likeliest class. */
    String answer(Answer answer) {
        return "%s (%s)".formatted(labels.shortName(answer.top()), percent(answer.probabilities()[answer.top()]));
    }

    /** The likeliest class, and the wanted one if it is another. */
    String afterwards(Answer answer) {
        return answer.top() == outcome.target()
                ? answer(answer)
                : "%s; %s only %s"
                        .formatted(answer(answer), wanted(), percent(answer.probabilities()[outcome.target()]));
    }

    /** A probability, with as many digits as tell 99.9 % from certainty and one in a million from nothing. */
    static String percent(double share) {
        double percent = 100 * share;
        String format = percent < 0.001
                ? "%.0e %%"
                : percent < 0.1 || (percent > 99.9 && percent < 100) ? "%.3f %%" : "%.1f %%";
        return String.format(Locale.ROOT, format, percent);
    }
}
