package reverie.kernels;

/** Operations that a backend has made ready to run, in order, as often as wanted. */
@FunctionalInterface
public interface Program {

    /** Runs all operations, or sees to it that they are run before anything that is asked for later. */
    void run();
}
