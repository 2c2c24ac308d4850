package reverie.engine.fooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.LayerException;
import reverie.engine.layer.ReluLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Shape;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;

class PictureClassifierTest {

    @Test
    void probabilities_are_those_of_the_networks_own_softmax() {
        try (Backend backend = new ReferenceBackend()) {
            PictureClassifier classifier = FoolingFixture.classifier(backend);
            Answer answer = classifier.answer(FoolingFixture.picture());
            assertEquals(9, classifier.classes());
            assertEquals(1, Arrays.stream(answer.probabilities()).sum(), 1e-12);
            assertEquals(
                    answer.lead(),
                    Math.log(answer.probabilities()[answer.top()]
                            / answer.probabilities()[answer.ranking(2).getLast()]),
                    1e-5);
        }
    }

    @Test
    void gradient_by_every_colour_agrees_with_central_differences() {
        try (Backend backend = new ReferenceBackend()) {
            var classifier = new PictureClassifier(FoolingFixture.model(SmallNetworks.inception()), backend);
            Image picture = FoolingFixture.picture();
            for (WantedAnswer wanted : List.of(
                    WantedAnswer.of(4),
                    WantedAnswer.anyBut(classifier.answer(picture).top()))) {
                float[] gradient = classifier.differentiate(picture, wanted).gradient();
                double largest = 0;
                for (float value : gradient) {
                    largest = Math.max(largest, Math.abs(value));
                }
                var random = new Random(11);
                int agreed = 0;
                for (int i = 0; i < 60; i++) {
                    int index = random.nextInt(gradient.length);
                    double numeric = (loss(classifier, picture, wanted, index, 0.25f)
                                    - loss(classifier, picture, wanted, index, -0.25f))
                            / 0.5;
                    agreed += Math.abs(numeric - gradient[index]) < 0.02 * largest ? 1 : 0;
                }
                int seen = agreed; // the others stand at a kink of a ReLU or a pooling
                assertTrue(seen >= 54, () -> "%s: only %d of 60 agree".formatted(wanted, seen));
            }
        }
    }

    private static double loss(
            PictureClassifier classifier, Image picture, WantedAnswer wanted, int index, float change) {
        float[] rgb = picture.rgb().clone();
        rgb[index] += change;
        return classifier
                .differentiate(new Image(picture.height(), picture.width(), rgb), wanted)
                .loss();
    }

    @Test
    void network_without_classes_is_refused() {
        NetworkDefinition definition = NetworkDefinition.builder("no classes")
                .add("data", new InputLayer(new Shape(5, 7, 3)), List.of(), List.of("data"))
                .add("relu", new ReluLayer(), List.of("data"), List.of("relu"))
                .build();
        try (Backend backend = new ReferenceBackend()) {
            var thrown = assertThrows(
                    LayerException.class, () -> new PictureClassifier(FoolingFixture.model(definition), backend));
            assertEquals(
                    "network 'no classes' is no classifier: it ends in relu with 3 x 5 x 7 values",
                    thrown.getMessage());
        }
    }

    @Test
    void picture_of_another_size_is_refused() {
        try (Backend backend = new ReferenceBackend()) {
            PictureClassifier classifier = FoolingFixture.classifier(backend);
            var other = new Image(19, 17, new float[17 * 19 * 3]);
            assertThrows(IllegalArgumentException.class, () -> classifier.answer(other));
        }
    }
}
