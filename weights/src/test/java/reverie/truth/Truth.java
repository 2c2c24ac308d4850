package reverie.truth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.kernels.testing.SharedData;
import reverie.weights.CaffeConverter;
import reverie.weights.Safetensors;

/** The original Caffe's weights and what it computed with them. */
public final class Truth {

    private Truth() {}

    /** BVLC GoogLeNet as it was published. */
    public static Model googlenet() throws IOException {
        return model("bvlc_googlenet");
    }

    /** SqueezeNet 1.1, in the newer of Caffe's two layouts. */
    public static Model squeezenet() throws IOException {
        return model("squeezenet_v1.1");
    }

    private static Model model(String name) throws IOException {
        Path weights = SharedData.file("weights/" + name + ".caffemodel");
        Path definition = SharedData.file("weights/" + name + ".deploy.prototxt");
        Path labels = SharedData.file("weights/synset_words.txt");
        var settings = new CaffeConverter.Settings(
                weights,
                Optional.of(definition),
                Optional.of(labels),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return CaffeConverter.read(settings).model();
    }

    /** A file of tensors in channels x height x width. */
    public static Safetensors reference(String name) throws IOException {
        return Safetensors.open(SharedData.file("reference/" + name));
    }

    /** The shape of a channels x height x width tensor. */
    public static Shape shape(Tensor tensor) {
        return new Shape(
                tensor.shape().get(1), tensor.shape().get(2), tensor.shape().get(0));
    }

    /** A tensor in our own order. */
    public static float[] channelsLast(Tensor tensor) {
        return ChannelsFirst.toChannelsLast(tensor.values(), shape(tensor));
    }
}
