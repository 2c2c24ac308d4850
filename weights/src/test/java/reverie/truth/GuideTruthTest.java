package reverie.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.engine.objective.GuideObjective;
import reverie.kernels.Backend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;
import reverie.weights.Safetensors;

/** A guided step, as the original notebook's objective has it in the original Caffe. */
class GuideTruthTest {

    private static final String LAYER = "inception_3b/output";

    @Test
    void a_guide_is_followed_as_in_the_notebook() throws IOException {
        Model model = Truth.googlenet();
        try (Safetensors file = Truth.reference("guide-144x256.safetensors")) {
            for (Backend backend : TestBackends.all().toList()) {
                try (backend) {
                    check(new Network(model.definition(), model.weights(), backend), file);
                }
            }
        }
    }

    private static void check(Network network, Safetensors file) throws IOException {
        Backend backend = network.backend();
        Pass seesGuide = load(network, file.tensor("guide"));
        seesGuide.forwardTo(LAYER);
        var objective = new GuideObjective(backend, seesGuide.activation(LAYER));

        Pass pass = load(network, file.tensor("input"));
        pass.forwardTo(LAYER);
        objective.differentiate(backend, pass.activation(LAYER), pass.gradient(LAYER));
        float[] seed = backend.read(pass.gradient(LAYER));
        pass.backwardFrom(LAYER);

        Tensor diff = file.tensor("diff");
        int other =
                otherMatches(Truth.channelsLast(diff), seed, Truth.shape(diff).channels());
        assertEquals(0, other, backend.description() + ": cells matched with another cell of the guide");
        double off = FloatAssert.relativeError(Truth.channelsLast(diff), seed);
        assertTrue(off <= 1e-5, "%s: relative error of the seed %s".formatted(backend.description(), off));
        compare(
                backend.description(),
                Truth.channelsLast(file.tensor("gradient:" + LAYER)),
                backend.read(pass.inputGradient()));
    }

    private static Pass load(Network network, Tensor picture) {
        Shape size = Truth.shape(picture);
        Pass pass = network.prepare(size.height(), size.width(), LAYER);
        network.backend().write(Truth.channelsLast(picture), pass.input());
        return pass;
    }

    private static int otherMatches(float[] expected, float[] actual, int channels) {
        int other = 0;
        for (int at = 0; at < expected.length; at += channels) {
            float[] one = Arrays.copyOfRange(expected, at, at + channels);
            float[] another = Arrays.copyOfRange(actual, at, at + channels);
            other += FloatAssert.relativeError(one, another) > 1e-2 ? 1 : 0;
        }
        return other;
    }

    /**
     * A guide's cell stands in places where the picture's own values are next to nothing. So a rounding that turns a ReLU on
     * or off, or sends a maximum elsewhere, costs more here than with the gradient of 1/2 |a|^2: a change of the input by
     * 2e-7 of itself moves this gradient by 3e-2. But it costs that near the spot only, and nothing elsewhere.
     */
    private static void compare(String backend, float[] expected, float[] actual) {
        double cosine = FloatAssert.cosine(expected, actual);
        double error = FloatAssert.relativeError(expected, actual);
        double squares = 0;
        for (float value : expected) {
            squares += (double) value * value;
        }
        double bound = 1e-4 * Math.sqrt(squares / expected.length);
        int off = 0;
        for (int i = 0; i < expected.length; i++) {
            off += Math.abs(expected[i] - actual[i]) > bound ? 1 : 0;
        }
        double share = (double) off / expected.length;
        System.out.printf("%-45s cosine %.9f  relative error %.2e  values off %.4f%n", backend, cosine, error, share);
        assertTrue(cosine >= 0.9999, "%s: cosine %s".formatted(backend, cosine));
        assertTrue(error <= 1.5e-2, "%s: relative error %s".formatted(backend, error));
        assertTrue(share <= 0.02, "%s: a share of %s of all values is off".formatted(backend, share));
    }
}
