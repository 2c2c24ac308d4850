package reverie.engine.dream;

import java.util.Random;

/** Where the picture is shifted to before each step, so that no pixel always falls on the same edge of a filter. */
@FunctionalInterface
public interface Jitter {

    /** A circular shift in pixels. */
    record Offset(int right, int down) {

        /** No shift. */
        static final Offset NONE = new Offset(0, 0);

        Offset opposite() {
            return new Offset(-right, -down);
        }
    }

    /** The shift for the next step. */
    Offset next();

    /**
     * Shifts drawn evenly from [-most, most], both ways. {@link Random}'s numbers are fixed by its specification, so a
     * seed means the same dream with every Java.
     */
    static Jitter random(long seed, int most) {
        var random = new Random(seed);
        return () -> new Offset(random.nextInt(2 * most + 1) - most, random.nextInt(2 * most + 1) - most);
    }
}
