package reverie.engine.dream;

import java.util.function.Supplier;

/** Watches a dream, and may end it early. */
public interface DreamListener {

    /**
     * An octave begins.
     *
     * @param number from 1
     * @param octaves how many there are
     */
    record Octave(int number, int octaves, int height, int width) {}

    /**
     * A step has been made.
     *
     * @param number from 1
     * @param objective its value before the step, on the shifted picture
     * @param meanGradient mean absolute gradient; 0 means that nothing at the layer responds, and the step was left out
     * @param input the picture after the step as network input, height x width x 3; computed when asked for, before the
     *     next step
     */
    record Iteration(Octave octave, int number, double objective, double meanGradient, Supplier<float[]> input) {

        /** How many steps have been made in all, with this one. */
        public int steps(DreamSettings settings) {
            return settings.stepsUntil(octave.number(), number);
        }

        /** Where the dream is; to be asked for before the next step. */
        public DreamState state() {
            return new DreamState(octave.number(), number, input.get());
        }
    }

    default void octaveStarted(Octave octave) {}

    default void iterationDone(Iteration iteration) {}

    /** Asked after each step. A dream that is stopped is finished at full size without further steps. */
    default boolean wantsToStop() {
        return false;
    }

    /** Two listeners at once. */
    static DreamListener both(DreamListener first, DreamListener second) {
        return new DreamListener() {
            @Override
            public void octaveStarted(Octave octave) {
                first.octaveStarted(octave);
                second.octaveStarted(octave);
            }

            @Override
            public void iterationDone(Iteration iteration) {
                first.iterationDone(iteration);
                second.iterationDone(iteration);
            }

            @Override
            public boolean wantsToStop() {
                return first.wantsToStop() || second.wantsToStop();
            }
        };
    }

    /** Somebody who does not care. */
    DreamListener NONE = new DreamListener() {};
}
