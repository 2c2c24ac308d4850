package reverie.engine.dream;

/**
 * Where to dream: steps are multiplied by it.
 *
 * @param height rows
 * @param width columns
 * @param weights height x width values from 0, nothing changes, to 1; not copied, and not to be changed
 */
public record Mask(int height, int width, float[] weights) {

    public Mask {
        if (height < 1 || width < 1 || weights.length != Math.multiplyExact(height, width)) {
            throw new IllegalArgumentException(
                    "a mask of %d x %d pixels with %d values".formatted(height, width, weights.length));
        }
        for (float weight : weights) {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("a mask's weight must be from 0 to 1, not " + weight);
            }
        }
    }

    /** A mask whose values may have left the range by rounding; they are changed in place. */
    static Mask clamped(int height, int width, float[] weights) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.clamp(weights[i], 0f, 1f);
        }
        return new Mask(height, width, weights);
    }

    /** Whether nothing at all may change. */
    public boolean isEmpty() {
        return mean() == 0;
    }

    /** The share of the picture that may change. */
    double mean() {
        double sum = 0;
        for (float weight : weights) {
            sum += weight;
        }
        return sum / weights.length;
    }

    /** Multiplies a picture of this size, height x width x 3, in place. */
    void multiply(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= weights[i / ColourFilter.COLOURS];
        }
    }
}
