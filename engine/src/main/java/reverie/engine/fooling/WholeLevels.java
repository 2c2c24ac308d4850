package reverie.engine.fooling;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Makes a change small in whole grey levels, which no smooth method knows of. While the network is not fooled, the values go
 * one level further that lower the loss most for the length they cost; then those go back one level that save most length for
 * the loss they cost, as many at a time as the network bears.
 */
final class WholeLevels {

    /** The part of all values that the first move concerns. */
    private static final double FIRST_SHARE = 0.01;

    /** The part of the changed values that go back at once, at first and at last. */
    private static final double MOST_BACK = 0.25;

    private static final double LEAST_BACK = 0.004;

    private final Hunt hunt;
    private final float[] before;

    WholeLevels(Hunt hunt) {
        this.hunt = hunt;
        this.before = hunt.before().rgb();
    }

    void search() {
        grow();
        shrink();
    }

    private void grow() {
        float[] rgb = hunt.best().picture().rgb();
        double share = FIRST_SHARE;
        while (hunt.left() >= Hunt.MOST_AT_ONCE && !hunt.best().fooled()) {
            float[] gradient = hunt.differentiate(rgb).gradient();
            rgb = further(rgb, gradient, (int) Math.ceil(share * rgb.length));
            hunt.judge(rgb);
            share = Math.min(0.5, 1.5 * share);
        }
    }

    private void shrink() {
        double share = MOST_BACK;
        while (hunt.left() >= Hunt.MOST_AT_ONCE && hunt.best().fooled() && share > LEAST_BACK) {
            float[] rgb = hunt.best().picture().rgb();
            float[] gradient = hunt.differentiate(rgb).gradient();
            boolean fooled = false;
            while (!fooled && hunt.left() > 0 && share > LEAST_BACK) {
                fooled = hunt.judge(back(rgb, gradient, share)).fooled();
                share = fooled ? share : share / 2;
            }
        }
    }

    /** Some values one level further down the loss: those where that brings most for the length it costs. */
    private float[] further(float[] rgb, float[] gradient, int count) {
        float[] next = rgb.clone();
        IntStream.range(0, rgb.length)
                .filter(i -> gradient[i] > 0 ? rgb[i] > 0 : gradient[i] < 0 && rgb[i] < GreyLevels.WHITE)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -Math.abs(gradient[i]) / lengthened(rgb[i] - before[i], -Math.signum(gradient[i]))))
                .limit(count)
                .forEach(i -> next[i] -= Math.signum(gradient[i]));
        return next;
    }

    /** By how much |r|^2 grows with a level; where it shrinks, by next to nothing, so that those go first. */
    private static double lengthened(float change, float level) {
        return Math.max(1e-3, 2 * change * level + 1);
    }

    /** A part of the changed values one level back: those that save most length for the loss it costs. */
    private float[] back(float[] rgb, float[] gradient, double share) {
        float[] next = rgb.clone();
        int[] changed =
                IntStream.range(0, rgb.length).filter(i -> rgb[i] != before[i]).toArray();
        Arrays.stream(changed)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> {
                    float change = rgb[i] - before[i];
                    double dearer = -gradient[i] * Math.signum(change);
                    return dearer / (2 * Math.abs(change) - 1);
                }))
                .limit(Math.max(1, (int) (share * changed.length)))
                .forEach(i -> next[i] -= Math.signum(rgb[i] - before[i]));
        return next;
    }
}
