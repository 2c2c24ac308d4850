package reverie.weights.fetch;

import java.net.URI;
import java.util.OptionalLong;

/** Watches a model being fetched, and may end it. Called by one thread. */
public interface FetchListener {

    /** Hears nothing. */
    FetchListener NONE = new FetchListener() {};

    /** An address is asked for the file. */
    default void asking(URI address) {}

    /**
     * Its answer has begun.
     *
     * @param start bytes that are here already; 0 at the beginning of the file
     * @param size of the whole file, if the answer says it
     */
    default void answered(long start, OptionalLong size) {}

    /**
     * More of it is here.
     *
     * @param bytes of the file that are here now, in all
     */
    default void received(long bytes) {}

    /** An attempt failed, and another follows. */
    default void failed(URI address, String reason) {}

    /** The file is here and is what it should be; it is converted next. */
    default void verified(Checksum checksum) {}

    /** Asked several times a second. */
    default boolean wantsToStop() {
        return false;
    }
}
