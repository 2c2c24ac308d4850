package reverie.cli.fool;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reverie.cli.dream.ClassLabels;
import reverie.engine.fooling.Answer;
import reverie.engine.fooling.RandomChanges;

/** What came of fooling a network, in words for people. */
record FoolingText(FoolingOutcome outcome, ClassLabels labels) {

    /** The lines to print where the network was fooled. */
    List<String> summary() {
        List<String> lines = new ArrayList<>();
        lines.add("before  " + answer(outcome.beforeAnswer()));
        lines.add("after   " + answer(outcome.afterAnswer()));
        lines.add("change  " + change());
        for (FoolingOutcome.Treated treated : outcome.treated()) {
            lines.add("%s: %s%s"
                    .formatted(
                            treated.name(),
                            answer(treated.after()),
                            treated.after().top() == outcome.afterAnswer().top() ? "" : " (no longer the same)"));
        }
        if (outcome.controls().tried() > 0) {
            lines.add(controls());
        }
        lines.add("asked the network %d times".formatted(outcome.hunt().asked()));
        return lines;
    }

    /** Why it failed, in one line. */
    String failure() {
        return "after asking %d times the network still sees %s, not %s; --budget, --epsilon or another --method may do"
                .formatted(outcome.hunt().asked(), answer(outcome.afterAnswer()), wanted());
    }

    /** What the network shall see. */
    String wanted() {
        return outcome.target().isPresent()
                ? labels.shortName(outcome.target().getAsInt())
                : "anything but " + labels.shortName(outcome.beforeAnswer().top());
    }

    /** The likeliest class. */
    String answer(Answer answer) {
        return "%s (%s)".formatted(labels.shortName(answer.top()), percent(answer.probabilities()[answer.top()]));
    }

    /** The size of the change by every measure. */
    String change() {
        var difference = outcome.difference();
        return "mean %s of 255 grey levels, greatest %s, L2 norm %s, PSNR %s dB"
                .formatted(
                        number("%.3f", difference.meanAbsolute()),
                        number("%.0f", difference.greatest()),
                        number("%.1f", difference.l2()),
                        difference.peakSignalToNoiseText());
    }

    /** What random changes did. */
    String controls() {
        RandomChanges controls = outcome.controls();
        RandomChanges.Interval share = controls.flippedShare();
        return "of %d random changes of the same size %d change the answer (%s; 95 %% confidence: %s to %s)"
                .formatted(
                        controls.tried(),
                        controls.flipped(),
                        percent((double) controls.flipped() / controls.tried()),
                        percent(share.least()),
                        percent(share.most()));
    }

    static String percent(double share) {
        return number("%.1f %%", 100 * share);
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
