package reverie.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.kernels.Backend;

/**
 * Makes the channels of a layer speak more equally loud, without changing what the network says. What a channel means does not
 * depend on its size: if a convolution's weights for one channel are divided by a number, and the weights of all that read
 * the channel are multiplied by it, then ReLUs, poolings and concatenations in between pass the change on, and the classes
 * come out the same. But a dream that squares activations would follow the loudest channel alone.
 *
 * <p>Channels that a normalisation reads are left alone: it is not proportional to them.
 */
public final class ChannelBalance {

    /** A channel that speaks still more softly, compared with the mean, counts as one that does not. */
    private static final double SOFTEST = 0.05;

    private ChannelBalance() {}

    /**
     * The root mean square of every channel behind the ReLU of every convolution that can be balanced.
     *
     * @param backend runs the network; not closed
     * @return by the name of the convolution
     */
    public static Map<String, double[]> loudness(
            NetworkDefinition definition, Parameters parameters, Examples examples, int count, Backend backend) {
        Map<String, String> rectified = rectified(definition);
        List<String> targets = new ArrayList<>(rectified.values());
        Shape size = definition.inputShape();
        Pass pass = new Network(definition, parameters, backend).prepare(size.height(), size.width(), targets);
        Map<String, double[]> squares = new HashMap<>();
        Map<String, Long> pixels = new HashMap<>();
        for (int number = 0; number < count; number++) {
            backend.write(examples.example(number).input(), pass.input());
            pass.forwardTo(targets.toArray(String[]::new));
            rectified.forEach((convolution, relu) -> {
                float[] values = backend.read(pass.activation(relu));
                int channels = pass.activation(relu).channels();
                double[] sums = squares.computeIfAbsent(convolution, name -> new double[channels]);
                for (int i = 0; i < values.length; i++) {
                    sums[i % channels] += (double) values[i] * values[i];
                }
                pixels.merge(convolution, (long) values.length / channels, Long::sum);
            });
        }
        squares.forEach((convolution, sums) -> Arrays.setAll(sums, c -> Math.sqrt(sums[c] / pixels.get(convolution))));
        return squares;
    }

    /**
     * Parameters of the same network whose channels are more equally loud: each is divided by the square root of its
     * loudness. All the way, rare channels would be as loud as common ones, and they are the noisy ones.
     */
    public static Parameters balanced(
            NetworkDefinition definition, Parameters parameters, Map<String, double[]> loudness) {
        Map<String, double[]> factors = new HashMap<>(); // of every output, by channel
        SequencedMap<String, Parameters.Layer> balanced = new LinkedHashMap<>();
        for (Node node : definition.nodes()) {
            List<double[]> inputs = node.inputs().stream().map(factors::get).toList();
            double[] own = switch (node.layer()) {
                case WeightedLayer layer -> {
                    Parameters.Layer old = parameters.layers().get(node.name());
                    double[] factor = loudness.containsKey(node.name())
                            ? factors(loudness.get(node.name()))
                            : ones(old.bias().values().length);
                    balanced.put(node.name(), scaled(old, inputs.getFirst(), factor));
                    yield factor;
                }
                case ConcatLayer _ ->
                    inputs.stream().flatMapToDouble(Arrays::stream).toArray();
                case ReluLayer _, PoolingLayer _, IdentityLayer _ -> inputs.getFirst();
                default -> inputs.isEmpty() ? ones(definition.inputShape().channels()) : inputs.getFirst();
            };
            factors.put(node.name(), own);
        }
        return Parameters.of(balanced);
    }

    private static double[] ones(int channels) {
        double[] ones = new double[channels];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double[] factors(double[] loudness) {
        double mean = Arrays.stream(loudness).average().orElse(0);
        return mean == 0
                ? ones(loudness.length)
                : Arrays.stream(loudness)
                        .map(own -> 1 / Math.sqrt(Math.max(own, SOFTEST * mean)))
                        .toArray();
    }

    private static Parameters.Layer scaled(Parameters.Layer layer, double[] inputs, double[] outputs) {
        float[] weights = layer.weight().values().clone();
        float[] biases = layer.bias().values().clone();
        int perOutput = weights.length / outputs.length;
        int perInput = perOutput / inputs.length;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (weights[i] * outputs[i / perOutput] / inputs[i % perOutput / perInput]);
        }
        for (int out = 0; out < biases.length; out++) {
            biases[out] = (float) (biases[out] * outputs[out]);
        }
        return new Parameters.Layer(
                new Tensor(layer.weight().shape(), weights),
                new Tensor(layer.bias().shape(), biases));
    }

    /** Convolutions that can be balanced, and the ReLU behind each. */
    private static Map<String, String> rectified(NetworkDefinition definition) {
        Set<String> fixed = new HashSet<>(); // outputs that must stay as they are
        Map<String, String> rectified = new LinkedHashMap<>();
        fixed.add(definition.nodes().getLast().name());
        for (Node node : definition.nodes().reversed()) {
            boolean passesOn = switch (node.layer()) {
                case ReluLayer _, PoolingLayer _, ConcatLayer _, IdentityLayer _ -> fixed.contains(node.name());
                case ConvolutionLayer convolution -> convolution.groups() != 1;
                case InnerProductLayer _ -> false;
                default -> true;
            };
            if (passesOn) {
                fixed.addAll(node.inputs());
            }
            boolean canBeBalanced = node.layer() instanceof ReluLayer && !fixed.contains(node.name());
            if (canBeBalanced
                    && definition.node(node.inputs().getFirst()).layer() instanceof ConvolutionLayer producer
                    && producer.groups() == 1) {
                rectified.put(node.inputs().getFirst(), node.name());
            }
        }
        return rectified;
    }
}
