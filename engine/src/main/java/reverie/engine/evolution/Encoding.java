package reverie.engine.evolution;

import java.util.random.RandomGenerator;

/**
 * How individuals are written down and varied.
 *
 * @param <G> a genome: never changed once it is made, since a child and several goals may share it
 */
public interface Encoding<G> {

    /** A genome without parents. */
    G first(RandomGenerator random);

    /**
     * A child that differs a little.
     *
     * @param age how many individuals have been judged before it: variation may become finer with time
     */
    G mutate(G parent, int age, RandomGenerator random);
}
