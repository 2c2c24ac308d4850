package reverie.kernels.opencl;

/**
 * The size of a product of matrices that convolution.cl computes.
 *
 * @param pixels rows of the result
 * @param channels columns of the result
 * @param depth how many products each of its values adds up
 * @param vector how many of those can be copied at once
 */
record ProductShape(int pixels, int channels, int depth, int vector) {

    /** Below so many products it does not pay to share a sum. */
    private static final int LEAST_DEPTH = 128;

    private static final int MOST_PARTS = 8;

    /**
     * In how many parts each sum is taken, by work-groups of their own, where there would be too few of them to keep a
     * device busy. It decides in which order products are added up, and must not depend on what was measured: the device's
     * units and this shape are all that it looks at. Work-groups are counted by the smallest tile, whichever is taken.
     */
    int parts(OpenClDevice device) {
        int groups = ConvolutionTile.SMALLEST.groups(pixels, channels);
        int wanted = ConvolutionTile.ENOUGH * device.computeUnits() / groups;
        return Math.clamp(Math.min(wanted, depth / LEAST_DEPTH), 1, MOST_PARTS);
    }

    /**
     * How many products a part adds up: whole steps of k, and at least one even where there is nothing to add, as in a phase
     * of a stride that no tap reads.
     */
    int partDepth(OpenClDevice device) {
        int steps = Math.ceilDiv(depth, ConvolutionTile.DEPTH);
        return Math.max(1, Math.ceilDiv(steps, parts(device))) * ConvolutionTile.DEPTH;
    }
}
