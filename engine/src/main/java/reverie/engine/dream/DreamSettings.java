package reverie.engine.dream;

/**
 * How a dream goes, whatever its objective.
 *
 * @param octaves how many sizes of the picture are dreamt on, smallest first
 * @param octaveScale how much larger each octave is than the one before, greater than 1
 * @param iterations ascent steps per octave
 * @param jitter greatest shift of the picture before a step, in pixels
 * @param ascent how a step is made
 * @param tile the longest side of what is computed at a time, in pixels: larger pictures are taken apart into overlapping
 *     tiles, which needs less memory and more time; 0 for never
 */
public record DreamSettings(int octaves, double octaveScale, int iterations, int jitter, Ascent ascent, int tile) {

    /** The original notebook's. */
    public static final DreamSettings NOTEBOOK = new DreamSettings(4, 1.4, 10, 32, Ascent.NOTEBOOK, 0);

    /** Tiles smaller than this are more border than picture. */
    public static final int SMALLEST_TILE = 64;

    private static final int MOST_OCTAVES = 100;
    private static final int MOST_ITERATIONS = 1_000_000;
    private static final int GREATEST_JITTER = 1_000_000;

    public DreamSettings {
        Ascent.require(
                octaves >= 1 && octaves <= MOST_OCTAVES,
                "octaves must be from 1 to %d, not %d".formatted(MOST_OCTAVES, octaves));
        Ascent.require(
                octaveScale > 1 && octaveScale <= 100,
                "octave scale must be greater than 1 and at most 100, not " + octaveScale);
        Ascent.require(
                iterations >= 1 && iterations <= MOST_ITERATIONS,
                "iterations must be from 1 to %d, not %d".formatted(MOST_ITERATIONS, iterations));
        Ascent.require(
                jitter >= 0 && jitter <= GREATEST_JITTER,
                "jitter must be from 0 to %d, not %d".formatted(GREATEST_JITTER, jitter));
        Ascent.require(
                tile == 0 || tile >= SMALLEST_TILE,
                "a tile must be at least %d pixels long, not %d".formatted(SMALLEST_TILE, tile));
    }

    /** With the notebook's plain gradient, a step size of its own, and no tiles. */
    public DreamSettings(int octaves, double octaveScale, int iterations, double stepSize, int jitter) {
        this(octaves, octaveScale, iterations, jitter, Ascent.NOTEBOOK.withStepSize(stepSize), 0);
    }

    /** How many steps a dream has. */
    public int steps() {
        return octaves * iterations;
    }

    /** How many steps a dream has made with a step of an octave; both count from 1. */
    int stepsUntil(int octave, int iteration) {
        return (octave - 1) * iterations + iteration;
    }

    /** The same with another number of octaves. */
    public DreamSettings withOctaves(int number) {
        return new DreamSettings(number, octaveScale, iterations, jitter, ascent, tile);
    }

    /** The same with another number of steps per octave. */
    public DreamSettings withIterations(int number) {
        return new DreamSettings(octaves, octaveScale, number, jitter, ascent, tile);
    }

    /** The same with other steps. */
    public DreamSettings withAscent(Ascent other) {
        return new DreamSettings(octaves, octaveScale, iterations, jitter, other, tile);
    }

    /** The same in tiles of this size. */
    public DreamSettings withTile(int side) {
        return new DreamSettings(octaves, octaveScale, iterations, jitter, ascent, side);
    }
}
