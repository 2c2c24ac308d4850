package reverie.kernels.vector;

/** Weights in an order that a kernel wants. */
interface Packing {

    /** Fills it from the weights as they are now. */
    void pack();
}
