package reverie.kernels;

/** Operations that a backend has made ready to run, in order, as often as wanted. */
@FunctionalInterface
public interface Program {

    /** Runs all operations; returns when their results can be read. */
    void run();
}
