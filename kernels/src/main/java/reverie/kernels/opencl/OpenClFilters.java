package reverie.kernels.opencl;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;

/** Weights as they were given, and on the device in every order in which a convolution has asked for them. */
final class OpenClFilters implements Filters {

    private final ConvolutionShape shape;
    private final float[] weights;
    private final float[] bias;
    private final Map<Object, WeightMatrix> matrices = new HashMap<>();
    private int version;

    OpenClFilters(ConvolutionShape shape, float[] weights, float[] bias) {
        shape.requireParameters(weights, bias);
        this.shape = shape;
        this.weights = weights;
        this.bias = bias;
    }

    @Override
    public ConvolutionShape shape() {
        return shape;
    }

    float[] weights() {
        return weights;
    }

    float[] bias() {
        return bias;
    }

    /** How often the values have changed. */
    int version() {
        return version;
    }

    @Override
    public void refresh() {
        version++;
    }

    /** A matrix of these weights, perhaps with those of others; made once. */
    WeightMatrix matrix(Object key, Supplier<WeightMatrix> make) {
        WeightMatrix known = matrices.get(key);
        if (known == null) {
            known = make.get();
            matrices.put(key, known);
        }
        return known;
    }
}
