package reverie.engine.dream;

import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** The gradient of a dream's objective by the pixels, for pictures of one size. */
interface PictureGradient {

    /** Where the picture goes in, shifted or not; height x width x 3. What is left in it afterwards is of no use. */
    FeatureMap input();

    /**
     * Computes the gradient for what the input holds now.
     *
     * @param shift how the input has been shifted round
     * @return the objective
     */
    Reading compute(Jitter.Offset shift);

    /** Where the gradient lies afterwards, of the input's shape; may be written over. */
    FeatureMap gradient();

    /** The objective alone, of an input that has not been shifted. */
    Reading value();
}
