package reverie.engine.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
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

    /**
     * To begin with: normally distributed weights of variance 2 / fan-in, with which a ReLU's outputs are as large as its
     * inputs (He et al. 2015), and biases of zero.
     */
    public static Parameters initial(NetworkDefinition definition, long seed) {
        var random = new SplittableRandom(seed);
        Shape own = definition.inputShape();
        var shapes = new NetworkShapes(definition, own.height(), own.width());
        SequencedMap<String, Layer> layers = new LinkedHashMap<>();
        for (Node node : definition.nodes()) {
            if (node.layer() instanceof WeightedLayer layer) {
                layers.put(
                        node.name(),
                        initial(layer.convolution(shapes.of(node.inputs().getFirst())), random));
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

    /** Takes over other values, for example those of a checkpoint. */
    public void set(Map<String, Layer> values) {
        layers.forEach((name, layer) -> {
            copy(values.get(name).weight(), layer.weight());
            copy(values.get(name).bias(), layer.bias());
        });
    }

    private static void copy(Tensor from, Tensor to) {
        System.arraycopy(from.values(), 0, to.values(), 0, to.values().length);
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
