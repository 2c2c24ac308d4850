package reverie.kernels.host;

import reverie.kernels.Backend;
import reverie.kernels.Buffer;
import reverie.kernels.FeatureMap;

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

    private static void requireLength(float[] values, FeatureMap map) {
        if (values.length != map.size()) {
            throw new IllegalArgumentException("%d values for a map of %s".formatted(values.length, map.shape()));
        }
    }
}
