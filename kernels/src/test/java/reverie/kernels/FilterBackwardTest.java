package reverie.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;
import reverie.kernels.testing.TestMaps;
import reverie.kernels.vector.VectorBackend;

/** The gradient of filters and bias; by central differences, which also shows that filters notice new weights. */
@Tag("lanes")
class FilterBackwardTest {

    private static final long SEED = 1701;

    /** A convolution on an input of this size. */
    record Sized(int height, int width, ConvolutionShape shape) {}

    static final List<Sized> CONVOLUTIONS = List.of(
            new Sized(1, 1, ConvolutionShape.square(1, 1, 1, 1, 0)),
            new Sized(5, 4, ConvolutionShape.square(17, 33, 1, 1, 0)),
            new Sized(7, 5, ConvolutionShape.square(4, 8, 1, 2, 0)),
            new Sized(6, 7, ConvolutionShape.square(3, 16, 3, 1, 1)),
            new Sized(13, 9, ConvolutionShape.square(14, 50, 3, 1, 1)), // by Winograd's algorithm
            new Sized(9, 10, ConvolutionShape.square(12, 6, 5, 1, 2)),
            new Sized(11, 13, ConvolutionShape.square(3, 9, 7, 2, 3)),
            new Sized(23, 14, ConvolutionShape.square(3, 24, 5, 2, 2)),
            new Sized(9, 6, ConvolutionShape.square(3, 2, 2, 3, 1)), // a stride longer than the filter
            new Sized(7, 8, new ConvolutionShape(3, 6, 2, 3, 1, 2, 0, 2, 1, 1, 1)),
            new Sized(9, 10, new ConvolutionShape(4, 6, 3, 3, 1, 1, 2, 2, 2, 2, 1)),
            new Sized(10, 9, new ConvolutionShape(2, 3, 3, 2, 2, 1, 1, 3, 3, 2, 1)),
            new Sized(6, 5, new ConvolutionShape(24, 26, 3, 3, 1, 1, 1, 1, 1, 1, 2)),
            new Sized(5, 7, new ConvolutionShape(9, 9, 3, 3, 2, 1, 1, 1, 1, 2, 3)),
            new Sized(4, 6, new ConvolutionShape(3, 65, 4, 6, 1, 1, 0, 0, 1, 1, 1))); // an inner product

    /** A convolution with everything that its two backwards need, on one backend. */
    private static final class Trial {

        final Backend backend;
        final TestMaps maps;
        final float[] weights;
        final float[] bias;
        final Operation.Convolution forward;
        final FeatureMap outputGradient;
        final FeatureMap filterGradient;
        final FeatureMap biasGradient;

        Trial(Backend backend, Sized sized) {
            ConvolutionShape shape = sized.shape();
            this.backend = backend;
            this.maps = new TestMaps(backend, SEED, true);
            this.weights = maps.values(shape.weightCount());
            this.bias = maps.values(shape.outChannels());
            FeatureMap output =
                    maps.map(shape.outputHeight(sized.height()), shape.outputWidth(sized.width()), shape.outChannels());
            this.forward = new Operation.Convolution(
                    backend.prepare(shape, weights, bias),
                    maps.map(sized.height(), sized.width(), shape.inChannels()),
                    output,
                    false);
            this.outputGradient = maps.map(output.height(), output.width(), output.channels());
            this.filterGradient = maps.map(
                    shape.filterHeight(), shape.filterWidth(), shape.inChannelsPerGroup() * shape.outChannels());
            this.biasGradient = maps.map(1, 1, shape.outChannels());
        }

        void backward() {
            backend.run(new Operation.ConvolutionFilterBackward(forward, outputGradient, filterGradient, biasGradient));
        }

        /** The sum of output times output gradient: its derivative by a weight is what backward must find. */
        double objective() {
            forward.filters().refresh();
            backend.run(forward);
            float[] output = backend.read(forward.output());
            float[] gradient = backend.read(outputGradient);
            double sum = 0;
            for (int i = 0; i < output.length; i++) {
                sum += (double) output[i] * gradient[i];
            }
            return sum;
        }

        /** Where the gradient lies of a weight, which are out x in x height x width. */
        int at(int weight) {
            ConvolutionShape shape = forward.shape();
            int taps = shape.filterHeight() * shape.filterWidth();
            int in = weight / taps % shape.inChannelsPerGroup();
            int out = weight / taps / shape.inChannelsPerGroup();
            return (weight % taps * shape.inChannelsPerGroup() + in) * shape.outChannels() + out;
        }
    }

    @ParameterizedTest
    @FieldSource("CONVOLUTIONS")
    void agrees_with_the_reference_and_touches_nothing_else(Sized sized) {
        var expected = new Trial(new ReferenceBackend(), sized);
        expected.backward();
        TestBackends.checked().forEach(backend -> {
            try (backend) {
                var actual = new Trial(backend, sized);
                actual.backward();
                for (int i = 0; i < expected.maps.contents().size(); i++) {
                    FloatAssert.assertClose(
                            backend.name() + " map " + i,
                            expected.maps.contents().get(i),
                            actual.maps.contents().get(i),
                            4e-6 * Math.sqrt(actual.outputGradient.pixels()),
                            4e-6);
                }
            }
        });
    }

    @ParameterizedTest
    @FieldSource("CONVOLUTIONS")
    void agrees_with_central_differences(Sized sized) {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                var trial = new Trial(backend, sized);
                backend.write(new float[trial.filterGradient.size()], trial.filterGradient);
                backend.write(new float[trial.biasGradient.size()], trial.biasGradient);
                trial.backward();
                float[] filters = backend.read(trial.filterGradient);
                float[] biases = backend.read(trial.biasGradient);
                var random = new Random(SEED);
                for (int check = 0; check < 12; check++) {
                    int weight = random.nextInt(trial.weights.length);
                    compare(sized, trial, trial.weights, weight, filters[trial.at(weight)]);
                    int channel = random.nextInt(biases.length);
                    compare(sized, trial, trial.bias, channel, biases[channel]);
                }
            }
        });
    }

    /** The objective is linear in every parameter, so a large step is as true as a small one, and rounds less. */
    private static void compare(Sized sized, Trial trial, float[] parameters, int i, float analytic) {
        float before = parameters[i];
        parameters[i] = before + 2;
        double up = trial.objective();
        parameters[i] = before - 2;
        double down = trial.objective();
        parameters[i] = before;
        double numeric = (up - down) / 4;
        double scale = Math.sqrt((double) trial.outputGradient.size() * trial.weights.length / trial.bias.length);
        if (!(Math.abs(analytic - numeric) <= 1e-5 * scale + 1e-4 * Math.abs(numeric))) {
            fail("%s %s: parameter %d: backward %s, numeric %s"
                    .formatted(trial.backend.name(), sized, i, analytic, numeric));
        }
    }

    @ParameterizedTest
    @FieldSource("CONVOLUTIONS")
    void thread_count_changes_no_bit(Sized sized) {
        float[] alone = filterGradient(1, sized);
        for (int threads : new int[] {2, 3, 8}) {
            assertArrayEquals(alone, filterGradient(threads, sized), 0);
        }
    }

    private static float[] filterGradient(int threads, Sized sized) {
        try (var backend = new VectorBackend(threads)) {
            var trial = new Trial(backend, sized);
            trial.backward();
            return backend.read(trial.filterGradient);
        }
    }
}
