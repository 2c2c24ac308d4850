package reverie.engine.fooling.nothing;

import reverie.engine.fooling.GreyLevels;
import reverie.engine.image.Image;

/**
 * Climbs along the gradient: x is moved by step g / mean |g| and kept between black and white, where g = d ln p / d x and p is
 * the probability of the target. The length of the step does not depend on how steep it is: where p is almost 0 or almost 1
 * the gradient is all but flat.
 *
 * @param start where to begin
 * @param step mean change of a value, in grey levels
 */
public record GradientAscent(Image start, double step) implements NothingMethod {

    @Override
    public void search(Attempt attempt) {
        Image image = start;
        attempt.judge(image);
        while (!attempt.isOver()) {
            float[] loss = attempt.gradient(image);
            double slope = meanAbsolute(loss);
            if (slope == 0) {
                return; // Nothing that could be done to a single pixel matters.
            }
            image = climb(image, loss, step / slope);
            attempt.judge(image);
        }
    }

    private static Image climb(Image image, float[] lossGradient, double rate) {
        float[] rgb = new float[lossGradient.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Math.clamp((float) (image.rgb()[i] - rate * lossGradient[i]), 0, GreyLevels.WHITE);
        }
        return new Image(image.height(), image.width(), rgb);
    }

    private static double meanAbsolute(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += Math.abs(value);
        }
        return sum / values.length;
    }
}
