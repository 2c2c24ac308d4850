package reverie.kernels.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;
import reverie.kernels.PoolingShape.Rounding;
import reverie.kernels.testing.TestCase.Trial;

/**
 * The operations that every backend is tried on: sizes of 1, primes, non-square maps and filters, strides that do not
 * divide, padding, groups, dilation, channel counts around the lane counts.
 */
public final class TestCases {

    private TestCases() {}

    public static Stream<TestCase> all() {
        return Stream.of(convolutions(), siblings(), rectifiedInputs(), poolings(), channelwise(), pixelwise())
                .flatMap(cases -> cases);
    }

    static Stream<TestCase> convolutions() {
        return Stream.of(
                convolution(1, 1, ConvolutionShape.square(1, 1, 1, 1, 0)),
                convolution(1, 7, ConvolutionShape.square(5, 3, 1, 1, 0)),
                convolution(5, 4, ConvolutionShape.square(17, 33, 1, 1, 0)),
                convolution(7, 5, ConvolutionShape.square(4, 8, 1, 2, 0)),
                convolution(6, 7, ConvolutionShape.square(3, 16, 3, 1, 1)),
                convolution(5, 9, ConvolutionShape.square(8, 31, 3, 1, 1)),
                convolution(4, 3, ConvolutionShape.square(2, 5, 5, 1, 2)),
                convolution(9, 8, ConvolutionShape.square(13, 15, 3, 1, 0)),
                convolution(8, 9, ConvolutionShape.square(12, 14, 5, 1, 1)),
                convolution(5, 4, ConvolutionShape.square(12, 13, 3, 1, 4)), // more padding than filter
                convolution(38, 33, ConvolutionShape.square(17, 35, 3, 1, 1)),
                convolution(23, 26, ConvolutionShape.square(12, 40, 5, 1, 2)),
                convolution(6, 5, new ConvolutionShape(24, 26, 3, 3, 1, 1, 1, 1, 1, 1, 2)),
                convolution(11, 13, ConvolutionShape.square(3, 9, 7, 2, 3)),
                convolution(45, 11, new ConvolutionShape(3, 70, 5, 8, 2, 3, 2, 3, 1, 1, 1)), // half the gradients are 0
                convolution(20, 19, ConvolutionShape.square(2, 6, 6, 7, 1)), // large windows that leave gaps
                convolution(6, 20, new ConvolutionShape(4, 17, 4, 5, 1, 2, 5, 1, 1, 1, 1)),
                convolution(9, 12, new ConvolutionShape(4, 10, 6, 6, 3, 2, 1, 0, 1, 1, 2)),
                convolution(8, 8, ConvolutionShape.square(3, 4, 3, 2, 0)),
                convolution(9, 6, ConvolutionShape.square(3, 2, 2, 3, 1)), // a stride longer than the filter
                convolution(7, 8, new ConvolutionShape(3, 6, 2, 3, 1, 2, 0, 2, 1, 1, 1)),
                convolution(9, 7, new ConvolutionShape(2, 3, 3, 1, 2, 3, 1, 0, 1, 1, 1)),
                convolution(9, 10, new ConvolutionShape(4, 6, 3, 3, 1, 1, 2, 2, 2, 2, 1)),
                convolution(10, 9, new ConvolutionShape(2, 3, 3, 2, 2, 1, 1, 3, 3, 2, 1)),
                convolution(6, 5, new ConvolutionShape(6, 4, 3, 3, 1, 1, 1, 1, 1, 1, 2)),
                convolution(5, 7, new ConvolutionShape(9, 9, 3, 3, 2, 1, 1, 1, 1, 2, 3)),
                convolution(5, 5, new ConvolutionShape(4, 4, 3, 3, 1, 1, 1, 1, 1, 1, 4)),
                convolution(4, 6, new ConvolutionShape(3, 65, 4, 6, 1, 1, 0, 0, 1, 1, 1))); // an inner product
    }

    private static TestCase convolution(int height, int width, ConvolutionShape shape) {
        return new TestCase("%s on %d x %d".formatted(shape, height, width), terms(shape), maps -> {
            var filters =
                    maps.backend().prepare(shape, maps.values(shape.weightCount()), maps.values(shape.outChannels()));
            FeatureMap input = maps.map(height, width, shape.inChannels());
            FeatureMap output = maps.map(shape.outputHeight(height), shape.outputWidth(width), shape.outChannels());
            boolean relu = shape.filterWidth() % 2 == 0;
            var forward = new Operation.Convolution(filters, input, output, relu);
            FeatureMap dy = like(output, maps);
            FeatureMap dx = like(input, maps);
            List<Operation> backward = new ArrayList<>();
            if (relu) {
                backward.add(Operation.ReluBackward.inPlace(output, dy));
            }
            backward.add(new Operation.ConvolutionBackward(forward, dy, dx, accumulates(shape)));
            return new Trial(List.of(forward), backward, input, output, dy, dx);
        });
    }

    /** Products in a sum; algorithms that multiply less may round as if they were more. */
    private static int terms(ConvolutionShape shape) {
        int products = shape.inChannelsPerGroup() * shape.filterHeight() * shape.filterWidth();
        boolean maySaveProducts = shape.filterHeight() == shape.filterWidth()
                && shape.filterHeight() > 1
                && shape.strideHeight() == 1
                && shape.strideWidth() == 1;
        return maySaveProducts ? 16 * products : products;
    }

    /** Convolutions of one map into bands of another, as in an inception module, which a backend may run together. */
    static Stream<TestCase> siblings() {
        return Stream.of(
                siblings(1, 1, false, ConvolutionShape.square(3, 5, 1, 1, 0), ConvolutionShape.square(3, 2, 1, 1, 0)),
                siblings(
                        9,
                        13,
                        true,
                        ConvolutionShape.square(19, 5, 1, 1, 0),
                        ConvolutionShape.square(19, 50, 1, 1, 0),
                        ConvolutionShape.square(19, 17, 1, 1, 0)),
                siblings(
                        12,
                        11,
                        false,
                        ConvolutionShape.square(60, 49, 1, 1, 0),
                        ConvolutionShape.square(60, 16, 1, 1, 0),
                        ConvolutionShape.square(60, 12, 3, 1, 1)));
    }

    private static TestCase siblings(int height, int width, boolean accumulate, ConvolutionShape... shapes) {
        int channels = Stream.of(shapes).mapToInt(ConvolutionShape::outChannels).sum();
        int terms = Stream.of(shapes).mapToInt(TestCases::terms).sum();
        return new TestCase("%d x %d, %s".formatted(height, width, List.of(shapes)), terms, maps -> {
            FeatureMap input = maps.map(height, width, shapes[0].inChannels());
            FeatureMap rectified = like(input, maps);
            FeatureMap output = maps.map(height, width, channels);
            FeatureMap dy = like(output, maps);
            FeatureMap dx = like(input, maps);
            List<Operation> forward = new ArrayList<>(List.of(new Operation.Relu(input, rectified)));
            List<Operation> backward = new ArrayList<>();
            int first = 0;
            for (ConvolutionShape shape : shapes) {
                var filters = maps.backend()
                        .prepare(shape, maps.values(shape.weightCount()), maps.values(shape.outChannels()));
                FeatureMap band = output.channels(first, shape.outChannels());
                var convolution = new Operation.Convolution(filters, rectified, band, false);
                forward.add(convolution);
                backward.add(new Operation.ConvolutionBackward(
                        convolution, dy.channels(first, shape.outChannels()), dx, accumulate || first > 0));
                first += shape.outChannels();
            }
            backward.add(Operation.ReluBackward.inPlace(rectified, dx));
            return new Trial(forward, backward, input, output, dy, dx);
        });
    }

    /** A ReLU whose derivative is taken where the gradient behind it lies, which a backend may do on the way. */
    static Stream<TestCase> rectifiedInputs() {
        Stream<TestCase> behindConvolutions = Stream.of(
                        ConvolutionShape.square(19, 6, 1, 1, 0),
                        ConvolutionShape.square(18, 14, 3, 1, 1),
                        ConvolutionShape.square(33, 12, 5, 1, 2),
                        ConvolutionShape.square(3, 8, 3, 2, 1),
                        new ConvolutionShape(6, 4, 2, 3, 1, 2, 1, 1, 1, 1, 2))
                .flatMap(shape -> Stream.of(rectifiedInput(shape, false), rectifiedInput(shape, true)));
        Stream<TestCase> behindOthers = Stream.of(false, true)
                .flatMap(accumulate -> Stream.of(
                        rectified(
                                "max 3/2",
                                17,
                                3,
                                accumulate,
                                (x, y) -> new Operation.MaxPooling(PoolingShape.square(3, 2, 0), x, y)),
                        rectified(
                                "max 3/1",
                                19,
                                7,
                                accumulate,
                                (x, y) -> new Operation.MaxPooling(PoolingShape.square(3, 1, 1), x, y)),
                        rectified(
                                "max 2/3",
                                5,
                                3,
                                accumulate,
                                (x, y) -> new Operation.MaxPooling(PoolingShape.square(2, 3, 0), x, y)),
                        rectified(
                                "average 3/1",
                                6,
                                7,
                                accumulate,
                                (x, y) -> new Operation.AveragePooling(PoolingShape.square(3, 1, 1), x, y)),
                        rectified(
                                "lrn",
                                21,
                                7,
                                accumulate,
                                (x, y) -> new Operation.Lrn(new LrnShape(5, 0.5f, 0.75f, 1), x, y))));
        return Stream.concat(behindConvolutions, behindOthers);
    }

    /** On 7 x 7 pixels, to as many as {@code side} says. */
    private static TestCase rectified(
            String name,
            int channels,
            int side,
            boolean accumulate,
            BiFunction<FeatureMap, FeatureMap, Operation> operation) {
        String full = "relu, %s on 7 x 7 x %d%s".formatted(name, channels, accumulate ? ", accumulating" : "");
        return new TestCase(full, 9, maps -> {
            FeatureMap input = maps.map(7, 7, channels);
            FeatureMap rectified = like(input, maps);
            FeatureMap output = maps.map(side, side, channels);
            FeatureMap dy = like(output, maps);
            FeatureMap dx = like(input, maps);
            Operation forward = operation.apply(rectified, output);
            Operation backward = switch (forward) {
                case Operation.MaxPooling op -> new Operation.MaxPoolingBackward(op, dy, dx, accumulate);
                case Operation.AveragePooling op -> new Operation.AveragePoolingBackward(op, dy, dx, accumulate);
                case Operation.Lrn op -> new Operation.LrnBackward(op, dy, dx, accumulate);
                default -> throw new IllegalArgumentException(name);
            };
            return new Trial(
                    List.of(new Operation.Relu(input, rectified), forward),
                    List.of(backward, Operation.ReluBackward.inPlace(rectified, dx)),
                    input,
                    output,
                    dy,
                    dx);
        });
    }

    private static TestCase rectifiedInput(ConvolutionShape shape, boolean accumulate) {
        String name = "relu, %s on 7 x 9%s".formatted(shape, accumulate ? ", accumulating" : "");
        return new TestCase(name, terms(shape), maps -> {
            var filters =
                    maps.backend().prepare(shape, maps.values(shape.weightCount()), maps.values(shape.outChannels()));
            FeatureMap input = maps.map(7, 9, shape.inChannels());
            FeatureMap rectified = like(input, maps);
            FeatureMap output = maps.map(shape.outputHeight(7), shape.outputWidth(9), shape.outChannels());
            FeatureMap dy = like(output, maps);
            FeatureMap dx = like(input, maps);
            var convolution = new Operation.Convolution(filters, rectified, output, false);
            return new Trial(
                    List.of(new Operation.Relu(input, rectified), convolution),
                    List.of(
                            new Operation.ConvolutionBackward(convolution, dy, dx, accumulate),
                            Operation.ReluBackward.inPlace(rectified, dx)),
                    input,
                    output,
                    dy,
                    dx);
        });
    }

    private static boolean accumulates(ConvolutionShape shape) {
        return shape.outChannels() % 3 == 0;
    }

    static Stream<TestCase> poolings() {
        return Stream.of(
                        new Sized(1, 1, 1, PoolingShape.square(1, 1, 0)),
                        new Sized(7, 9, 5, PoolingShape.square(3, 2, 0)),
                        new Sized(8, 6, 17, PoolingShape.square(3, 2, 0)),
                        new Sized(5, 7, 3, PoolingShape.square(3, 1, 1)),
                        new Sized(1, 2, 18, PoolingShape.square(3, 2, 1)), // nothing but edges
                        new Sized(2, 1, 18, PoolingShape.square(3, 1, 1)),
                        new Sized(25, 9, 37, PoolingShape.square(3, 1, 1)), // rows enough to be cut into bands
                        new Sized(6, 7, 35, PoolingShape.square(3, 1, 0)),
                        new Sized(5, 6, 18, PoolingShape.square(3, 1, 2)),
                        new Sized(49, 11, 35, PoolingShape.square(3, 2, 0)),
                        new Sized(30, 6, 20, PoolingShape.square(3, 2, 1)),
                        new Sized(9, 12, 19, new PoolingShape(3, 3, 2, 2, 1, 0, Rounding.DOWN)),
                        new Sized(12, 9, 33, new PoolingShape(3, 3, 1, 1, 0, 2, Rounding.DOWN)),
                        new Sized(6, 9, 17, new PoolingShape(3, 3, 1, 2, 1, 1, Rounding.UP)),
                        new Sized(6, 5, 4, PoolingShape.square(2, 2, 1)),
                        new Sized(7, 5, 33, PoolingShape.square(5, 3, 2)),
                        new Sized(9, 8, 2, PoolingShape.square(2, 3, 0)), // windows that leave gaps
                        new Sized(4, 6, 3, new PoolingShape(2, 3, 1, 2, 1, 2, Rounding.UP)),
                        new Sized(8, 8, 3, new PoolingShape(3, 3, 2, 2, 0, 0, Rounding.DOWN)),
                        new Sized(3, 5, 19, PoolingShape.global(3, 5)))
                .flatMap(sized -> Stream.of(maxPooling(sized), averagePooling(sized)));
    }

    private record Sized(int height, int width, int channels, PoolingShape shape) {

        FeatureMap input(TestMaps maps) {
            return maps.map(height, width, channels);
        }

        FeatureMap output(TestMaps maps) {
            return maps.map(shape.outputHeight(height), shape.outputWidth(width), channels);
        }

        String name(String kind) {
            return "%s %s on %d x %d x %d".formatted(kind, shape, height, width, channels);
        }

        int terms() {
            return shape.windowHeight() * shape.windowWidth();
        }
    }

    private static TestCase maxPooling(Sized sized) {
        return new TestCase(sized.name("max"), sized.terms(), maps -> {
            FeatureMap input = sized.input(maps);
            FeatureMap output = sized.output(maps);
            var forward = new Operation.MaxPooling(sized.shape(), input, output);
            return trial(
                    maps,
                    forward,
                    input,
                    output,
                    (dy, dx) -> new Operation.MaxPoolingBackward(forward, dy, dx, sized.channels() > 4));
        });
    }

    private static TestCase averagePooling(Sized sized) {
        return new TestCase(sized.name("average"), sized.terms(), maps -> {
            FeatureMap input = sized.input(maps);
            FeatureMap output = sized.output(maps);
            var forward = new Operation.AveragePooling(sized.shape(), input, output);
            return trial(
                    maps,
                    forward,
                    input,
                    output,
                    (dy, dx) -> new Operation.AveragePoolingBackward(forward, dy, dx, sized.channels() > 4));
        });
    }

    static Stream<TestCase> channelwise() {
        return Stream.of(1, 3, 8, 17, 37)
                .flatMap(channels -> Stream.of(
                        lrn(channels, new LrnShape(5, 1e-4f, 0.75f, 1)),
                        lrn(channels, new LrnShape(3, 0.5f, 0.75f, 2)),
                        lrn(channels, new LrnShape(7, 0.2f, 0.5f, 1.5f)),
                        softmax(channels)));
    }

    private static TestCase lrn(int channels, LrnShape shape) {
        return new TestCase("%s on 3 x 2 x %d".formatted(shape, channels), shape.localSize(), maps -> {
            FeatureMap input = maps.map(3, 2, channels);
            FeatureMap output = maps.map(3, 2, channels);
            var forward = new Operation.Lrn(shape, input, output);
            return trial(
                    maps, forward, input, output, (dy, dx) -> new Operation.LrnBackward(forward, dy, dx, channels > 8));
        });
    }

    private static TestCase softmax(int channels) {
        return new TestCase("softmax on 2 x 3 x " + channels, channels, maps -> {
            FeatureMap input = maps.map(2, 3, channels);
            FeatureMap output = maps.map(2, 3, channels);
            var forward = new Operation.Softmax(input, output);
            return trial(
                    maps,
                    forward,
                    input,
                    output,
                    (dy, dx) -> new Operation.SoftmaxBackward(forward, dy, dx, channels > 8));
        });
    }

    static Stream<TestCase> pixelwise() {
        return Stream.of(List.of(1, 1, 1), List.of(5, 7, 3), List.of(4, 3, 19))
                .flatMap(size -> Stream.of(
                        relu(size.get(0), size.get(1), size.get(2)),
                        scale(size.get(0), size.get(1), size.get(2), 0.5f),
                        clip(size.get(0), size.get(1), size.get(2)),
                        roll(size.get(0), size.get(1), size.get(2), 2, -3),
                        roll(size.get(0), size.get(1), size.get(2), -11, 15),
                        resize(size.get(0), size.get(1), size.get(2), 7, 4),
                        resize(size.get(0), size.get(1), size.get(2), 3, 11),
                        resize(size.get(0), size.get(1), size.get(2), 1, 1)));
    }

    private static TestCase relu(int height, int width, int channels) {
        return new TestCase("relu on %d x %d x %d".formatted(height, width, channels), 1, maps -> {
            FeatureMap input = maps.map(height, width, channels);
            FeatureMap output = maps.map(height, width, channels);
            var forward = new Operation.Relu(input, output);
            return trial(
                    maps,
                    forward,
                    input,
                    output,
                    (dy, dx) -> new Operation.ReluBackward(forward, dy, dx, channels > 8));
        });
    }

    private static TestCase scale(int height, int width, int channels, float factor) {
        return new TestCase("scale on %d x %d x %d".formatted(height, width, channels), 1, maps -> {
            FeatureMap input = maps.map(height, width, channels);
            FeatureMap output = maps.map(height, width, channels);
            var forward = new Operation.Scale(input, factor, output, channels > 8);
            return trial(maps, forward, input, output, (dy, dx) -> new Operation.Scale(dy, factor, dx, channels > 8));
        });
    }

    /** A clip that leaves these values as they are has a backward that is a copy; what it cuts is tested by itself. */
    private static TestCase clip(int height, int width, int channels) {
        List<Float> low = Collections.nCopies(channels, -3f);
        List<Float> high = Collections.nCopies(channels, 3f);
        return new TestCase("clip on %d x %d x %d".formatted(height, width, channels), 1, maps -> {
            FeatureMap input = maps.map(height, width, channels);
            FeatureMap output = maps.map(height, width, channels);
            var forward = new Operation.Clip(input, low, high, output);
            return trial(maps, forward, input, output, (dy, dx) -> new Operation.Scale(dy, 1, dx, false));
        });
    }

    private static TestCase roll(int height, int width, int channels, int down, int right) {
        String name = "roll by %d, %d on %d x %d x %d".formatted(down, right, height, width, channels);
        return new TestCase(name, 1, maps -> {
            FeatureMap input = maps.map(height, width, channels);
            FeatureMap output = maps.map(height, width, channels);
            var forward = new Operation.Roll(input, down, right, output);
            return trial(maps, forward, input, output, (dy, dx) -> new Operation.Roll(dy, -down, -right, dx));
        });
    }

    private static TestCase resize(int height, int width, int channels, int toHeight, int toWidth) {
        String name = "resize of %d x %d x %d to %d x %d".formatted(height, width, channels, toHeight, toWidth);
        return new TestCase(name, 4, maps -> {
            FeatureMap input = maps.map(height, width, channels);
            FeatureMap output = maps.map(toHeight, toWidth, channels);
            var forward = new Operation.Resize(input, output);
            return trial(
                    maps,
                    forward,
                    input,
                    output,
                    (dy, dx) -> new Operation.ResizeBackward(forward, dy, dx, channels > 8));
        });
    }

    private static Trial trial(
            TestMaps maps,
            Operation forward,
            FeatureMap input,
            FeatureMap output,
            BiFunction<FeatureMap, FeatureMap, Operation> backward) {
        FeatureMap outputGradient = like(output, maps);
        FeatureMap inputGradient = like(input, maps);
        return new Trial(
                List.of(forward),
                List.of(backward.apply(outputGradient, inputGradient)),
                input,
                output,
                outputGradient,
                inputGradient);
    }

    private static FeatureMap like(FeatureMap map, TestMaps maps) {
        return maps.map(map.height(), map.width(), map.channels());
    }
}
