package reverie.engine.dream;

/**
 * How far a dream has got, so that it can go on from there as if it had never stopped.
 *
 * @param octave in which the last step was made, from 1
 * @param iteration which of its steps that was, from 1
 * @param input the picture after it as network input, at the size of the octave: height x width x 3; not copied
 */
public record DreamState(int octave, int iteration, float[] input) {

    /** How many steps have been made in all. */
    public int steps(DreamSettings settings) {
        return settings.stepsUntil(octave, iteration);
    }
}
