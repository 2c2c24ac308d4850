package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.engine.dream.DreamListener.Octave;
import reverie.engine.image.Image;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Tensor;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.vector.VectorBackend;
import reverie.truth.Truth;
import reverie.weights.Safetensors;

/**
 * A whole dream of the original notebook, on the original Caffe. Dreaming is chaotic, so two correct engines drift apart
 * after some steps; each octave is therefore started where the original ended the one before.
 */
class DreamTruthTest {

    private static final DreamSettings SETTINGS = DreamSettings.NOTEBOOK;

    /** How near (PSNR in dB) the picture must be after an iteration, counted from 0. */
    private static final Map<Integer, Double> BOUNDS = Map.of(0, 80.0, 1, 80.0, 4, 42.0, 9, 32.0);

    @ParameterizedTest
    @MethodSource("reverie.kernels.testing.TestBackends#fast")
    void every_octave_follows_the_original(Backend backend) throws IOException {
        Model model = Truth.googlenet();
        try (backend;
                Safetensors file = Truth.reference("dream-144x256.safetensors")) {
            List<String> faults = new ArrayList<>();
            var listener = new DreamListener() {
                @Override
                public void iterationDone(Iteration iteration) {
                    compare(file, iteration, faults);
                }
            };
            DeepDream dreamer = dreamer(model, backend, jitter(file), listener);
            List<FeatureMap> bases = dreamer.octaveBases(photo(file));
            Optional<FeatureMap> detail = Optional.empty();
            for (int octave = 0; octave < bases.size(); octave++) {
                FeatureMap base = bases.get(octave);
                FeatureMap image = dreamer.octaveStart(base, detail);
                var climbed = new Octave(octave + 1, bases.size(), base.height(), base.width());
                dreamer.climb(image, base, Optional.empty(), climbed, 0);
                backend.write(state(file, octave, 9), image);
                detail = Optional.of(dreamer.difference(image, base));
            }
            assertEquals(List.of(), faults);
        }
    }

    private static void compare(Safetensors file, DreamListener.Iteration iteration, List<String> faults) {
        int number = iteration.number() - 1;
        if (BOUNDS.containsKey(number)) {
            double psnr = psnr(
                    state(file, iteration.octave().number() - 1, number),
                    iteration.input().get());
            String what = "octave %d iteration %d: %.1f dB"
                    .formatted(iteration.octave().number() - 1, number, psnr);
            System.out.println(what);
            if (!(psnr >= BOUNDS.get(number))) {
                faults.add(what);
            }
        }
    }

    @Test
    void the_whole_dream_excites_the_layer_as_much_as_the_original() throws IOException {
        Model model = Truth.googlenet();
        try (Backend backend = new VectorBackend(2);
                Safetensors file = Truth.reference("dream-144x256.safetensors")) {
            DeepDream dreamer = dreamer(model, backend, jitter(file), DreamListener.NONE);
            dreamer.dream(photo(file));
            DeepDream.Growth growth = dreamer.growth();
            double before = Double.parseDouble(file.metadata().get("objective_before"));
            double after = Double.parseDouble(file.metadata().get("objective_after"));
            assertEquals(1, growth.before() / before, 1e-4);
            double ratio = growth.after() / after;
            System.out.println("objective after the dream, as a share of the original's: " + ratio);
            assertTrue(ratio >= 0.8 && ratio <= 1.25, "objective after the dream: " + ratio + " of the original's");
        }
    }

    private static DeepDream dreamer(Model model, Backend backend, Jitter jitter, DreamListener listener) {
        return new DeepDream(
                new Network(model.definition(), model.weights(), backend),
                model.dreamPreprocessing(),
                DreamObjective.of("inception_4c/output"),
                SETTINGS,
                jitter,
                listener);
    }

    /** The original's shifts, in its order: right, then down. */
    private static Jitter jitter(Safetensors file) throws IOException {
        float[] values = file.tensor("jitter").values();
        Iterator<Jitter.Offset> offsets = IntStream.range(0, values.length / 2)
                .mapToObj(i -> new Jitter.Offset((int) values[2 * i], (int) values[2 * i + 1]))
                .iterator();
        return offsets::next;
    }

    private static Image photo(Safetensors file) throws IOException {
        Tensor tensor = file.tensor("input_rgb"); // height x width x 3
        return new Image(tensor.shape().get(0), tensor.shape().get(1), tensor.values());
    }

    private static float[] state(Safetensors file, int octave, int iteration) {
        try {
            return Truth.channelsLast(file.tensor("octave%d.iteration%d".formatted(octave, iteration)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Peak signal-to-noise ratio for a peak of 255. */
    private static double psnr(float[] expected, float[] actual) {
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += Math.pow((double) expected[i] - actual[i], 2);
        }
        return 10 * Math.log10(255.0 * 255.0 * expected.length / squares);
    }
}
