package reverie.bench;

import org.openjdk.jmh.annotations.Param;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;

/**
 * Does pooling run at the speed of memory, or do its comparisons cost more? Both strides of max pooling, at large and small
 * maps, and the average over the last one.
 */
public class PoolingBenchmark extends OperationBenchmark {

    @Param({"pool1/3x3_s2", "pool2/3x3_s2", "inception_3a/pool", "inception_4c/pool", "pool5/7x7_s1"})
    public String layer;

    @Override
    String layer() {
        return layer;
    }

    @Override
    Trial trial(Backend target, BenchmarkModel model, GoogLeNetShapes shapes) {
        var maps = new Maps(target);
        PoolingShape shape = shapes.pooling(layer);
        FeatureMap input = maps.map(shapes.input(layer));
        FeatureMap output = maps.map(shapes.output(layer));
        FeatureMap outputGradient = maps.map(shapes.output(layer));
        FeatureMap inputGradient = maps.map(shapes.input(layer));
        Work forwardWork = Work.traffic(input, output);
        return switch (shapes.poolingMethod(layer)) {
            case MAX -> {
                var forward = new Operation.MaxPooling(shape, input, output);
                yield new Trial(
                        forward,
                        output,
                        forwardWork,
                        new Operation.MaxPoolingBackward(forward, outputGradient, inputGradient, false),
                        inputGradient,
                        Work.traffic(input, outputGradient, inputGradient)); // where a maximum was, the input says
            }
            case AVERAGE -> {
                var forward = new Operation.AveragePooling(shape, input, output);
                yield new Trial(
                        forward,
                        output,
                        forwardWork,
                        new Operation.AveragePoolingBackward(forward, outputGradient, inputGradient, false),
                        inputGradient,
                        Work.traffic(outputGradient, inputGradient));
            }
        };
    }
}
