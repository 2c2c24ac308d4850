package reverie.bench;

import org.openjdk.jmh.annotations.Param;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.kernels.Backend;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;

/**
 * How near does a convolution come to the machine's peak, layer by layer, forward and back? The ReLU behind it is computed
 * with it, as in the network. One of each kind by default: the strided first, 1x1 at four depths, 3x3, 5x5.
 */
public class ConvolutionBenchmark extends OperationBenchmark {

    @Param({
        "conv1/7x7_s2",
        "conv2/3x3_reduce",
        "conv2/3x3",
        "inception_3a/1x1",
        "inception_3a/3x3",
        "inception_3b/5x5",
        "inception_4c/1x1",
        "inception_4c/3x3",
        "inception_4c/5x5_reduce",
        "inception_4c/5x5"
    })
    public String layer;

    @Override
    String layer() {
        return layer;
    }

    @Override
    Trial trial(Backend target, BenchmarkModel model, GoogLeNetShapes shapes) {
        var maps = new Maps(target);
        ConvolutionShape shape = shapes.convolution(layer);
        Shape inputShape = shapes.input(layer);
        float[] weights = model.weights().weight(layer).map(Tensor::values).orElseThrow();
        float[] bias = model.weights().bias(layer).map(Tensor::values).orElseGet(() -> new float[shape.outChannels()]);
        Filters filters = target.prepare(shape, weights, bias);
        FeatureMap input = maps.map(inputShape);
        FeatureMap output = maps.map(shapes.output(layer));
        FeatureMap outputGradient = maps.map(shapes.output(layer));
        FeatureMap inputGradient = maps.map(inputShape);
        var forward = new Operation.Convolution(filters, input, output, true);
        var backward = new Operation.ConvolutionBackward(forward, outputGradient, inputGradient, false);
        Work work = Work.flops(shapes.convolutionFlops(layer));
        return new Trial(forward, output, work, backward, inputGradient, work);
    }
}
