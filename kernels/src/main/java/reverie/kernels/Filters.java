package reverie.kernels;

/**
 * The filters and bias of one convolution, in whatever order suits the backend that prepared them. Prepared once, read by
 * many operations, never changed.
 */
public interface Filters {

    /** The geometry that they were prepared for. */
    ConvolutionShape shape();
}
