package reverie.engine.training;

/** Where training gets its pictures: as many as it wants, the same for the same number, and asked by several threads. */
@FunctionalInterface
public interface Examples {

    /**
     * An example.
     *
     * @param number from 0
     */
    Example example(long number);
}
