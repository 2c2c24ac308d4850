package reverie.kernels.opencl;

import java.util.List;

/** Weights of one or several convolutions, and their biases, on the device: as convolution.cl wants them. */
final class WeightMatrix {

    /** Writes the values of filters, as they are now, into a matrix of zeros. */
    @FunctionalInterface
    interface Filling {

        /**
         * Writes them.
         *
         * @param weights k x n
         * @param bias per n
         */
        void fill(float[] weights, float[] bias);
    }

    private final OpenClSession session;
    private final List<OpenClFilters> filters;
    private final Filling filling;
    private final int[] versions;
    private final OpenClBuffer weights;
    private final OpenClBuffer bias;

    /**
     * @param filters whose values it has
     * @param depth how many k there are, filled up
     * @param pitch how many n, filled up
     */
    WeightMatrix(OpenClSession session, List<OpenClFilters> filters, int depth, int pitch, Filling filling) {
        this.session = session;
        this.filters = List.copyOf(filters);
        this.filling = filling;
        this.versions = new int[filters.size()];
        this.weights = session.allocate(Math.multiplyExact(depth, pitch));
        this.bias = session.allocate(pitch);
        write();
    }

    private void write() {
        float[] weightValues = new float[weights.length()];
        float[] biasValues = new float[bias.length()];
        filling.fill(weightValues, biasValues);
        session.write(weights, weightValues);
        session.write(bias, biasValues);
        for (int i = 0; i < versions.length; i++) {
            versions[i] = filters.get(i).version();
        }
    }

    /** Writes it anew if filters have changed. */
    void refresh() {
        for (int i = 0; i < versions.length; i++) {
            if (versions[i] != filters.get(i).version()) {
                write();
                return;
            }
        }
    }

    OpenClBuffer weights() {
        return weights;
    }

    OpenClBuffer bias() {
        return bias;
    }
}
