package reverie.lessons;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;
import reverie.kernels.reference.ReferenceBackend;

/** What the lessons compute is what the engine computes, and what comes out by hand. */
class LessonNumbersTest {

    private static final double EXACT = 1e-12;

    /** Values are up to 10, and the engine has single precision. */
    private static final double ROUNDING = 1e-4;

    private final ReferenceBackend backend = new ReferenceBackend();
    private final Random random = new Random(5);

    @AfterEach
    void close() {
        backend.close();
    }

    /** Whole numbers would be too often equal. */
    private double[] values(int count) {
        return random.doubles(count, -10, 10).map(value -> (float) value).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private FeatureMap row(double... values) {
        return written(backend.allocateMap(1, values.length, 1), values);
    }

    private FeatureMap written(FeatureMap map, double[] values) {
        backend.write(floats(values), map);
        return map;
    }

    private FeatureMap empty(int width, int channels) {
        return backend.allocateMap(1, width, channels);
    }

    private void assertSame(double[] lesson, FeatureMap engine) {
        assertArrayEquals(floats(lesson), backend.read(engine), (float) ROUNDING);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 3", "13, 5", "6, 6"})
    void convolutions_are_the_engines(int length, int size) {
        double[] pixels = values(length);
        double[] filter = values(size);
        double[] asked = values(length - size + 1);
        var shape = new ConvolutionShape(1, 1, 1, size, 1, 1, 0, 0, 1, 1, 1);
        var filters = backend.prepare(shape, floats(filter), new float[1]);
        var forward = new Operation.Convolution(filters, row(pixels), empty(asked.length, 1), false);
        FeatureMap gradient = empty(length, 1);
        backend.compile(List.of(forward, new Operation.ConvolutionBackward(forward, row(asked), gradient, false)))
                .run();
        assertSame(Convolution.forward(pixels, filter), forward.output());
        assertSame(Convolution.backward(asked, filter, length), gradient);
    }

    @Test
    void a_convolution_of_rows_and_columns_is_the_engines() {
        double[][] pixels = {values(7), values(7), values(7), values(7), values(7)};
        double[][] filter = {values(2), values(2), values(2)};
        FeatureMap input = backend.allocateMap(5, 7, 1);
        written(input, flat(pixels));
        var filters = backend.prepare(
                new ConvolutionShape(1, 1, 3, 2, 1, 1, 0, 0, 1, 1, 1), floats(flat(filter)), new float[1]);
        FeatureMap output = backend.allocateMap(3, 6, 1);
        backend.run(new Operation.Convolution(filters, input, output, false));
        double[][] lesson = Convolution.forward(pixels, filter);
        assertEquals(3, lesson.length);
        assertSame(flat(lesson), output);
    }

    @Test
    void the_gradient_of_lesson_1_is_forty() {
        double[] pixels = {10, 10, 10, 50, 50, 50};
        double[] filter = {-1, 0, 1};
        double[] output = Convolution.forward(pixels, filter);
        assertArrayEquals(new double[] {0, 40, 40, 0}, output, EXACT);
        assertEquals(1600, Convolution.strength(output), EXACT);
        assertArrayEquals(new double[] {0, -40, -40, 40, 40, 0}, Convolution.backward(output, filter, 6), EXACT);
    }

    @Test
    void rectified_values_are_the_engines() {
        double[] input = {-3, 0, 2, 7.5, -0.25};
        double[] asked = {1, 2, 3, 4, 5};
        var forward = new Operation.Relu(row(input), empty(5, 1));
        FeatureMap gradient = empty(5, 1);
        backend.compile(List.of(forward, new Operation.ReluBackward(forward, row(asked), gradient, false)))
                .run();
        assertSame(Relu.forward(input), forward.output());
        assertSame(Relu.backward(input, asked), gradient);
        assertArrayEquals(new double[] {0, 0, 3, 4, 0}, Relu.backward(input, asked), EXACT);
    }

    @ParameterizedTest
    @CsvSource({"6, 2, 2, false", "7, 3, 2, false", "9, 3, 1, true", "5, 5, 1, false", "8, 2, 2, true"})
    void poolings_are_the_engines(int length, int window, int stride, boolean ties) {
        double[] input = ties ? random.doubles(length, 0, 2).map(Math::rint).toArray() : values(length);
        double[] asked = values((length - window) / stride + 1);
        var shape = new PoolingShape(1, window, 1, stride, 0, 0, PoolingShape.Rounding.DOWN);
        var forward = new Operation.MaxPooling(shape, row(input), empty(asked.length, 1));
        FeatureMap gradient = empty(length, 1);
        backend.compile(List.of(forward, new Operation.MaxPoolingBackward(forward, row(asked), gradient, false)))
                .run();
        assertSame(MaxPooling.forward(input, window, stride), forward.output());
        assertSame(MaxPooling.backward(input, asked, window, stride), gradient);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 3, 0.5, 1", "2, 3, 3, 0.5, 1", "9, 5, 0.5, 0.75, 2", "6, 3, 0.1, 0.75, 1"})
    void normalised_responses_are_the_engines(int channels, int size, float alpha, float beta, float k) {
        double[] input = values(channels);
        double[] asked = values(channels);
        var lesson = new Lrn(size, alpha, beta, k);
        var forward = new Operation.Lrn(
                new LrnShape(size, alpha, beta, k), written(empty(1, channels), input), empty(1, channels));
        FeatureMap gradient = empty(1, channels);
        backend.compile(List.of(
                        forward,
                        new Operation.LrnBackward(forward, written(empty(1, channels), asked), gradient, false)))
                .run();
        assertSame(lesson.forward(input), forward.output());
        assertSame(lesson.backward(input, asked), gradient);
    }

    @Test
    void the_gradient_of_lesson_4_is_65_of_729() {
        double[] channels = {4, 8};
        assertEquals(81, new Lrn().loudness(channels, 0), EXACT);
        assertArrayEquals(new double[] {4 / 9.0, 8 / 9.0}, new Lrn().forward(channels), EXACT);
        assertArrayEquals(
                new double[] {65 / 729.0, -32 / 729.0}, new Lrn().backward(channels, new double[] {1, 0}), EXACT);
    }

    /** By central differences of the sum of all outputs. */
    @Test
    void what_branches_ask_adds_up() {
        double[] input = {1, 4, 2, 9, 3};
        double[] ones = {1, 1, 1, 1, 1};
        double[] gradient = Inception.sum(Inception.requests(input, new double[][] {ones, ones, ones}));
        for (int i = 0; i < input.length; i++) {
            double difference = (sumPushed(input, i, 0.125) - sumPushed(input, i, -0.125)) / 0.25;
            assertEquals(difference, gradient[i], EXACT, "pixel " + i);
        }
    }

    private static double sumPushed(double[] input, int pixel, double push) {
        double[] pushed = input.clone();
        pushed[pixel] += push;
        double sum = 0;
        for (double[] branch : Inception.forward(pushed)) {
            for (double value : branch) {
                sum += value;
            }
        }
        return sum;
    }

    @Test
    void a_dream_responds_more_strongly_with_every_step() {
        double[] pixels = {100, 100, 103, 100, 100, 100, 101, 100};
        double before = 0;
        for (int i = 0; i < 30; i++) {
            double strength = Convolution.strength(Dream.activations(pixels));
            assertTrue(strength > before, "step " + i);
            before = strength;
            Dream.step(pixels);
        }
        double[] wall = {100, 100, 100, 100};
        Dream.step(wall);
        assertArrayEquals(new double[] {100, 100, 100, 100}, wall, 0);
    }

    @Test
    void a_step_is_as_long_as_it_says_and_stays_between_black_and_white() {
        double[] pixels = {100, 100, 103, 100, 100, 100, 101, 100};
        double[] before = pixels.clone();
        Dream.step(pixels);
        double change = 0;
        for (int i = 0; i < pixels.length; i++) {
            change += Math.abs(pixels[i] - before[i]) / pixels.length;
        }
        assertEquals(1.5, change, EXACT);
        double[] bright = {0, 255, 0};
        Dream.step(bright);
        assertArrayEquals(new double[] {0, 255, 0}, bright, 0);
    }

    @Test
    void detail_is_carried_to_the_larger_photo() {
        assertArrayEquals(
                new double[] {10, 14, 16, 18},
                Octaves.withDetail(new double[] {8, 12, 19, 21}, new double[] {12, 17}),
                EXACT);
        double[] photo = values(12);
        assertArrayEquals(photo, Octaves.withDetail(photo, Octaves.halved(photo)), EXACT);
    }

    @Test
    void a_shift_and_its_opposite_leave_everything_in_place() {
        double[] photo = values(7);
        assertArrayEquals(photo, Octaves.rolled(Octaves.rolled(photo, 3), -3), 0);
        assertArrayEquals(new double[] {3, 1, 2}, Octaves.rolled(new double[] {1, 2, 3}, 1), 0);
    }

    @Test
    void the_chosen_change_gains_the_sum_of_all_weights() {
        double[] weights = {0.5, -0.25, 0.125, -0.5};
        double[] pixels = {100, 120, 90, 110};
        assertEquals(-23.75, Fooling.score(pixels, weights), EXACT);
        assertEquals(-23.75 + 2 * 1.375, Fooling.score(Fooling.pushed(pixels, weights, 2), weights), EXACT);
    }
}
