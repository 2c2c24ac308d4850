package reverie.engine.dream;

/**
 * How a step is made of a gradient: smoothed, brought to a length, and balanced with what holds the picture back.
 *
 * @param stepSize length of a step in units of the normalised gradient: with the notebook's norm, the mean change of a
 *     pixel in grey levels; negative to walk downhill
 * @param stepNorm what is made of the gradient
 * @param blur how far the gradient is smoothed before that: the deviation of a Gaussian, in pixels; 0 for not at all
 * @param totalVariation how much of every step goes into smoothing the picture, see {@link TotalVariation}; 0 for none
 * @param pull the share of all change so far that is taken back after every step, from 0 to less than 1: "L2"
 *     regularisation, a step down the slope of 1/2 pull |image - photo|^2
 * @param luminanceOnly whether only brightness may change, not colour
 */
public record Ascent(
        double stepSize, StepNorm stepNorm, double blur, double totalVariation, double pull, boolean luminanceOnly) {

    /** The original notebook's. */
    public static final Ascent NOTEBOOK = new Ascent(1.5, StepNorm.MEAN_ABSOLUTE, 0, 0, 0, false);

    private static final int GREATEST_STEP_SIZE = 10_000;
    private static final int GREATEST_BLUR = 20;
    private static final int GREATEST_VARIATION = 100;

    public Ascent {
        require(Double.isFinite(stepSize) && stepSize != 0, "step size must be a number other than 0, not " + stepSize);
        require(
                stepNorm == StepNorm.NONE || Math.abs(stepSize) <= GREATEST_STEP_SIZE,
                "step size must be from -%d to %d and not 0, not %s"
                        .formatted(GREATEST_STEP_SIZE, GREATEST_STEP_SIZE, stepSize));
        require(blur >= 0 && blur <= GREATEST_BLUR, "blur must be from 0 to %d, not %s".formatted(GREATEST_BLUR, blur));
        require(
                totalVariation >= 0 && totalVariation <= GREATEST_VARIATION,
                "the weight of total variation must be from 0 to %d, not %s"
                        .formatted(GREATEST_VARIATION, totalVariation));
        require(pull >= 0 && pull < 1, "the pull to the photo must be at least 0 and less than 1, not " + pull);
    }

    /** The same with steps of another length. */
    public Ascent withStepSize(double size) {
        return new Ascent(size, stepNorm, blur, totalVariation, pull, luminanceOnly);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
