package reverie.kernels.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;

/**
 * Maps for one operation, filled from a seed. Every map is a band of a wider one, so that a kernel that ignores the pixel
 * stride, or writes over its neighbours, is found out.
 *
 * <p>The values of a map are evenly spaced and shuffled: no two are equal, and none is nearer to zero than a quarter of
 * their distance, so that a smaller step to either side crosses neither a ReLU's kink nor a tie in max pooling.
 */
public final class TestMaps {

    private static final int BEFORE = 3;
    private static final int BEHIND = 2;

    private final Backend backend;
    private final Random random;
    private final boolean banded;
    private final List<FeatureMap> wholes = new ArrayList<>();

    public TestMaps(Backend backend, long seed, boolean banded) {
        this.backend = backend;
        this.random = new Random(seed);
        this.banded = banded;
    }

    public Backend backend() {
        return backend;
    }

    /** A new map with values of its own. */
    public FeatureMap map(int height, int width, int channels) {
        int extra = banded ? BEFORE + BEHIND : 0;
        FeatureMap whole = backend.allocateMap(height, width, channels + extra);
        backend.write(values(whole.size()), whole);
        wholes.add(whole);
        return banded ? whole.channels(BEFORE, channels) : whole;
    }

    /** Values in (-2, 2), as {@link #map} fills maps with. */
    public float[] values(int length) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 4 * ((order.get(i) + 0.25f) / length) - 2;
        }
        return values;
    }

    /** The distance between neighbouring values of a map. */
    public static float spacing(FeatureMap map) {
        return 4f / (map.height() * map.width() * (map.channels() + BEFORE + BEHIND));
    }

    /** Everything that the operation could have touched, gaps included. */
    public List<float[]> contents() {
        return wholes.stream().map(backend::read).toList();
    }
}
