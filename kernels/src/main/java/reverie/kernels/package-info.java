/**
 * What a backend can compute, and with what: {@link reverie.kernels.Operation} lists every operation as a record, {@link
 * reverie.kernels.Backend} runs them. This package knows arrays and shapes only; networks, files and pictures live above it.
 *
 * <p>There is one layout of data: batch 1, height x width x channels, channels contiguous. A {@link
 * reverie.kernels.FeatureMap} is a view of such data, so that concatenation along the channels costs nothing.
 */
package reverie.kernels;
