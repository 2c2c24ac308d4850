package reverie.engine.network;

import java.util.List;
import java.util.Optional;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.ReluLayer;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;

/** Stacks layers, each on the one before, as networks of GoogLeNet's family are built and named. */
final class InceptionBuilder {

    private static final LrnShape LRN = new LrnShape(5, 1e-4f, 0.75f, 1);

    private final NetworkDefinition.Builder network;
    private String top = "data";

    InceptionBuilder(String name, Shape input) {
        this.network = NetworkDefinition.builder(name);
        network.add(top, new InputLayer(input), List.of(), List.of(top));
    }

    NetworkDefinition build() {
        return network.build();
    }

    /** Four branches over one input, side by side in the channels of the output. */
    void inception(String module, int ones, int threesReduce, int threes, int fivesReduce, int fives, int projection) {
        String prefix = "inception_" + module + "/";
        String input = top;
        convolution(prefix, "1x1", "1x1", ones, 1, 1);
        top = input;
        convolution(prefix, "3x3_reduce", "3x3_reduce", threesReduce, 1, 1);
        convolution(prefix, "3x3", "3x3", threes, 3, 1);
        top = input;
        convolution(prefix, "5x5_reduce", "5x5_reduce", fivesReduce, 1, 1);
        convolution(prefix, "5x5", "5x5", fives, 5, 1);
        top = input;
        pooling(prefix + "pool", Method.MAX, 3, 1, 1);
        convolution(prefix, "pool_proj", "pool_proj", projection, 1, 1);
        String output = prefix + "output";
        network.add(
                output,
                new ConcatLayer(),
                List.of(prefix + "1x1", prefix + "3x3", prefix + "5x5", prefix + "pool_proj"),
                List.of(output));
        top = output;
    }

    /** A convolution that keeps the size, but for its stride, and its ReLU. */
    void convolution(String prefix, String name, String relu, int outChannels, int filter, int stride) {
        int padding = filter / 2;
        stack(
                prefix + name,
                new ConvolutionLayer(outChannels, filter, filter, stride, stride, padding, padding, 1, 1, 1, true));
        inPlace(prefix + "relu_" + relu, new ReluLayer());
    }

    void pooling(String name, Method method, int window, int stride, int padding) {
        stack(name, new PoolingLayer(method, Optional.of(PoolingShape.square(window, stride, padding))));
    }

    void normalisation(String name) {
        stack(name, new LrnLayer(LRN));
    }

    void stack(String name, Layer layer) {
        network.add(name, layer, List.of(top), List.of(name));
        top = name;
    }

    void inPlace(String name, Layer layer) {
        network.add(name, layer, List.of(top), List.of(top));
    }

    /** A pooling over the whole map, whatever its size. */
    void globalPooling(String name, Method method) {
        stack(name, new PoolingLayer(method, Optional.empty()));
    }
}
