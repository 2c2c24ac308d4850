package reverie.engine.network;

import java.util.List;
import java.util.Optional;
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
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;

/**
 * The architecture of BVLC GoogLeNet, for measurements and tests where no model file is given; what users dream with is read
 * from files. A test lays it beside the published definition.
 */
public final class GoogLeNet {

    private static final LrnShape LRN = new LrnShape(5, 1e-4f, 0.75f, 1);

    private final NetworkDefinition.Builder network = NetworkDefinition.builder("GoogleNet");
    private String top = "data";

    private GoogLeNet() {}

    public static NetworkDefinition definition() {
        return new GoogLeNet().build();
    }

    private NetworkDefinition build() {
        network.add("data", new InputLayer(new Shape(224, 224, 3)), List.of(), List.of("data"));
        convolution("conv1/", "7x7_s2", "7x7", 64, 7, 2);
        pooling("pool1/3x3_s2", Method.MAX, 3, 2, 0);
        stack("pool1/norm1", new LrnLayer(LRN));
        convolution("conv2/", "3x3_reduce", "3x3_reduce", 64, 1, 1);
        convolution("conv2/", "3x3", "3x3", 192, 3, 1);
        stack("conv2/norm2", new LrnLayer(LRN));
        pooling("pool2/3x3_s2", Method.MAX, 3, 2, 0);
        inception("3a", 64, 96, 128, 16, 32, 32);
        inception("3b", 128, 128, 192, 32, 96, 64);
        pooling("pool3/3x3_s2", Method.MAX, 3, 2, 0);
        inception("4a", 192, 96, 208, 16, 48, 64);
        inception("4b", 160, 112, 224, 24, 64, 64);
        inception("4c", 128, 128, 256, 24, 64, 64);
        inception("4d", 112, 144, 288, 32, 64, 64);
        inception("4e", 256, 160, 320, 32, 128, 128);
        pooling("pool4/3x3_s2", Method.MAX, 3, 2, 0);
        inception("5a", 256, 160, 320, 32, 128, 128);
        inception("5b", 384, 192, 384, 48, 128, 128);
        pooling("pool5/7x7_s1", Method.AVERAGE, 7, 1, 0);
        inPlace("pool5/drop_7x7_s1", new IdentityLayer("Dropout"));
        stack("loss3/classifier", new InnerProductLayer(1000, true));
        stack("prob", new SoftmaxLayer());
        return network.build();
    }

    /** Four branches over one input, side by side in the channels of the output. */
    private void inception(
            String module, int ones, int threesReduce, int threes, int fivesReduce, int fives, int projection) {
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
    private void convolution(String prefix, String name, String relu, int outChannels, int filter, int stride) {
        int padding = filter / 2;
        stack(
                prefix + name,
                new ConvolutionLayer(outChannels, filter, filter, stride, stride, padding, padding, 1, 1, 1, true));
        inPlace(prefix + "relu_" + relu, new ReluLayer());
    }

    private void pooling(String name, Method method, int window, int stride, int padding) {
        stack(name, new PoolingLayer(method, Optional.of(PoolingShape.square(window, stride, padding))));
    }

    private void stack(String name, Layer layer) {
        network.add(name, layer, List.of(top), List.of(name));
        top = name;
    }

    private void inPlace(String name, Layer layer) {
        network.add(name, layer, List.of(top), List.of(top));
    }
}
