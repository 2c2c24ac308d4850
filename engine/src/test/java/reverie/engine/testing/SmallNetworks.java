package reverie.engine.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.engine.network.Weights;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;

/** Networks with every kind of layer and of joint, small enough for central differences, with random weights. */
public final class SmallNetworks {

    private SmallNetworks() {}

    /** A stem and an inception module in the manner of GoogLeNet, with Caffe's in-place ReLUs, and a classifier. */
    public static NetworkDefinition inception() {
        return NetworkDefinition.builder("small inception")
                .add("data", new InputLayer(new Shape(17, 19, 3)), List.of(), List.of("data"))
                .add("conv1", convolution(6, 5, 2, 2), List.of("data"), List.of("conv1"))
                .add("conv1/relu", new ReluLayer(), List.of("conv1"), List.of("conv1"))
                .add("pool1", pooling(Method.MAX, 3, 2, 0), List.of("conv1"), List.of("pool1"))
                .add("norm1", new LrnLayer(new LrnShape(5, 0.5f, 0.75f, 1)), List.of("pool1"), List.of("norm1"))
                .add("inception_a/1x1", convolution(5, 1, 1, 0), List.of("norm1"), List.of("a1"))
                .add("inception_a/relu_1x1", new ReluLayer(), List.of("a1"), List.of("a1"))
                .add("inception_a/3x3_reduce", convolution(4, 1, 1, 0), List.of("norm1"), List.of("a3r"))
                .add("inception_a/relu_3x3_reduce", new ReluLayer(), List.of("a3r"), List.of("a3r"))
                .add("inception_a/3x3", convolution(7, 3, 1, 1), List.of("a3r"), List.of("a3"))
                .add("inception_a/relu_3x3", new ReluLayer(), List.of("a3"), List.of("a3"))
                .add("inception_a/pool", pooling(Method.MAX, 3, 1, 1), List.of("norm1"), List.of("ap"))
                .add("inception_a/pool_proj", convolution(3, 1, 1, 0), List.of("ap"), List.of("app"))
                .add("inception_a/relu_pool_proj", new ReluLayer(), List.of("app"), List.of("app"))
                .add("inception_a/output", new ConcatLayer(), List.of("a1", "a3", "app"), List.of("a"))
                .add("pool5", pooling(Method.AVERAGE, 3, 1, 0), List.of("a"), List.of("pool5"))
                .add("drop", new IdentityLayer("Dropout"), List.of("pool5"), List.of("pool5"))
                .add("classifier", new InnerProductLayer(9, true), List.of("pool5"), List.of("classifier"))
                .add("prob", new SoftmaxLayer(), List.of("classifier"), List.of("prob"))
                .build();
    }

    /** Joints that GoogLeNet lacks: residual sums, a value read twice, split, nested concatenation, groups, dilation. */
    public static NetworkDefinition joints() {
        return NetworkDefinition.builder("joints")
                .add("data", new InputLayer(new Shape(11, 9, 3)), List.of(), List.of("data"))
                .add("conv", convolution(6, 3, 1, 1), List.of("data"), List.of("conv"))
                .add("split", new IdentityLayer("Split"), List.of("conv"), List.of("conv_0", "conv_1"))
                .add(
                        "grouped",
                        new ConvolutionLayer(6, 3, 3, 1, 1, 2, 2, 2, 2, 3, false),
                        List.of("conv_0"),
                        List.of("grouped"))
                .add("grouped/relu", new ReluLayer(), List.of("grouped"), List.of("grouped"))
                .add("sum", new SumLayer(List.of(0.5f, -1f)), List.of("conv_1", "grouped"), List.of("sum"))
                .add("sum/relu", new ReluLayer(), List.of("sum"), List.of("sum"))
                .add("twice", new SumLayer(List.of()), List.of("sum", "sum"), List.of("twice"))
                .add("inner", new ConcatLayer(), List.of("twice", "grouped"), List.of("inner"))
                .add("narrow", convolution(4, 1, 1, 0), List.of("inner"), List.of("narrow"))
                .add("outer", new ConcatLayer(), List.of("inner", "narrow", "data"), List.of("outer"))
                .add("again", new ConcatLayer(), List.of("outer"), List.of("again"))
                .add("global", new PoolingLayer(Method.AVERAGE, Optional.empty()), List.of("again"), List.of("global"))
                .build();
    }

    private static Layer convolution(int outChannels, int filter, int stride, int padding) {
        return new ConvolutionLayer(outChannels, filter, filter, stride, stride, padding, padding, 1, 1, 1, true);
    }

    private static Layer pooling(Method method, int window, int stride, int padding) {
        return new PoolingLayer(method, Optional.of(PoolingShape.square(window, stride, padding)));
    }

    /** Random weights for a definition, and a record of which layers were asked for. */
    public static final class RandomWeights implements Weights {

        private final Map<String, Tensor> tensors = new HashMap<>();
        private final Set<String> asked = new HashSet<>();

        public RandomWeights(NetworkDefinition definition, long seed) {
            var random = new Random(seed);
            var own = definition.inputShape();
            var shapes = new NetworkShapes(definition, own.height(), own.width());
            for (Node node : definition.nodes()) {
                if (node.layer() instanceof WeightedLayer layer) {
                    ConvolutionShape shape =
                            layer.convolution(shapes.of(node.inputs().getFirst()));
                    int fanIn = shape.weightCount() / shape.outChannels();
                    tensors.put(node.name() + "/weight", random(random, shape.weightCount(), 1 / Math.sqrt(fanIn)));
                    tensors.put(node.name() + "/bias", random(random, shape.outChannels(), 0.2));
                }
            }
        }

        private static Tensor random(Random random, int length, double scale) {
            float[] values = new float[length];
            for (int i = 0; i < length; i++) {
                values[i] = (float) (random.nextGaussian() * scale);
            }
            return new Tensor(List.of(length), values);
        }

        @Override
        public Optional<Tensor> weight(String layer) {
            asked.add(layer);
            return Optional.ofNullable(tensors.get(layer + "/weight"));
        }

        @Override
        public Optional<Tensor> bias(String layer) {
            return Optional.ofNullable(tensors.get(layer + "/bias"));
        }

        /** The layers whose weights somebody wanted. */
        public List<String> asked() {
            return new ArrayList<>(asked);
        }
    }
}
