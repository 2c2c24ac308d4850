package reverie.bench.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.LocalResponseNormOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;

/**
 * A network in PyTorch, as one would write it there: a function of the library for each layer, in eager mode. Tensors are
 * closed as soon as nobody reads them any more, as Python's reference counts would do; what the backward needs, PyTorch holds
 * on to by itself.
 */
final class TorchNetwork {

    private record Parameters(Tensor filters, Tensor bias) {}

    private final List<Node> nodes;
    private final String end;
    private final Map<String, Parameters> parameters = new HashMap<>();

    /**
     * Copies the weights.
     *
     * @param format the order in which filters are kept; pictures must come in the same
     */
    TorchNetwork(Model model, String layer, MemoryFormat format) {
        nodes = model.definition().ancestors(List.of(layer));
        end = layer;
        for (Node node : nodes) {
            if (node.layer() instanceof WeightedLayer) {
                var weight = model.weights().weight(node.name()).orElseThrow();
                var bias = model.weights().bias(node.name()).orElseThrow();
                parameters.put(
                        node.name(),
                        new Parameters(
                                tensor(weight.values(), format, longs(weight.shape())),
                                tensor(bias.values(), MemoryFormat.Contiguous, longs(bias.shape()))));
            }
        }
    }

    /** A tensor that owns its values, which come with the last index fastest. */
    static Tensor tensor(float[] values, MemoryFormat format, long... shape) {
        try (var borrowed = new FloatPointer(values);
                Tensor view = torch.from_blob(borrowed, shape);
                Tensor copy = view.clone()) {
            return copy.contiguous(format);
        }
    }

    private static long[] longs(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).toArray();
    }

    /**
     * What the layer shows of an input.
     *
     * @param input 1 x 3 x height x width; not closed
     * @return 1 x channels x height x width
     */
    Tensor forward(Tensor input) {
        Map<String, Integer> readers = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(read -> readers.merge(read, 1, Integer::sum)));
        Map<String, Tensor> values = new HashMap<>();
        for (Node node : nodes) {
            values.put(
                    node.name(),
                    node.layer() instanceof InputLayer
                            ? input
                            : apply(node, node.inputs().stream().map(values::get).toList()));
            for (String read : node.inputs()) {
                boolean done = readers.merge(read, -1, Integer::sum) == 0;
                if (done && !read.equals(nodes.getFirst().name())) {
                    values.remove(read).close();
                }
            }
        }
        return values.get(end);
    }

    private Tensor apply(Node node, List<Tensor> inputs) {
        Tensor input = inputs.getFirst();
        return switch (node.layer()) {
            case ConvolutionLayer convolution -> convolution(input, convolution, parameters.get(node.name()));
            case ReluLayer _ -> torch.relu(input);
            case LrnLayer normalisation -> normalise(input, normalisation.shape());
            case PoolingLayer(var method, var window) when method == PoolingLayer.Method.MAX && window.isPresent() ->
                maximum(input, window.get());
            case ConcatLayer _ -> concatenate(inputs);
            case IdentityLayer _ -> new Tensor(input);
            default -> throw new IllegalArgumentException("not made for PyTorch: " + node.name());
        };
    }

    private static Tensor convolution(Tensor input, ConvolutionLayer layer, Parameters parameters) {
        try (var bias = new TensorOptional(parameters.bias())) {
            return torch.conv2d(
                    input,
                    parameters.filters(),
                    bias,
                    new long[] {layer.strideHeight(), layer.strideWidth()},
                    new long[] {layer.paddingHeight(), layer.paddingWidth()},
                    new long[] {layer.dilationHeight(), layer.dilationWidth()},
                    layer.groups());
        }
    }

    private static Tensor normalise(Tensor input, LrnShape shape) {
        try (var options = new LocalResponseNormOptions(shape.localSize())) {
            options.alpha().put(shape.alpha());
            options.beta().put(shape.beta());
            options.k().put(shape.k());
            return torch.local_response_norm(input, options);
        }
    }

    private static Tensor maximum(Tensor input, PoolingShape shape) {
        return torch.max_pool2d(
                input,
                new long[] {shape.windowHeight(), shape.windowWidth()},
                new long[] {shape.strideHeight(), shape.strideWidth()},
                new long[] {shape.paddingHeight(), shape.paddingWidth()},
                new long[] {1, 1},
                shape.rounding() == PoolingShape.Rounding.UP);
    }

    private static Tensor concatenate(List<Tensor> inputs) {
        try (var vector = new TensorVector(inputs.toArray(Tensor[]::new))) {
            return torch.cat(vector, 1);
        }
    }
}
