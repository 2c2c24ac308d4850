package reverie.cli.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;

/**
 * The way from plain gradient ascent to a dream, one ingredient at a time. All have the same number of steps, and the same
 * first step from the photo: as long as the dream's steps are.
 */
final class Ablation {

    /**
     * One stage.
     *
     * @param name what is new in it
     * @param text what that does
     * @param settings of the whole stage
     */
    record Stage(String name, String text, DreamSettings settings) {

        /** Its settings in a line. */
        String line() {
            Ascent ascent = settings.ascent();
            return String.format(
                    Locale.ROOT,
                    "%d octave%s × %d steps, jitter %d, step %s",
                    settings.octaves(),
                    settings.octaves() == 1 ? "" : "s",
                    settings.iterations(),
                    settings.jitter(),
                    ascent.stepNorm() == StepNorm.NONE
                            ? String.format(Locale.ROOT, "%.3g × gradient", ascent.stepSize())
                            : String.format(Locale.ROOT, "%.3g × gradient / %s", ascent.stepSize(), norm(ascent)));
        }

        private static String norm(Ascent ascent) {
            return switch (ascent.stepNorm()) {
                case MEAN_ABSOLUTE -> "its mean size";
                case STANDARD_DEVIATION -> "its deviation";
                case LAPLACIAN -> "its mean size, scales balanced";
                case NONE -> "1";
            };
        }
    }

    private Ablation() {}

    /**
     * The stages; what a dream is without is no stage.
     *
     * @param dream as it is to be in the end, its octaves such as the photo is large enough for
     * @param slope the mean size of the gradient by the photo's pixels, greater than 0
     */
    static List<Stage> stages(DreamSettings dream, double slope) {
        double length = dream.ascent().stepNorm() == StepNorm.NONE
                ? dream.ascent().stepSize()
                : dream.ascent().stepSize() / slope;
        Ascent fixed = new Ascent(
                length,
                StepNorm.NONE,
                dream.ascent().blur(),
                dream.ascent().totalVariation(),
                dream.ascent().pull(),
                dream.ascent().luminanceOnly());
        List<Stage> stages = new ArrayList<>();
        DreamSettings naive =
                new DreamSettings(1, dream.octaveScale(), dream.octaves() * dream.iterations(), 0, fixed, dream.tile());
        stages.add(new Stage(
                "Naive",
                "Plain gradient ascent: pixels += step × gradient, with one step for all, at one size, the picture always"
                        + " in the same place.",
                naive));
        DreamSettings current = naive;
        if (dream.jitter() > 0) {
            current = new DreamSettings(
                    1, current.octaveScale(), current.iterations(), dream.jitter(), fixed, dream.tile());
            stages.add(new Stage(
                    "+ jitter",
                    "Before every step the picture is shifted round by a random distance, so that no pixel always falls"
                            + " on the same edge of a filter or a pooling window: patterns of the grid average out.",
                    current));
        }
        if (dream.octaves() > 1) {
            current = dream.withAscent(fixed);
            stages.add(new Stage(
                    "+ octaves",
                    "The dream begins on a small picture and goes on at larger ones: what a filter sees is small in the"
                            + " last and large in the first, so that figures come in several sizes, detail upon form.",
                    current));
        }
        if (dream.ascent().stepNorm() != StepNorm.NONE) {
            stages.add(new Stage(
                    "+ gradient normalisation",
                    "Every step is made equally long, by dividing the gradient by its size: a weak gradient at the start"
                            + " counts as much as a strong one at the end, and nothing runs away.",
                    dream));
        }
        return stages;
    }
}
