/**
 * The fast backend for processors: Vector API kernels on a team of threads. Species and lane counts stay inside this
 * package; everything works at any lane count.
 *
 * <p>{@link reverie.kernels.vector.VectorBackend} is the entry; {@link reverie.kernels.vector.TapConvolution} is where the
 * time goes.
 */
package reverie.kernels.vector;
