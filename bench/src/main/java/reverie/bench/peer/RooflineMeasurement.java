package reverie.bench.peer;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reverie.bench.GoogLeNetShapes;
import reverie.bench.Maps;
import reverie.bench.PictureSize;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.Tensor;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;

/** Runs every convolution of the network alone, forward and back, and measures the roof that they are under. */
final class RooflineMeasurement {

    private static final double WARM_UP_MILLISECONDS = 300;
    private static final double MILLISECONDS = 300;
    private static final Duration PEAK_PATIENCE = Duration.ofSeconds(2);

    private final Options options;

    RooflineMeasurement(Options options) {
        this.options = options;
    }

    Roofline measure() throws IOException {
        Model model = options.files().read();
        PictureSize size = options.largest();
        var shapes = new GoogLeNetShapes(model.definition(), size);
        List<Roofline.Point> points = new ArrayList<>();
        double peak;
        try (Backend backend = Backends.best().open(BackendSettings.threads(options.threads()))) {
            peak = backend.measurePeak(PEAK_PATIENCE).orElseThrow().gigaflops();
            for (Node node : model.definition().nodes()) {
                if (node.layer() instanceof ConvolutionLayer && shapes.canRun(node.name())) {
                    measure(node.name(), model, shapes, backend, points);
                }
            }
        }
        return new Roofline(size.toString(), options.threads(), peak, MemoryRoof.gigabytes(options.threads()), points);
    }

    private static void measure(
            String layer, Model model, GoogLeNetShapes shapes, Backend backend, List<Roofline.Point> points) {
        ConvolutionShape shape = shapes.convolution(layer);
        float[] weights = model.weights().weight(layer).map(Tensor::values).orElseThrow();
        float[] bias = model.weights().bias(layer).map(Tensor::values).orElseGet(() -> new float[shape.outChannels()]);
        Filters filters = backend.prepare(shape, weights, bias);
        var maps = new Maps(backend);
        FeatureMap input = maps.map(shapes.input(layer));
        FeatureMap output = maps.map(shapes.output(layer));
        FeatureMap outputGradient = maps.map(shapes.output(layer));
        FeatureMap inputGradient = maps.map(shapes.input(layer));
        var forward = new Operation.Convolution(filters, input, output, true);
        var backward = new Operation.ConvolutionBackward(forward, outputGradient, inputGradient, false);
        double flops = shapes.convolutionFlops(layer);
        double bytes = (double) Float.BYTES * (input.size() + output.size() + weights.length);
        points.add(new Roofline.Point(layer, "forward", flops / bytes, rate(backend.compile(List.of(forward)), flops)));
        // The mask of the ReLU is read too.
        double backwardBytes = bytes + (double) Float.BYTES * output.size();
        points.add(new Roofline.Point(
                layer, "backward", flops / backwardBytes, rate(backend.compile(List.of(backward)), flops)));
    }

    /** GFLOP/s in the median run. */
    private static double rate(Program program, double flops) {
        Repetition.forMilliseconds(WARM_UP_MILLISECONDS, program::run);
        return flops / (Samples.median(Repetition.forMilliseconds(MILLISECONDS, program::run)) * 1e6);
    }
}
