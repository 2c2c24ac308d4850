package reverie.cli.fool;

import java.io.IOException;

/** A way to fool a network: what it begins with, and what it does to it. */
public interface FoolingMode {

    /**
     * Refuses what could not be done anyway, before a model is opened.
     *
     * @throws IOException if a result could not be written
     */
    void check() throws IOException;

    /**
     * Does it, writes what came of it, and says so.
     *
     * @return the exit code: 0 if the network was fooled
     */
    int fool(FoolingLab lab) throws IOException;
}
