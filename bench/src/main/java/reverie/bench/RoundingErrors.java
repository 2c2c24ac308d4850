package reverie.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.RelativeError;
import reverie.kernels.reference.ReferenceBackend;

/**
 * Prints how much the vector backend rounds in every convolution, tap by tap and as it is by default: the relative error
 * against sums in double precision, forward on the activations of a smooth picture and backward on random gradients. The
 * network is that of {@link BenchmarkModel}.
 */
public final class RoundingErrors {

    private static final int SIDE = 224;
    private static final long SEED = 1701;

    private final BenchmarkModel model;
    private final Backend reference;
    private final List<Backend> rounded;

    private RoundingErrors(BenchmarkModel model, Backend reference, List<Backend> rounded) {
        this.model = model;
        this.reference = reference;
        this.rounded = rounded;
    }

    public static void main(String[] args) {
        int threads = Backends.defaultThreads();
        try (Backend reference = new ReferenceBackend();
                Backend exact = Backends.named("vector").open(new BackendSettings(threads, true));
                Backend fast = Backends.named("vector").open(BackendSettings.threads(threads))) {
            new RoundingErrors(BenchmarkModel.open(), reference, List.of(exact, fast)).print();
        }
    }

    private void print() {
        System.out.printf("%-32s %8s %8s   %8s %8s%n", "relative error", "forward", "default", "backward", "default");
        System.out.printf("%-32s %8s %8s   %8s %8s%n", "", "--exact", "", "--exact", "");
        List<Node> convolutions = model.definition().nodes().stream()
                .filter(node -> node.layer() instanceof ConvolutionLayer)
                .toList();
        List<String> inputs = convolutions.stream()
                .map(node -> node.inputs().getFirst())
                .distinct()
                .toList();
        var network = new Network(model.definition(), model.weights(), reference);
        Pass pass = network.prepare(SIDE, SIDE, inputs);
        reference.write(smoothPicture(pass.input()), pass.input());
        pass.forwardTo(inputs.toArray(String[]::new));
        for (Node node : convolutions) {
            FeatureMap input = pass.activation(node.inputs().getFirst());
            float[] values = reference.read(input);
            float[][] exactly = results(reference, node, input, values);
            StringBuilder forward = new StringBuilder();
            StringBuilder backward = new StringBuilder();
            for (Backend backend : rounded) {
                float[][] results = results(backend, node, input, values);
                forward.append(format(RelativeError.of(exactly[0], results[0])));
                backward.append(format(RelativeError.of(exactly[1], results[1])));
            }
            System.out.printf("%-32s%s  %s%n", node.name(), forward, backward);
        }
    }

    private static String format(double error) {
        return String.format(Locale.ROOT, " %8.1e", error);
    }

    /** Output and input gradient of one layer. */
    private float[][] results(Backend backend, Node node, FeatureMap like, float[] values) {
        var layer = (ConvolutionLayer) node.layer();
        ConvolutionShape shape = layer.convolution(new Shape(like.height(), like.width(), like.channels()));
        var filters = backend.prepare(
                shape,
                model.weights().weight(node.name()).orElseThrow().values(),
                model.weights().bias(node.name()).orElseThrow().values());
        FeatureMap input = backend.allocateMap(like.height(), like.width(), like.channels());
        FeatureMap output = backend.allocateMap(
                shape.outputHeight(like.height()), shape.outputWidth(like.width()), shape.outChannels());
        FeatureMap outputGradient = backend.allocateMap(output.height(), output.width(), output.channels());
        FeatureMap inputGradient = backend.allocateMap(input.height(), input.width(), input.channels());
        backend.write(values, input);
        var random = new Random(SEED);
        float[] gradient = new float[output.size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        backend.write(gradient, outputGradient);
        var forward = new Operation.Convolution(filters, input, output, false);
        backend.run(forward);
        backend.run(new Operation.ConvolutionBackward(forward, outputGradient, inputGradient, false));
        return new float[][] {backend.read(output), backend.read(inputGradient)};
    }

    /** Waves of several lengths, in the range of grey levels less their mean. */
    private static float[] smoothPicture(FeatureMap input) {
        float[] picture = new float[input.size()];
        for (int y = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x++) {
                for (int c = 0; c < input.channels(); c++) {
                    picture[(y * input.width() + x) * input.channels() + c] = (float)
                            (60 * Math.sin(0.11 * x + 0.05 * y + c) + 40 * Math.sin(0.3 * y - 0.17 * x + 2 * c));
                }
            }
        }
        return picture;
    }
}
