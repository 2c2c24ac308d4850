package reverie.engine.fooling;

import java.util.Random;
import java.util.function.BooleanSupplier;
import reverie.engine.image.Image;

/**
 * What a network makes of a picture that was changed as much, but at random: the control without which a small change that
 * fools proves little. The very values of the change are dealt out to other places, each up or down by lot, so that every norm
 * stays the same. A value that would leave black or white goes the other way; only changes of more than half the range may be
 * cut short.
 *
 * @param tried how many such changes
 * @param flipped after how many the answer was another than before
 * @param fooled after how many it was what was wanted
 */
public record RandomChanges(int tried, int flipped, int fooled) {

    private static final double QUANTILE = 1.959964; // of the normal distribution, at 0.975

    /**
     * Tries them.
     *
     * @param after the changed picture, of the size of {@code before}
     * @param interrupted whether to end early, with fewer tried
     */
    public static RandomChanges of(
            PictureClassifier classifier,
            Image before,
            Image after,
            WantedAnswer wanted,
            int count,
            long seed,
            BooleanSupplier interrupted) {
        int answer = classifier.answer(before).top();
        var random = new Random(seed);
        float[] changes = new float[before.rgb().length];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = after.rgb()[i] - before.rgb()[i];
        }
        int tried = 0;
        int flipped = 0;
        int fooled = 0;
        while (tried < count && !interrupted.getAsBoolean()) {
            int other = classifier.answer(changed(before, changes, random)).top();
            tried++;
            flipped += other == answer ? 0 : 1;
            fooled += wanted.includes(other) ? 1 : 0;
        }
        return new RandomChanges(tried, flipped, fooled);
    }

    /** @param changes is shuffled */
    static Image changed(Image before, float[] changes, Random random) {
        float[] rgb = new float[changes.length];
        for (int i = changes.length - 1; i >= 0; i--) {
            int other = random.nextInt(i + 1); // Fisher and Yates
            float change = changes[other];
            changes[other] = changes[i];
            changes[i] = change;
            float value = before.rgb()[i];
            float way = random.nextBoolean() ? change : -change;
            boolean fits = value + way >= 0 && value + way <= GreyLevels.WHITE;
            rgb[i] = Math.clamp(fits ? value + way : value - way, 0, GreyLevels.WHITE);
        }
        return new Image(before.height(), before.width(), rgb);
    }

    /** An interval of shares, each from 0 to 1. */
    public record Interval(double least, double most) {}

    /** Between what the share of random changes that change the answer lies, with 95 % confidence (Wilson 1927). */
    public Interval flippedShare() {
        if (tried == 0) {
            return new Interval(0, 1);
        }
        double share = (double) flipped / tried;
        double square = QUANTILE * QUANTILE / tried;
        double middle = share + square / 2;
        double half = QUANTILE * Math.sqrt(share * (1 - share) / tried + square / (4 * tried));
        return new Interval(Math.max(0, (middle - half) / (1 + square)), Math.min(1, (middle + half) / (1 + square)));
    }
}
