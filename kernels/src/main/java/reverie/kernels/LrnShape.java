package reverie.kernels;

/**
 * The parameters of local response normalisation across channels.
 *
 * @param localSize how many neighbouring channels are summed; odd
 * @param alpha factor of the mean of squares (Caffe divides it by {@code localSize})
 * @param beta exponent
 * @param k constant under the exponent
 */
public record LrnShape(int localSize, float alpha, float beta, float k) {

    public LrnShape {
        if (localSize < 1 || localSize % 2 == 0) {
            throw new IllegalArgumentException("lrn: local size must be odd and positive, not " + localSize);
        }
    }

    /** How many neighbours on each side take part. */
    public int reach() {
        return localSize / 2;
    }
}
