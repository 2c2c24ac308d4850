package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;
import reverie.kernels.Program;

/**
 * Runs the kernels of a dream on tiny maps, again and again, until Java has compiled them: on a thread of its own, while the
 * program reads its model and its photo, so that the dream finds them ready.
 *
 * <p>There is less to compile, too. On a photo the first call of a kernel lasts so long that Java compiles its loops in the
 * middle of the call, and the kernel once more from its beginning; here calls are short. And a kernel that is compiled
 * before it has seen a rest, an edge or a second kind of epilogue is thrown away when one comes; here all of them come
 * within a few milliseconds.
 *
 * <p>Maps are as small as they can be with whole tiles and rests, panels of every width, and windows that reach over every
 * edge and over none.
 */
final class Rehearsal {

    /** As there are some tasks in a map, enough for the thresholds that the JVM arguments set for kernels. */
    private static final int TIMES = 60;

    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private final VectorBackend backend = new VectorBackend(1);
    private final List<Operation> operations = new ArrayList<>();

    private Rehearsal() {}

    /**
     * Begins, unless it has begun before, and returns at once.
     *
     * @param isWanted asked on the rehearsal's own thread, since even the answer takes time
     */
    static void begin(BooleanSupplier isWanted) {
        if (!BEGUN.getAndSet(true)) {
            Thread.ofPlatform()
                    .name("reverie-rehearsal")
                    .daemon()
                    .uncaughtExceptionHandler((_, _) -> {}) // whoever needs a kernel that fails will hear of it
                    .start(() -> {
                        if (isWanted.getAsBoolean()) {
                            run();
                        }
                    });
        }
    }

    /** All of it, on this thread. */
    static void run() {
        var rehearsal = new Rehearsal();
        rehearsal.convolution(ConvolutionShape.square(COUNT + 1, 4 * COUNT + 1, 1, 1, 0), 3, 5);
        rehearsal.convolution(ConvolutionShape.square(3, 3 * COUNT, 7, 2, 3), 5, 7);
        rehearsal.convolution(ConvolutionShape.square(COUNT, COUNT, 3, 1, 1), 9, 9);
        rehearsal.convolution(ConvolutionShape.square(COUNT, COUNT, 5, 1, 2), 6, 6);
        rehearsal.maxPooling(PoolingShape.square(3, 2, 0), 9, 7);
        rehearsal.maxPooling(PoolingShape.square(3, 1, 1), 6, 6);
        rehearsal.lrn();
        FeatureMap picture = rehearsal.pixels();
        Program program = rehearsal.backend.compile(rehearsal.operations);
        for (int i = 0; i < TIMES; i++) {
            program.run();
            rehearsal.backend.sumOfSquares(picture);
            rehearsal.backend.meanAbsolute(picture);
        }
    }

    private void convolution(ConvolutionShape shape, int height, int width) {
        float[] weights = new float[Math.toIntExact(shape.weightCount())];
        Arrays.fill(weights, 1f / shape.filterHeight());
        var filters = backend.prepare(shape, weights, new float[shape.outChannels()]);
        FeatureMap input = map(height, width, shape.inChannels());
        FeatureMap output = map(shape.outputHeight(height), shape.outputWidth(width), shape.outChannels());
        FeatureMap gradient = map(height, width, shape.inChannels());
        var forward = new Operation.Convolution(filters, input, output, true);
        operations.add(forward);
        backward(accumulate -> new Operation.ConvolutionBackward(forward, output, gradient, accumulate), input);
    }

    private void maxPooling(PoolingShape shape, int height, int width) {
        FeatureMap input = map(height, width, 2 * COUNT);
        FeatureMap output = map(shape.outputHeight(height), shape.outputWidth(width), 2 * COUNT);
        FeatureMap gradient = map(height, width, 2 * COUNT);
        var forward = new Operation.MaxPooling(shape, input, output);
        operations.add(forward);
        backward(accumulate -> new Operation.MaxPoolingBackward(forward, output, gradient, accumulate), input);
    }

    private void lrn() {
        FeatureMap input = map(12, 2, 2 * COUNT);
        FeatureMap output = map(12, 2, 2 * COUNT);
        FeatureMap gradient = map(12, 2, 2 * COUNT);
        var forward = new Operation.Lrn(new LrnShape(5, 1e-4f, 0.75f, 1), input, output);
        operations.add(forward);
        backward(accumulate -> new Operation.LrnBackward(forward, output, gradient, accumulate), input);
    }

    /** A backward that overwrites and one that adds, each alone and with the derivative of a ReLU behind it. */
    private void backward(Function<Boolean, Operation.Backward> backward, FeatureMap reluOutput) {
        for (boolean accumulate : new boolean[] {false, true}) {
            Operation.Backward operation = backward.apply(accumulate);
            operations.add(operation);
            operations.add(operation);
            operations.add(Operation.ReluBackward.inPlace(reluOutput, operation.inputGradient()));
        }
    }

    /** What a step does with the picture itself. Returns the picture. */
    private FeatureMap pixels() {
        FeatureMap picture = map(12, COUNT + 1, 3);
        FeatureMap shifted = map(12, COUNT + 1, 3);
        FeatureMap larger = map(12, COUNT + 3, 3);
        List<Float> bounds = List.of(1f, 1f, 1f);
        operations.add(new Operation.Roll(picture, 1, 2, shifted));
        operations.add(new Operation.Scale(shifted, 0.5f, picture, true));
        operations.add(new Operation.Scale(shifted, 0.5f, picture, false));
        operations.add(new Operation.Clip(picture, bounds, bounds, picture));
        operations.add(new Operation.Resize(picture, larger));
        operations.add(
                Operation.ReluBackward.inPlace(picture, shifted)); // of a target, whose gradient nobody else writes
        return picture;
    }

    /** Numbers of either sign, so that some pass a ReLU, and zeros, which the first layer's backward leaves out. */
    private FeatureMap map(int height, int width, int channels) {
        FeatureMap map = backend.allocateMap(height, width, channels);
        float[] values = new float[map.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 - 3;
        }
        backend.write(values, map);
        return map;
    }
}
