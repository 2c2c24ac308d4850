package reverie.bench;

import org.openjdk.jmh.annotations.Param;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/** Does local response normalisation run at the speed of memory, or does its power function cost more? */
public class LrnBenchmark extends OperationBenchmark {

    @Param({"pool1/norm1", "conv2/norm2"})
    public String layer;

    @Override
    String layer() {
        return layer;
    }

    @Override
    Trial trial(Backend target, BenchmarkModel model, GoogLeNetShapes shapes) {
        var maps = new Maps(target);
        FeatureMap input = maps.map(shapes.input(layer));
        FeatureMap output = maps.map(shapes.output(layer));
        FeatureMap outputGradient = maps.map(shapes.output(layer));
        FeatureMap inputGradient = maps.map(shapes.input(layer));
        var forward = new Operation.Lrn(shapes.lrn(layer), input, output);
        return new Trial(
                forward,
                output,
                Work.traffic(input, output),
                new Operation.LrnBackward(forward, outputGradient, inputGradient, false),
                inputGradient,
                Work.traffic(input, outputGradient, inputGradient));
    }
}
