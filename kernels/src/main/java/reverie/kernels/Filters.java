package reverie.kernels;

/**
 * The filters and bias of one convolution, in whatever order suits the backend that prepared them. Prepared once and read by
 * many operations; only training gives them new values.
 */
public interface Filters {

    /** The geometry that they were prepared for. */
    ConvolutionShape shape();

    /** The arrays that they were prepared from have other values now; what runs from now on goes by those. */
    void refresh();
}
