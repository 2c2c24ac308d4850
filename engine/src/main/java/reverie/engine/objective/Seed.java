package reverie.engine.objective;

import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;

/**
 * Where the derivative of an objective goes, on its way back to the pixels.
 *
 * @param gradient is overwritten, or added to
 * @param factor the derivative is multiplied by it
 * @param accumulate whether another objective at the same layer has been here before
 */
public record Seed(FeatureMap gradient, float factor, boolean accumulate) {

    /** The derivative as it is, of the only objective at a layer. */
    public static Seed into(FeatureMap gradient) {
        return new Seed(gradient, 1, false);
    }

    /** Writes a derivative that was computed here, height x width x channels; the array is used up. */
    void write(Backend backend, float[] derivative) {
        float[] earlier = accumulate ? backend.read(gradient) : new float[derivative.length];
        for (int i = 0; i < derivative.length; i++) {
            derivative[i] = earlier[i] + factor * derivative[i];
        }
        backend.write(derivative, gradient);
    }
}
