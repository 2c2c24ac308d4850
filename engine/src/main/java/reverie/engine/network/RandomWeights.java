package reverie.engine.network;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.kernels.ConvolutionShape;

/**
 * Weights of the right shape and scale, the same for a layer of the same name every time. Their variance is 2 / fan-in, which
 * keeps activations of one size through any number of ReLUs: neither infinities nor denormals slow the machine down.
 */
public final class RandomWeights implements Weights {

    private final NetworkDefinition definition;
    private final NetworkShapes shapes;
    private final Map<String, Tensor> drawn = new HashMap<>();

    public RandomWeights(NetworkDefinition definition) {
        this.definition = definition;
        this.shapes = NetworkShapes.ofOwnInput(definition);
    }

    @Override
    public Optional<Tensor> weight(String layer) {
        return convolution(layer).map(shape -> {
            int fanIn = shape.weightCount() / shape.outChannels();
            return drawn.computeIfAbsent(
                    layer, name -> tensor(name, shape.outChannels(), fanIn, Math.sqrt(2.0 / fanIn)));
        });
    }

    @Override
    public Optional<Tensor> bias(String layer) {
        return convolution(layer)
                .map(shape -> new Tensor(List.of(shape.outChannels()), new float[shape.outChannels()]));
    }

    private Optional<ConvolutionShape> convolution(String layer) {
        Node node = definition.node(layer);
        return node.layer() instanceof WeightedLayer weighted
                ? Optional.of(weighted.convolution(shapes.ofInput(node)))
                : Optional.empty();
    }

    private static Tensor tensor(String layer, int rows, int columns, double deviation) {
        var random = new Random(layer.hashCode());
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return new Tensor(List.of(rows, columns), values);
    }
}
