package reverie.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.objective.L2Objective;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;
import reverie.weights.CaffeConverter;

/**
 * Is a dream step faster than in the original Caffe, and is it the same step? Both run the same weights on the same random
 * picture, in turn and in one process, so that a noisy machine slows both alike. Gradients are compared before anything is
 * timed.
 */
public final class CaffeComparison {

    private static final int WARM_UP = 8;
    private static final double ACTIVATION_TOLERANCE = 1e-4;

    /** Where two values of a max-pooling window are nearly equal, rounding decides which of them gets the gradient. */
    private static final double GRADIENT_TOLERANCE = 1e-2;

    private final CaffeNet caffe;
    private final Pass reverie;
    private final String layer;
    private final L2Objective objective = new L2Objective();

    private CaffeComparison(CaffeNet caffe, Pass reverie, String layer) {
        this.caffe = caffe;
        this.reverie = reverie;
        this.layer = layer;
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 3 || args.length > 5) {
            System.err.println(
                    "usage: CaffeComparison MODEL.caffemodel DEPLOY.prototxt HEIGHTxWIDTH [LAYER] [ROUNDS]");
            System.exit(2);
        }
        Path weights = Path.of(args[0]);
        Path definition = Path.of(args[1]);
        PictureSize size = PictureSize.parse(args[2]);
        String layer = args.length > 3 ? args[3] : "inception_4c/output";
        int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 15;
        try (Backend backend = Backends.best().open(BackendSettings.threads(Backends.defaultThreads()))) {
            System.out.printf("%s at %s, %s%n", layer, size, backend.description());
            Pass pass = network(weights, definition, backend).prepare(size.height(), size.width(), layer);
            var comparison = new CaffeComparison(new CaffeNet(definition, weights, size, layer), pass, layer);
            comparison.writeInput(size);
            comparison.verify();
            comparison.measure(rounds);
        }
    }

    private static Network network(Path weights, Path definition, Backend backend) throws IOException {
        var settings = new CaffeConverter.Settings(
                weights,
                Optional.of(definition),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Model model = CaffeConverter.read(settings).model();
        return new Network(model.definition(), model.weights(), backend);
    }

    private void writeInput(PictureSize size) {
        var random = new Random(1701);
        float[] pixels = new float[3 * size.height() * size.width()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = 256 * random.nextFloat() - 120;
        }
        reverie.backend().write(pixels, reverie.input());
        caffe.writeInput(ChannelsFirst.fromChannelsLast(pixels, new Shape(size.height(), size.width(), 3)));
    }

    private void verify() {
        caffe.setWeightGradients(false);
        caffeStep();
        reverieStep();
        var activation = reverie.activation(layer);
        var input = reverie.input();
        compare(
                "activation",
                caffe.activation(),
                reverie.backend().read(activation),
                new Shape(activation.height(), activation.width(), activation.channels()),
                ACTIVATION_TOLERANCE);
        compare(
                "gradient",
                caffe.inputGradient(),
                reverie.backend().read(reverie.inputGradient()),
                new Shape(input.height(), input.width(), input.channels()),
                GRADIENT_TOLERANCE);
    }

    private static void compare(String what, float[] caffe, float[] channelsLast, Shape shape, double tolerance) {
        float[] reverie = ChannelsFirst.fromChannelsLast(channelsLast, shape);
        Verification.requireClose(what, caffe, reverie, tolerance);
        System.out.printf(
                Locale.ROOT, "%-10s relative error %.2g%n", what, Verification.relativeError(caffe, reverie));
    }

    private void measure(int rounds) {
        double[] caffeForward = new double[rounds];
        double[] caffeLeanStep = new double[rounds];
        double[] caffeFullStep = new double[rounds];
        double[] reverieForward = new double[rounds];
        double[] reverieStep = new double[rounds];
        for (int i = -WARM_UP; i < rounds; i++) {
            int round = Math.max(i, 0); // what warming up wrote is overwritten
            caffeForward[round] = milliseconds(caffe::forward);
            reverieForward[round] = milliseconds(() -> reverie.forwardTo(layer));
            caffe.setWeightGradients(false);
            caffeLeanStep[round] = milliseconds(this::caffeStep);
            reverieStep[round] = milliseconds(this::reverieStep);
            caffe.setWeightGradients(true);
            caffeFullStep[round] = milliseconds(this::caffeStep);
        }
        System.out.printf("%-44s %9s %9s %9s%n", "median of " + rounds + ", ms", "Caffe", "Reverie", "ratio");
        print("forward", caffeForward, reverieForward);
        print("step", caffeLeanStep, reverieStep);
        print("step, Caffe with weight gradients (its way)", caffeFullStep, reverieStep);
    }

    private void caffeStep() {
        caffe.forward();
        caffe.seed();
        caffe.backward();
    }

    private void reverieStep() {
        reverie.forwardTo(layer);
        objective.writeGradient(reverie.backend(), reverie.activation(layer), reverie.gradient(layer));
        reverie.backwardFrom(layer);
    }

    private static double milliseconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void print(String what, double[] caffe, double[] reverie) {
        System.out.printf(
                Locale.ROOT,
                "%-44s %9.1f %9.1f %8.2fx%n",
                what,
                median(caffe),
                median(reverie),
                median(caffe) / median(reverie));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
