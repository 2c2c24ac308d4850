package reverie.bench.peer;

/** A loop of fused multiply-adds that nothing but the arithmetic slows down. */
interface FmaLoop {

    /** Floating-point operations of one round; a multiply-add is two. */
    int flopsPerRound();

    /** Runs that many rounds on this thread, and returns a number that depends on all of them. */
    float run(int rounds);
}
