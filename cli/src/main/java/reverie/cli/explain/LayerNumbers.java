package reverie.cli.explain;

/**
 * A layer's values, or gradients, in numbers.
 *
 * @param mean of the values
 * @param meanAbsolute of their sizes
 * @param most the largest
 * @param zeros the share of those that are 0, from 0 to 1
 */
record LayerNumbers(double mean, double meanAbsolute, double most, double zeros) {

    static LayerNumbers of(float[] values) {
        double sum = 0;
        double sizes = 0;
        double most = Double.NEGATIVE_INFINITY;
        long zeros = 0;
        for (float value : values) {
            sum += value;
            sizes += Math.abs(value);
            most = Math.max(most, value);
            zeros += value == 0 ? 1 : 0;
        }
        return new LayerNumbers(sum / values.length, sizes / values.length, most, (double) zeros / values.length);
    }
}
