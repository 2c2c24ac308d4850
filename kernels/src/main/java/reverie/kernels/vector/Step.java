package reverie.kernels.vector;

/** An operation made ready to run. */
interface Step {

    /** How many floats of scratch memory it wants that all workers see. */
    default int scratch() {
        return 0;
    }

    /** How many floats of scratch memory every worker wants for itself. */
    default int workerScratch() {
        return 0;
    }

    /**
     * Runs it.
     *
     * @param scratch at least as long as wanted; holds anything before, and nothing of value after
     */
    void run(Team team, Scratch scratch);
}
