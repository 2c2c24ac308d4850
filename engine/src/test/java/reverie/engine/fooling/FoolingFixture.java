package reverie.engine.fooling;

import java.util.List;
import java.util.Map;
import java.util.Random;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.RandomWeights;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;

/** A small random network that expects blue first, and a picture for it in whole levels, some of them black or white. */
final class FoolingFixture {

    private FoolingFixture() {}

    static PictureClassifier classifier(Backend backend) {
        return new PictureClassifier(model(perceptron()), backend);
    }

    /** Two layers without convolutions: with random weights, the pixels have more to say in them than in small deep ones. */
    static NetworkDefinition perceptron() {
        return NetworkDefinition.builder("perceptron")
                .add("data", new InputLayer(new Shape(17, 19, 3)), List.of(), List.of("data"))
                .add("hidden", new InnerProductLayer(24, true), List.of("data"), List.of("hidden"))
                .add("relu", new ReluLayer(), List.of("hidden"), List.of("hidden"))
                .add("classifier", new InnerProductLayer(9, true), List.of("hidden"), List.of("classifier"))
                .add("prob", new SoftmaxLayer(), List.of("classifier"), List.of("prob"))
                .build();
    }

    static Model model(NetworkDefinition definition) {
        var preprocessing = new Preprocessing(ChannelOrder.BGR, List.of(104f, 117f, 123f));
        return new Model(definition, new RandomWeights(definition), preprocessing, preprocessing, List.of(), Map.of());
    }

    static Image picture() {
        var random = new Random(7);
        float[] rgb = new float[17 * 19 * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = Math.clamp(random.nextInt(-20, 276), 0, 255);
        }
        return new Image(17, 19, rgb);
    }

    static Hunt hunt(PictureClassifier classifier, WantedAnswer wanted, int budget) {
        return new Hunt(classifier, picture(), wanted, new Hunt.Limits(0, budget, () -> false));
    }
}
