package reverie.kernels.host;

import java.util.function.DoubleUnaryOperator;
import reverie.kernels.Backend;
import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** A backend whose maps lie in {@link HostBuffer}s. */
public abstract class HostBackend implements Backend {

    @Override
    public Buffer allocate(int length) {
        return new HostBuffer(new float[length]);
    }

    @Override
    public void write(float[] heightWidthChannels, FeatureMap destination) {
        requireLength(heightWidthChannels, destination);
        float[] values = HostBuffer.array(destination);
        int run = run(destination);
        for (int first = 0; first < heightWidthChannels.length; first += run) {
            System.arraycopy(heightWidthChannels, first, values, at(destination, first), run);
        }
    }

    @Override
    public float[] read(FeatureMap source) {
        float[] values = HostBuffer.array(source);
        float[] copy = new float[source.size()];
        int run = run(source);
        for (int first = 0; first < copy.length; first += run) {
            System.arraycopy(values, at(source, first), copy, first, run);
        }
        return copy;
    }

    /** How many values lie behind each other without a gap: a pixel's, or all. */
    private static int run(FeatureMap map) {
        return map.isDense() ? map.size() : map.channels();
    }

    /** Where the first channel of a pixel lies, by its place in the same map without gaps. */
    private static int at(FeatureMap map, int withoutGaps) {
        return map.offset() + withoutGaps / map.channels() * map.pixelStride();
    }

    @Override
    public Reading sumOfSquares(FeatureMap map) {
        return Reading.of(sum(map, value -> value * value));
    }

    @Override
    public Reading meanAbsolute(FeatureMap map) {
        return Reading.of(sum(map, Math::abs) / map.size());
    }

    /** Row by row, so that the rounding of a row's sum does not depend on how large the picture is. */
    private static double sum(FeatureMap map, DoubleUnaryOperator term) {
        float[] values = HostBuffer.array(map);
        double total = 0;
        for (int y = 0; y < map.height(); y++) {
            double row = 0;
            for (int x = 0; x < map.width(); x++) {
                int first = map.at(y, x);
                for (int c = 0; c < map.channels(); c++) {
                    row += term.applyAsDouble(values[first + c]);
                }
            }
            total += row;
        }
        return total;
    }

    private static void requireLength(float[] values, FeatureMap map) {
        if (values.length != map.size()) {
            throw new IllegalArgumentException("%d values for a map of %s".formatted(values.length, map.shape()));
        }
    }
}
