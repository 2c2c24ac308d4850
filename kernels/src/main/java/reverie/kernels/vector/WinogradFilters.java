package reverie.kernels.vector;

/**
 * Filters transformed for {@link WinogradConvolution}: U = G g G<sup>T</sup> for every pair of a source and a destination
 * channel, computed in double precision and rounded once. One set of {@link Panels} would do for one element of U; here all
 * elements of a panel lie behind each other, since that is the order in which they are read.
 */
final class WinogradFilters {

    final float[] values;
    private final int elements;
    private final int sourceChannels;
    private final int channels;

    /** @param weight the weight of a tap; taps are numbered as {@link AxisTaps#taps} says */
    WinogradFilters(
            Winograd winograd,
            AxisTaps rows,
            AxisTaps columns,
            int sourceChannels,
            int destinationChannels,
            Panels.Weight weight) {
        int size = winograd.size();
        this.elements = size * size;
        this.sourceChannels = sourceChannels;
        this.channels = destinationChannels;
        this.values = new float[Math.multiplyExact(Lanes.roundUp(channels), elements * sourceChannels)];
        double[][] matrix = winograd.filterMatrix();
        double[][] half = new double[size][winograd.taps()];
        for (int destination = 0; destination < channels; destination++) {
            int panel = destination / Panels.WIDTH;
            int width = vectors(panel) * Lanes.COUNT;
            int lane = destination % Panels.WIDTH;
            for (int source = 0; source < sourceChannels; source++) {
                for (int i = 0; i < size; i++) {
                    for (int column = 0; column < winograd.taps(); column++) {
                        double sum = 0;
                        for (int row = 0; row < winograd.taps(); row++) {
                            sum += matrix[i][row]
                                    * weight.at(rows.taps()[row], columns.taps()[column], source, destination);
                        }
                        half[i][column] = sum;
                    }
                }
                for (int i = 0; i < size; i++) {
                    for (int j = 0; j < size; j++) {
                        double sum = 0;
                        for (int column = 0; column < winograd.taps(); column++) {
                            sum += half[i][column] * matrix[j][column];
                        }
                        values[start(panel, i * size + j) + source * width + lane] = (float) sum;
                    }
                }
            }
        }
    }

    /** How many panels of destination channels there are. */
    int panels() {
        return Math.ceilDiv(channels, Panels.WIDTH);
    }

    /** Where an element of a panel starts in {@link #values}. All panels before it are full. */
    int start(int panel, int element) {
        return (panel * Panels.WIDTH * elements + element * vectors(panel) * Lanes.COUNT) * sourceChannels;
    }

    /** How many vectors wide a panel is: 2, or 1 for a narrow last one. */
    int vectors(int panel) {
        return Math.min(2, Math.ceilDiv(channels - panel * Panels.WIDTH, Lanes.COUNT));
    }

    /** How many destination channels a panel really has. */
    int channels(int panel) {
        return Math.min(Panels.WIDTH, channels - panel * Panels.WIDTH);
    }
}
