package reverie.engine.dream;

/**
 * What a dream is made of, with the original notebook's defaults.
 *
 * @param layer full name of the layer whose objective grows
 * @param octaves how many sizes of the picture are dreamt on, smallest first
 * @param octaveScale how much larger each octave is than the one before, greater than 1
 * @param iterations ascent steps per octave
 * @param stepSize length of a step: the mean change of a pixel, in grey levels
 * @param jitter greatest shift of the picture before a step, in pixels
 * @param blur how far the gradient is smoothed before a step: the deviation of a Gaussian, in pixels; 0 for not at all
 * @param stepNorm what is made of the gradient after that
 */
public record DreamSettings(
        String layer,
        int octaves,
        double octaveScale,
        int iterations,
        double stepSize,
        int jitter,
        double blur,
        StepNorm stepNorm) {

    public static final int DEFAULT_OCTAVES = 4;
    public static final double DEFAULT_OCTAVE_SCALE = 1.4;
    public static final int DEFAULT_ITERATIONS = 10;
    public static final double DEFAULT_STEP_SIZE = 1.5;
    public static final int DEFAULT_JITTER = 32;

    private static final int MOST_OCTAVES = 100;
    private static final int MOST_ITERATIONS = 1_000_000;
    private static final int GREATEST_STEP_SIZE = 10_000;
    private static final int GREATEST_BLUR = 20;
    private static final int GREATEST_JITTER = 1_000_000;

    public DreamSettings {
        require(
                octaves >= 1 && octaves <= MOST_OCTAVES,
                "octaves must be from 1 to %d, not %d".formatted(MOST_OCTAVES, octaves));
        require(
                octaveScale > 1 && octaveScale <= 100,
                "octave scale must be greater than 1 and at most 100, not " + octaveScale);
        require(
                iterations >= 1 && iterations <= MOST_ITERATIONS,
                "iterations must be from 1 to %d, not %d".formatted(MOST_ITERATIONS, iterations));
        require(
                Math.abs(stepSize) <= GREATEST_STEP_SIZE && stepSize != 0,
                "step size must be from -%d to %d and not 0, not %s"
                        .formatted(GREATEST_STEP_SIZE, GREATEST_STEP_SIZE, stepSize));
        require(
                jitter >= 0 && jitter <= GREATEST_JITTER,
                "jitter must be from 0 to %d, not %d".formatted(GREATEST_JITTER, jitter));
        require(blur >= 0 && blur <= GREATEST_BLUR, "blur must be from 0 to %d, not %s".formatted(GREATEST_BLUR, blur));
    }

    /** With the notebook's plain gradient. */
    public DreamSettings(String layer, int octaves, double octaveScale, int iterations, double stepSize, int jitter) {
        this(layer, octaves, octaveScale, iterations, stepSize, jitter, 0, StepNorm.MEAN_ABSOLUTE);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The notebook's settings at a layer. */
    public static DreamSettings at(String layer) {
        return new DreamSettings(
                layer, DEFAULT_OCTAVES, DEFAULT_OCTAVE_SCALE, DEFAULT_ITERATIONS, DEFAULT_STEP_SIZE, DEFAULT_JITTER);
    }
}
