/**
 * The oracle: every operation as plain loops, written to be read and never to be fast. One class per operation holds its
 * forward and its backward, side by side, with the formula. Sums are kept in double precision, so that the other backends
 * and central differences have something firm to be compared with.
 *
 * <p>{@link reverie.kernels.reference.ReferenceBackend} is the entry.
 */
package reverie.kernels.reference;
