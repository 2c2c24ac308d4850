package reverie.engine.fooling.nothing;

/** A way to make a picture of nothing that a network is certain of. */
@FunctionalInterface
public interface NothingMethod {

    /** Works until the attempt is over; what comes of it, the attempt keeps. */
    void search(Attempt attempt);
}
