package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.objective.L2Objective;
import reverie.engine.objective.NeuronObjective;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.vector.VectorBackend;

/** What each control does to a dream. */
class DreamControlsTest {

    private static final long SEED = 7;
    private static final int HEIGHT = 37;
    private static final int WIDTH = 41;
    private static final NetworkDefinition DEFINITION = SmallNetworks.inception();
    private static final Preprocessing BGR = new Preprocessing(ChannelOrder.BGR, List.of(104f, 116f, 122f));
    private static final String LAYER = "pool1";
    private static final DreamSettings SETTINGS = new DreamSettings(2, 1.4, 3, 1.5, 5);

    private static Image photo(int height, int width) {
        var random = new Random(SEED);
        float[] rgb = new float[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = random.nextInt(256);
        }
        return new Image(height, width, rgb);
    }

    private static Network network(Backend backend) {
        return new Network(DEFINITION, new SmallNetworks.RandomWeights(DEFINITION, SEED), backend);
    }

    private static DeepDream dreamer(
            Backend backend, DreamObjective objective, DreamSettings settings, DreamListener listener) {
        return new DeepDream(
                network(backend), BGR, objective, settings, Jitter.random(SEED, settings.jitter()), listener);
    }

    private static Image dream(DreamSettings settings, Optional<Mask> mask) {
        return dream(DreamObjective.of(LAYER), settings, mask);
    }

    private static Image dream(DreamObjective objective, DreamSettings settings, Optional<Mask> mask) {
        try (Backend backend = new VectorBackend(2)) {
            return dreamer(backend, objective, settings, DreamListener.NONE)
                    .dream(new Subject(photo(HEIGHT, WIDTH), mask, Optional.empty()));
        }
    }

    private static Image dream(Ascent ascent) {
        return dream(SETTINGS.withAscent(ascent), Optional.empty());
    }

    private static double change(Image dream) {
        double sum = 0;
        float[] before = photo(HEIGHT, WIDTH).rgb();
        for (int i = 0; i < before.length; i++) {
            sum += Math.abs(dream.rgb()[i] - before[i]);
        }
        return sum / before.length;
    }

    private static double variation(Image picture) {
        double sum = 0;
        for (int i = 3; i < picture.rgb().length; i++) {
            sum += Math.abs(picture.rgb()[i] - picture.rgb()[i - 3]);
        }
        return sum;
    }

    @Test
    void total_variation_smooths_and_its_derivative_is_one() {
        Image plain = dream(Ascent.NOTEBOOK);
        Image smooth = dream(new Ascent(1.5, StepNorm.MEAN_ABSOLUTE, 0, 0.5, 0, false));
        assertTrue(variation(smooth) < 0.99 * variation(plain), variation(smooth) + " of " + variation(plain));

        float[] image = photo(5, 4).rgb();
        float[] derivative = TotalVariation.derivative(image, 5, 4);
        for (int i = 0; i < image.length; i++) {
            float[] moved = image.clone();
            moved[i] += 0.125f;
            double up = totalVariation(moved, 5, 4);
            moved[i] -= 0.25f;
            assertEquals((up - totalVariation(moved, 5, 4)) / 0.25, derivative[i], 1e-3, "value " + i);
        }
    }

    private static double totalVariation(float[] image, int height, int width) {
        double sum = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int c = 0; c < 3; c++) {
                    double here = image[(y * width + x) * 3 + c];
                    double dx = x + 1 < width ? image[(y * width + x + 1) * 3 + c] - here : 0;
                    double dy = y + 1 < height ? image[((y + 1) * width + x) * 3 + c] - here : 0;
                    sum += Math.sqrt(1 + dx * dx + dy * dy);
                }
            }
        }
        return sum;
    }

    @Test
    void a_pull_keeps_the_dream_near_the_photo() {
        double free = change(dream(Ascent.NOTEBOOK));
        double pulled = change(dream(new Ascent(1.5, StepNorm.MEAN_ABSOLUTE, 0, 0, 0.3, false)));
        assertTrue(pulled < 0.8 * free && pulled > 0.05 * free, pulled + " of " + free);
    }

    @Test
    void luminance_alone_leaves_both_colour_differences_alone() {
        Image dream = dream(new Ascent(1.5, StepNorm.MEAN_ABSOLUTE, 0, 0, 0, true));
        assertTrue(change(dream) > 0.5, "nothing changed");
        float[] before = photo(HEIGHT, WIDTH).rgb();
        for (int i = 0; i < before.length; i += 3) {
            assertEquals(before[i] - before[i + 1], dream.rgb()[i] - dream.rgb()[i + 1], 1e-3);
            assertEquals(before[i] - before[i + 2], dream.rgb()[i] - dream.rgb()[i + 2], 1e-3);
        }
        for (float value : dream.rgb()) {
            assertTrue(value >= 0 && value <= 255, "pixel value " + value);
        }
    }

    @Test
    void outside_its_mask_a_dream_changes_nothing() {
        float[] weights = new float[HEIGHT * WIDTH];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % WIDTH >= 20 ? 1 : 0;
        }
        var mask = new Mask(HEIGHT, WIDTH, weights);
        // One octave: at smaller sizes the border of the mask lies between pixels.
        var settings = new DreamSettings(1, 1.4, 3, 1.5, 5);
        for (StepNorm norm : StepNorm.values()) {
            double step = norm == StepNorm.NONE ? 1e-3 : 1.5;
            Image dream = dream(settings.withAscent(new Ascent(step, norm, 0, 0.1, 0.1, false)), Optional.of(mask));
            double inside = 0;
            float[] before = photo(HEIGHT, WIDTH).rgb();
            for (int i = 0; i < before.length; i++) {
                if (weights[i / 3] == 0) {
                    assertEquals(before[i], dream.rgb()[i], 1e-3, norm.toString());
                } else {
                    inside += Math.abs(dream.rgb()[i] - before[i]);
                }
            }
            assertTrue(inside > 100, norm + " changed nothing inside");
        }
        assertThrows(IllegalArgumentException.class, () -> new Mask(1, 1, new float[] {Float.NaN}));
        assertThrows(
                IllegalArgumentException.class, () -> new Subject(photo(3, 3), Optional.of(mask), Optional.empty()));
    }

    @Test
    void every_norm_makes_steps_of_its_own_length() {
        var one = new DreamSettings(1, 1.4, 1, 1.5, 0);
        double mean = change(dream(one, Optional.empty()));
        assertEquals(1.5, mean, 0.1); // less what was clipped
        var ascent = new Ascent(1.5, StepNorm.STANDARD_DEVIATION, 0, 0, 0, false);
        double deviation = change(dream(one.withAscent(ascent), Optional.empty()));
        assertTrue(deviation > 0.3 && deviation < 1.4, "mean change " + deviation);
        double small = change(dream(one.withAscent(new Ascent(1e-4, StepNorm.NONE, 0, 0, 0, false)), Optional.empty()));
        double twice = change(dream(one.withAscent(new Ascent(2e-4, StepNorm.NONE, 0, 0, 0, false)), Optional.empty()));
        assertEquals(2, twice / small, 0.05);
    }

    @Test
    void several_layers_are_climbed_at_once_and_weights_count() {
        var both = new DreamObjective(List.of(
                new DreamObjective.Term("pool1", 1, new L2Objective()),
                new DreamObjective.Term("inception_a/output", 2, new ChannelObjective(3)),
                new DreamObjective.Term("pool1", -0.5, new ChannelObjective(1)),
                new DreamObjective.Term("inception_a/3x3", 1, NeuronObjective.at(2, 3, 5, 2, 4))));
        List<Double> values = new ArrayList<>();
        var listener = new DreamListener() {
            @Override
            public void iterationDone(Iteration iteration) {
                values.add(iteration.objective());
            }
        };
        try (Backend backend = new ReferenceBackend()) {
            var settings = new DreamSettings(1, 1.4, 10, 0.5, 0);
            DeepDream dreamer = dreamer(backend, both, settings, listener);
            Image photo = photo(HEIGHT, WIDTH);
            dreamer.dream(photo);
            assertTrue(values.getLast() > values.getFirst(), values.toString());
        }
        float[] plain =
                dream(DreamObjective.of("pool1"), SETTINGS, Optional.empty()).rgb();
        float[] combined = dream(both, SETTINGS, Optional.empty()).rgb();
        assertTrue(!java.util.Arrays.equals(plain, combined), "the other terms changed nothing");
        assertThrows(IllegalArgumentException.class, () -> new DreamObjective.Term("pool1", 0, new L2Objective()));
        assertThrows(IllegalArgumentException.class, () -> new DreamObjective(List.of()));
    }

    /** Stopped after any number of steps and taken up again, a dream ends in the same floats. */
    @Test
    void a_dream_goes_on_as_if_it_had_never_stopped() {
        Image whole = dream(SETTINGS, Optional.empty());
        for (int steps = 1; steps <= 6; steps++) {
            int most = steps;
            List<DreamState> states = new ArrayList<>();
            var listener = new DreamListener() {
                @Override
                public void iterationDone(Iteration iteration) {
                    states.add(new DreamState(
                            iteration.octave().number(),
                            iteration.number(),
                            iteration.input().get()));
                }

                @Override
                public boolean wantsToStop() {
                    return states.size() >= most;
                }
            };
            try (Backend backend = new VectorBackend(1)) {
                dreamer(backend, DreamObjective.of(LAYER), SETTINGS, listener).dream(photo(HEIGHT, WIDTH));
                assertEquals(most, states.size());
                assertEquals(most, states.getLast().steps(SETTINGS));
                Image rest = dreamer(backend, DreamObjective.of(LAYER), SETTINGS, DreamListener.NONE)
                        .dream(new Subject(photo(HEIGHT, WIDTH), Optional.empty(), Optional.of(states.getLast())));
                assertArrayEquals(whole.rgb(), rest.rgb(), "after " + most);
            }
        }
    }
}
