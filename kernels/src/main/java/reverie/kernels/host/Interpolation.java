package reverie.kernels.host;

/**
 * Where one output position of a corner-to-corner bilinear interpolation reads, along one axis: {@code (1 - fraction) *
 * input[lower] + fraction * input[upper]}.
 */
public record Interpolation(int lower, int upper, double fraction) {

    /** The interpolation of output {@code index} of {@code outputSize}, over {@code inputSize} inputs. */
    public static Interpolation at(int index, int outputSize, int inputSize) {
        double position = outputSize == 1 ? 0 : (double) index * (inputSize - 1) / (outputSize - 1);
        int lower = Math.min((int) position, inputSize - 1);
        return new Interpolation(lower, Math.min(lower + 1, inputSize - 1), position - lower);
    }

    /** The value between the two that are read. */
    public double between(double atLower, double atUpper) {
        return (1 - fraction) * atLower + fraction * atUpper;
    }
}
