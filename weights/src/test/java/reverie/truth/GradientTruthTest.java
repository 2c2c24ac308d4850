package reverie.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.engine.objective.L2Objective;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;
import reverie.weights.Safetensors;

/** Input gradients, as the original Caffe computed them: of 1/2 |a|^2 at a layer, and of a single class score. */
class GradientTruthTest {

    private static final String PREFIX = "gradient:";

    @ParameterizedTest
    @CsvSource({"cat-224x224, 8", "flowers-97x131, 7"})
    void every_input_gradient_is_what_caffe_computed(String name, int count) throws IOException {
        check(name, count, TestBackends.fast());
    }

    /** The larger picture takes the plain loops a quarter of a minute: that is for those who ask. */
    @ParameterizedTest
    @CsvSource("flowers-97x131, 7")
    void so_is_that_of_the_reference(String name, int count) throws IOException {
        check(name, count, Stream.of(new ReferenceBackend()));
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource("cat-224x224, 8")
    void so_is_that_of_the_reference_on_a_larger_picture(String name, int count) throws IOException {
        check(name, count, Stream.of(new ReferenceBackend()));
    }

    private static void check(String name, int count, Stream<Backend> backends) throws IOException {
        Model model = Truth.googlenet();
        try (Safetensors file = Truth.reference(name + ".safetensors")) {
            List<String> gradients = file.tensors().keySet().stream()
                    .filter(tensor -> tensor.startsWith(PREFIX))
                    .toList();
            assertEquals(count, gradients.size());
            for (Backend backend : backends.toList()) {
                try (backend) {
                    var network = new Network(model.definition(), model.weights(), backend);
                    for (String gradient : gradients) {
                        check(network, file, gradient);
                    }
                }
            }
        }
    }

    private static void check(Network network, Safetensors file, String gradient) throws IOException {
        Tensor input = file.tensor("input");
        Shape size = Truth.shape(input);
        // "gradient:loss3/classifier[281]" is the gradient of one value; without brackets, of the whole layer.
        String name = gradient.substring(PREFIX.length());
        int bracket = name.indexOf('[');
        String layer = bracket < 0 ? name : name.substring(0, bracket);
        Backend backend = network.backend();
        Pass pass = network.prepare(size.height(), size.width(), layer);
        backend.write(Truth.channelsLast(input), pass.input());
        pass.forwardTo(layer);
        if (bracket < 0) {
            new L2Objective().differentiate(backend, pass.activation(layer), pass.gradient(layer));
        } else {
            float[] oneHot = new float[pass.activation(layer).size()];
            oneHot[Integer.parseInt(name, bracket + 1, name.length() - 1, 10)] = 1;
            backend.write(oneHot, pass.gradient(layer));
        }
        pass.backwardFrom(layer);
        float[] actual = backend.read(pass.inputGradient());
        float[] expected = Truth.channelsLast(file.tensor(gradient));
        String what = backend.name() + " " + gradient;
        double cosine = FloatAssert.cosine(expected, actual);
        double error = FloatAssert.relativeError(expected, actual);
        System.out.printf("%-45s cosine %.9f  relative error %.2e%n", what, cosine, error);
        assertTrue(cosine >= 0.99999, "%s: cosine %s".formatted(what, cosine));
        assertTrue(error <= 5e-3, "%s: relative error %s".formatted(what, error));
    }
}
