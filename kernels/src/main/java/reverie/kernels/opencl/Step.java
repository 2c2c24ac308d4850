package reverie.kernels.opencl;

/** A piece of a program, to be queued as often as wanted. */
@FunctionalInterface
interface Step {

    /** Queues it. */
    void run();
}
