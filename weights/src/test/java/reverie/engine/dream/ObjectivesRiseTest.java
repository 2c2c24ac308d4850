package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import reverie.engine.dream.DreamObjective.Term;
import reverie.engine.image.Image;
import reverie.engine.network.Arena;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.Pass;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.objective.GuideObjective;
import reverie.engine.objective.L2Objective;
import reverie.engine.objective.NeuronObjective;
import reverie.engine.objective.Objective;
import reverie.kernels.Backend;
import reverie.kernels.vector.VectorBackend;
import reverie.truth.Truth;
import reverie.truth.TruthPhoto;

/** Ten steps of the default length make every kind of objective larger, on the real network. */
class ObjectivesRiseTest {

    private static final DreamSettings SETTINGS = new DreamSettings(1, 1.4, 10, 1.5, 8);
    private static final String LAYER = "inception_4c/output";

    /** A network at work on a photo. */
    private record Setting(Model model, NetworkDefinition definition, Backend backend, Image photo) {

        static Setting of(Backend backend) throws IOException {
            Model model = Truth.googlenet();
            // More than one place for a class.
            Image cat = TruthPhoto.thinned("cat.jpg", 1);
            return new Setting(model, model.definition().fullyConvolutional(), backend, middle(cat, 257, 291));
        }

        private static Image middle(Image image, int height, int width) {
            float[] rgb = new float[height * width * 3];
            int top = (image.height() - height) / 2;
            int left = (image.width() - width) / 2;
            for (int y = 0; y < height; y++) {
                int from = ((top + y) * image.width() + left) * 3;
                System.arraycopy(image.rgb(), from, rgb, y * width * 3, width * 3);
            }
            return new Image(height, width, rgb);
        }

        Network network() {
            return new Network(definition, model.weights(), backend);
        }

        DeepDream dreamer(DreamObjective objective) {
            return new DeepDream(
                    network(),
                    model.dreamPreprocessing(),
                    objective,
                    SETTINGS,
                    Jitter.random(5, SETTINGS.jitter()),
                    DreamListener.NONE);
        }

        double of(DreamObjective objective, Image picture) {
            var gradient =
                    new WholeGradient(network(), objective, picture.height(), picture.width(), new Arena(backend));
            backend.write(model.dreamPreprocessing().toInput(picture), gradient.input());
            return gradient.value().value();
        }

        /** Dreams, and checks that the objective is at least so much larger afterwards. */
        Image assertRises(String what, DreamObjective objective, double least) {
            Image dream = dreamer(objective).dream(photo);
            double before = of(objective, photo);
            double after = of(objective, dream);
            System.out.printf("%-30s %14.4g -> %14.4g%n", what, before, after);
            assertTrue(after - before > least * Math.abs(before), "%s: %s, then %s".formatted(what, before, after));
            return dream;
        }
    }

    @Test
    void every_kind_of_objective_rises() throws IOException {
        try (Backend backend = new VectorBackend(2)) {
            Setting setting = Setting.of(backend);
            setting.assertRises("layer", DreamObjective.of(LAYER), 0.5);
            setting.assertRises("channel", DreamObjective.of(LAYER, new ChannelObjective(13)), 0.5);
            // A neuron's gradient lies in few pixels, which a step of the default mean length changes much. It may
            // switch
            // the neuron off, after which nothing has a slope; channel 13 takes 0.03 in this place, channel 14 takes
            // 1.5.
            var neuron = new NeuronObjective(14, 0.4, 0.6);
            setting.assertRises("neuron", DreamObjective.of(LAYER, neuron), 0.5);
            // The scores before the softmax.
            Objective tabby = new ChannelObjective(281);
            setting.assertRises("class", DreamObjective.of("loss3/classifier", tabby), 0.5);
            setting.assertRises("guide", DreamObjective.of(LAYER, guide(setting)), 0.2);
        }
    }

    @Test
    void weights_say_what_rises_and_what_falls() throws IOException {
        try (Backend backend = new VectorBackend(2)) {
            Setting setting = Setting.of(backend);
            var up = new Term("inception_3b/output", 1, new L2Objective());
            var also = new Term("inception_4d/output", 2, new L2Objective());
            var down = new Term("inception_4d/output", -2, new L2Objective());
            Image both = setting.assertRises("two layers", new DreamObjective(List.of(up, also)), 0.3);
            Image against = setting.assertRises("one against another", new DreamObjective(List.of(up, down)), 0.01);
            DreamObjective lower = DreamObjective.of("inception_3b/output");
            DreamObjective upper = DreamObjective.of("inception_4d/output");
            double lowerBefore = setting.of(lower, setting.photo());
            double upperBefore = setting.of(upper, setting.photo());
            assertTrue(setting.of(lower, both) > lowerBefore && setting.of(upper, both) > upperBefore);
            assertTrue(setting.of(upper, against) < upperBefore, "a negative weight did not make its layer fall");
            setting.assertRises("less of a layer", new DreamObjective(List.of(down)), 0.1);
        }
    }

    private static Objective guide(Setting setting) throws IOException {
        Image flowers = TruthPhoto.thinned("flowers.jpg", 3);
        Pass pass = setting.network().prepare(flowers.height(), flowers.width(), LAYER);
        setting.backend().write(setting.model().dreamPreprocessing().toInput(flowers), pass.input());
        pass.forwardTo(LAYER);
        return new GuideObjective(setting.backend(), pass.activation(LAYER));
    }
}
