package reverie.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.reference.ReferenceBackend;

@Tag("lanes")
class PointwiseSumTest {

    private static final int HEIGHT = 7;
    private static final int WIDTH = 9;
    private static final int CHANNELS = 5 * Lanes.COUNT + 3;
    private static final List<ConvolutionShape> BRANCHES = List.of(
            ConvolutionShape.square(CHANNELS, 5, 1, 1, 0),
            ConvolutionShape.square(CHANNELS, 40, 1, 1, 0),
            ConvolutionShape.square(CHANNELS, 17, 1, 1, 0));

    /** Weights of a network that learns change after they have been packed, one convolution at a time. */
    @Test
    void takes_the_weights_of_every_branch_as_they_are_after_a_refresh() {
        for (int changed = 0; changed < BRANCHES.size(); changed++) {
            assertArrayEquals(
                    gradient(new ReferenceBackend(), changed), gradient(new VectorBackend(2), changed), 1e-3f);
        }
    }

    private static float[] gradient(Backend backend, int changed) {
        try (backend) {
            var random = new Random(3);
            FeatureMap input = map(backend, CHANNELS, random);
            FeatureMap inputGradient = map(backend, CHANNELS, random);
            List<float[]> weights = new ArrayList<>();
            List<Filters> filters = new ArrayList<>();
            List<Operation> operations = new ArrayList<>();
            for (ConvolutionShape shape : BRANCHES) {
                weights.add(numbers(Math.toIntExact(shape.weightCount()), random));
                filters.add(backend.prepare(shape, weights.getLast(), new float[shape.outChannels()]));
                FeatureMap output = map(backend, shape.outChannels(), random);
                var forward = new Operation.Convolution(filters.getLast(), input, output, false);
                FeatureMap outputGradient = map(backend, shape.outChannels(), random);
                operations.add(new Operation.ConvolutionBackward(forward, outputGradient, inputGradient, true));
            }
            operations.add(Operation.ReluBackward.inPlace(input, inputGradient));
            var program = backend.compile(operations);
            program.run();
            weights.get(changed)[0] += 1;
            filters.get(changed).refresh();
            program.run();
            return backend.read(inputGradient);
        }
    }

    private static FeatureMap map(Backend backend, int channels, Random random) {
        FeatureMap map = backend.allocateMap(HEIGHT, WIDTH, channels);
        backend.write(numbers(map.size(), random), map);
        return map;
    }

    private static float[] numbers(int count, Random random) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
