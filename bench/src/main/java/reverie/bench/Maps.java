package reverie.bench;

import java.util.Random;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;

/** Maps of random values in (-1, 1), the same in the same order every time. */
public final class Maps {

    private final Backend backend;
    private final Random random = new Random(1701);

    public Maps(Backend backend) {
        this.backend = backend;
    }

    public FeatureMap map(Shape shape) {
        FeatureMap map = backend.allocateMap(shape.height(), shape.width(), shape.channels());
        backend.write(values(map.size()), map);
        return map;
    }

    float[] values(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
