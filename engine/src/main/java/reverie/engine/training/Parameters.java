package reverie.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Tensor;
import reverie.engine.network.Weights;
import reverie.kernels.ConvolutionShape;

/** The weights and biases of a network in training: arrays that change from step to step. */
public final class Parameters implements Weights {

    /** The parameters of one layer. */
    public record Layer(Tensor weight, Tensor bias) {}

    private final SequencedMap<String, Layer> layers;

    private Parameters(SequencedMap<String, Layer> layers) {
        this.layers = layers;
    }

    /** These. */
    static Parameters of(SequencedMap<String, Layer> layers) {
        return new Parameters(layers);
    }

    /**
     * To begin with: normally distributed weights of variance 2 / fan-in, with which a ReLU's outputs are as large as its
     * inputs (He et al. 2015), and biases of zero.
     */
    public static Parameters initial(NetworkDefinition definition, long seed) {
        var random = new SplittableRandom(seed);
        var shapes = NetworkShapes.ofOwnInput(definition);
        SequencedMap<String, Layer> layers = new LinkedHashMap<>();
        for (Node node : definition.nodes()) {
            if (node.layer() instanceof WeightedLayer layer) {
                layers.put(node.name(), initial(layer.convolution(shapes.ofInput(node)), random));
            }
        }
        return new Parameters(layers);
    }

    private static Layer initial(ConvolutionShape shape, RandomGenerator random) {
        double deviation = Math.sqrt(2.0 * shape.outChannels() / shape.weightCount());
        float[] weights = new float[shape.weightCount()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (deviation * random.nextGaussian());
        }
        List<Integer> size =
                List.of(shape.outChannels(), shape.inChannelsPerGroup(), shape.filterHeight(), shape.filterWidth());
        return new Layer(
                new Tensor(size, weights), new Tensor(List.of(shape.outChannels()), new float[shape.outChannels()]));
    }

    /** By the name of the layer, in network order. */
    public SequencedMap<String, Layer> layers() {
        return layers;
    }

    /** How many numbers are learnt. */
    public long count() {
        return layers.values().stream()
                .mapToLong(
                        layer -> layer.weight().values().length + layer.bias().values().length)
                .sum();
    }

    /**
     * The same network for inputs that were not scaled: the weights of the layer that sees the pictures take the factor over.
     * With a power of two nothing is rounded.
     */
    public Parameters foldingInputScale(String firstLayer, float scale) {
        SequencedMap<String, Layer> folded = new LinkedHashMap<>(layers);
        Tensor weight = layers.get(firstLayer).weight();
        float[] values = weight.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        folded.put(
                firstLayer,
                new Layer(
                        new Tensor(weight.shape(), values),
                        layers.get(firstLayer).bias()));
        return new Parameters(folded);
    }

    @Override
    public Optional<Tensor> weight(String layer) {
        return Optional.ofNullable(layers.get(layer)).map(Layer::weight);
    }

    @Override
    public Optional<Tensor> bias(String layer) {
        return Optional.ofNullable(layers.get(layer)).map(Layer::bias);
    }
}
