package reverie.kernels;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import reverie.kernels.reference.ReferenceBackend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.testing.TestBackends;
import reverie.kernels.testing.TestCase;
import reverie.kernels.testing.TestCase.Trial;
import reverie.kernels.testing.TestCases;
import reverie.kernels.testing.TestMaps;
import reverie.kernels.vector.VectorBackend;

/**
 * Every operation, asked three things: whether each backend computes what the reference does, whether its backward is the
 * derivative of its forward, and whether the number of threads leaves every bit alone. The tag lets the build repeat it
 * with every vector width.
 */
@Tag("lanes")
class OperationTest {

    private static final long SEED = 1701;

    @ParameterizedTest
    @MethodSource("reverie.kernels.testing.TestCases#all")
    void agrees_with_the_reference_and_touches_nothing_else(TestCase testCase) {
        for (boolean banded : List.of(true, false)) {
            List<float[]> expected = contentsAfter(new ReferenceBackend(), testCase, banded);
            TestBackends.checked().forEach(backend -> {
                List<float[]> actual = contentsAfter(backend, testCase, banded);
                for (int i = 0; i < expected.size(); i++) {
                    double absolute = 2e-6 * Math.sqrt(testCase.terms());
                    FloatAssert.assertClose(
                            backend.name() + " map " + i, expected.get(i), actual.get(i), absolute, 4e-6);
                }
            });
        }
    }

    private static List<float[]> contentsAfter(Backend backend, TestCase testCase, boolean banded) {
        try (backend) {
            var maps = new TestMaps(backend, SEED, banded);
            Trial trial = testCase.operations().apply(maps);
            backend.compile(trial.forward()).run();
            backend.compile(trial.backward()).run();
            return maps.contents();
        }
    }

    @ParameterizedTest
    @MethodSource("reverie.kernels.testing.TestCases#all")
    void backward_agrees_with_central_differences(TestCase testCase) {
        TestBackends.all().forEach(backend -> {
            try (backend) {
                checkGradient(testCase, backend);
            }
        });
    }

    /**
     * The objective is the sum of output times output gradient: its derivative is what backward must find. What is there
     * before a gradient is added to it is told apart by a backward without any.
     */
    private static void checkGradient(TestCase testCase, Backend backend) {
        var maps = new TestMaps(backend, SEED, true);
        Trial trial = testCase.operations().apply(maps);
        float[] values = backend.read(trial.input());
        float[] weights = backend.read(trial.outputGradient());
        float[] before = backend.read(trial.inputGradient());
        float[] outputBefore = backend.read(trial.output());
        backend.compile(trial.forward()).run();
        float[] gradient = gradient(backend, trial, weights, before);
        float[] baseline = gradient(backend, trial, new float[weights.length], before);
        float step = TestMaps.spacing(trial.input()) / 5;
        var random = new Random(SEED);
        int checks = Math.min(values.length, 60);
        for (int check = 0; check < checks; check++) {
            int i = checks == values.length ? check : random.nextInt(values.length);
            float up = values[i] + step;
            float down = values[i] - step;
            double numeric = (objective(backend, trial, values, i, up, outputBefore, weights)
                            - objective(backend, trial, values, i, down, outputBefore, weights))
                    / ((double) up - down);
            double analytic = (double) gradient[i] - baseline[i];
            double bound =
                    4e-7 * Math.sqrt(weights.length) * Math.sqrt(testCase.terms()) / step + 2e-3 * Math.abs(numeric);
            if (!(Math.abs(analytic - numeric) <= bound)) {
                fail("%s %s: input %d is %s, backward %s, numeric %s, bound %.2g"
                        .formatted(backend.name(), testCase, i, values[i], analytic, numeric, bound));
            }
        }
    }

    private static float[] gradient(Backend backend, Trial trial, float[] outputGradient, float[] before) {
        backend.write(outputGradient, trial.outputGradient());
        backend.write(before, trial.inputGradient());
        backend.compile(trial.backward()).run();
        return backend.read(trial.inputGradient());
    }

    private static double objective(
            Backend backend, Trial trial, float[] values, int i, float value, float[] outputBefore, float[] weights) {
        float[] moved = values.clone();
        moved[i] = value;
        backend.write(moved, trial.input());
        backend.write(outputBefore, trial.output());
        backend.compile(trial.forward()).run();
        float[] output = backend.read(trial.output());
        double sum = 0;
        for (int j = 0; j < output.length; j++) {
            sum += (double) output[j] * weights[j];
        }
        return sum;
    }

    static final List<Integer> THREADS = List.of(1, 2, 3, 8);

    @ParameterizedTest
    @FieldSource("THREADS")
    void thread_count_changes_no_bit(int threads) {
        TestCases.all().forEach(testCase -> {
            List<float[]> alone = contentsAfter(new VectorBackend(1), testCase, true);
            List<float[]> together = contentsAfter(new VectorBackend(threads), testCase, true);
            for (int i = 0; i < alone.size(); i++) {
                if (!Arrays.equals(alone.get(i), together.get(i))) {
                    fail("%s: %d threads change map %d".formatted(testCase, threads, i));
                }
            }
        });
    }
}
