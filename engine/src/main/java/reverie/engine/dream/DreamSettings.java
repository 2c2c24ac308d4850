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
 */
public record DreamSettings(
        String layer, int octaves, double octaveScale, int iterations, double stepSize, int jitter) {

    public static final int DEFAULT_OCTAVES = 4;
    public static final double DEFAULT_OCTAVE_SCALE = 1.4;
    public static final int DEFAULT_ITERATIONS = 10;
    public static final double DEFAULT_STEP_SIZE = 1.5;
    public static final int DEFAULT_JITTER = 32;

    public DreamSettings {
        require(octaves >= 1, "octaves must be at least 1, not " + octaves);
        require(
                octaveScale > 1 && octaveScale <= 100,
                "octave scale must be greater than 1 and at most 100, not " + octaveScale);
        require(iterations >= 1, "iterations must be at least 1, not " + iterations);
        require(Double.isFinite(stepSize) && stepSize != 0, "step size must be a number other than 0, not " + stepSize);
        require(jitter >= 0, "jitter must not be negative: " + jitter);
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
