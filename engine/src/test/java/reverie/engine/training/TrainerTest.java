package reverie.engine.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.SmallInception;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;
import reverie.kernels.vector.VectorBackend;

class TrainerTest {

    private static final long SEED = 1701;
    private static final String LOGITS = "classifier";

    /** Noise, brighter in a colour that is the class: easy, but not at once. */
    private static Examples colours(Shape size) {
        return number -> {
            var random = new Random(SEED + number);
            int label = random.nextInt(3);
            float[] input = new float[(int) size.size()];
            for (int i = 0; i < input.length; i++) {
                input[i] = (float) (random.nextGaussian() + (i % 3 == label ? 0.7 : 0));
            }
            return new Example(input, label);
        };
    }

    @Test
    void gradient_of_every_layer_agrees_with_central_differences() {
        TestBackends.all().forEach(backend -> {
            NetworkDefinition definition = SmallNetworks.inception();
            Parameters parameters = Parameters.initial(definition, SEED);
            parameters
                    .layers()
                    .values()
                    .forEach(own -> Arrays.fill(own.bias().values(), 1f)); // so that no branch is dead
            Example example = colours(definition.inputShape()).example(5);
            try (var classifier = new Classifier(definition, LOGITS, parameters, backend)) {
                classifier.learn(example);
                classifier.filterGradients().clear();
                classifier.learn(example); // twice, so that a sum that was not cleared would show
                for (String layer : parameters.layers().sequencedKeySet()) {
                    var own = parameters.layers().get(layer);
                    compare(
                            classifier,
                            example,
                            layer,
                            own.weight().values(),
                            classifier.filterGradients().weight(layer));
                    compare(
                            classifier,
                            example,
                            layer,
                            own.bias().values(),
                            classifier.filterGradients().bias(layer));
                }
            }
        });
    }

    /** Steps of two lengths tell where a ReLU or a maximum has a kink. */
    private static void compare(
            Classifier classifier, Example example, String layer, float[] parameters, float[] gradient) {
        var random = new Random(SEED);
        double largest = 0;
        for (float value : gradient) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest > 1e-4, layer + " learns nothing: " + largest);
        int smooth = 0;
        for (int check = 0; check < 10; check++) {
            int i = random.nextInt(parameters.length);
            double coarse = numeric(classifier, example, parameters, i, 0.01f);
            double fine = numeric(classifier, example, parameters, i, 0.005f);
            double tolerance = 0.02 * largest + 1e-4;
            if (Math.abs(coarse - fine) < tolerance) {
                smooth++;
                if (!(Math.abs(gradient[i] - fine) <= tolerance)) {
                    fail("%s %d: backward %s, numeric %s".formatted(layer, i, gradient[i], fine));
                }
            }
        }
        assertTrue(smooth >= 5, layer + " is nowhere smooth");
    }

    private static double numeric(Classifier classifier, Example example, float[] parameters, int i, float step) {
        float before = parameters[i];
        parameters[i] = before + step;
        classifier.refresh();
        double up = classifier.answer(example).loss();
        parameters[i] = before - step;
        classifier.refresh();
        double down = classifier.answer(example).loss();
        parameters[i] = before;
        classifier.refresh();
        return (up - down) / ((double) (before + step) - (before - step));
    }

    @Test
    void learns_and_does_the_same_on_any_number_of_threads() throws InterruptedException {
        NetworkDefinition definition = SmallNetworks.inception();
        float[] alone = null;
        for (int threads : List.of(1, 2, 5)) {
            var state = new TrainingState(Parameters.initial(definition, SEED));
            var settings = new TrainingSettings(SEED, 40, 16, 0.02, 4, 1e-4);
            Examples examples = colours(definition.inputShape());
            try (var trainer =
                    new Trainer(definition, LOGITS, state, settings, examples, threads, () -> new VectorBackend(1))) {
                double first = trainer.step().loss();
                while (state.step() < settings.steps()) {
                    trainer.step();
                }
                Confusion confusion = trainer.evaluate(number -> examples.example(1_000_000 + number), 100, 9);
                assertTrue(confusion.accuracy() > 0.9, "accuracy " + confusion.accuracy() + ", first loss " + first);
                assertEquals(100, confusion.total());
            }
            float[] weights = state.parameters().layers().get("conv1").weight().values();
            if (alone == null) {
                alone = weights;
            }
            assertArrayEquals(alone, weights, 0);
        }
    }

    @Test
    void balanced_channels_are_more_equally_loud_and_say_the_same() {
        NetworkDefinition definition = SmallInception.definition(5);
        Parameters parameters = Parameters.initial(definition, SEED);
        Examples examples = colours(definition.inputShape());
        try (Backend backend = new VectorBackend(2)) {
            var loudness = ChannelBalance.loudness(definition, parameters, examples, 8, backend);
            assertTrue(
                    loudness.containsKey("inception_4a/3x3") && !loudness.containsKey("conv2/3x3"),
                    () -> "" + loudness.keySet());
            Parameters balanced = ChannelBalance.balanced(definition, parameters, loudness);
            var after = ChannelBalance.loudness(definition, balanced, examples, 8, backend);
            for (int c = 0; c < loudness.get("inception_4a/3x3").length; c++) {
                double before = loudness.get("inception_4a/3x3")[c];
                assertTrue(after.get("inception_4a/3x3")[c] <= Math.sqrt(before) * 1.001, "channel " + c);
            }
            float[] logits = logits(definition, parameters, examples, backend);
            FloatAssert.assertClose("logits", logits, logits(definition, balanced, examples, backend), 1e-4, 1e-3);
        }
    }

    private static float[] logits(
            NetworkDefinition definition, Parameters parameters, Examples examples, Backend backend) {
        Pass pass = new Network(definition, parameters, backend).prepare(64, 64, SmallInception.LOGITS);
        backend.write(examples.example(3).input(), pass.input());
        pass.forwardTo(SmallInception.LOGITS);
        return backend.read(pass.activation(SmallInception.LOGITS));
    }

    /** What is bundled begins like this; its sizes and its gradients must fit both backends. */
    @Test
    void the_small_inception_network_trains() throws InterruptedException {
        NetworkDefinition definition = SmallInception.definition(3);
        for (Backend backend : List.of(new ReferenceBackend(), new VectorBackend(1))) {
            var state = new TrainingState(Parameters.initial(definition, SEED));
            var settings = new TrainingSettings(SEED, 2, 16, 0.001, 0, 0);
            Examples examples = colours(definition.inputShape());
            try (var trainer =
                    new Trainer(definition, SmallInception.LOGITS, state, settings, examples, 1, () -> backend)) {
                double loss = trainer.step().loss();
                assertTrue(loss > 0.3 && loss < 20, backend.name() + " " + loss);
            }
        }
    }
}
