package reverie.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import reverie.engine.dream.Octaves;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/**
 * Do the operations that touch every value once run at the speed of memory? ReLU on a layer's output; jitter's roll, the clip
 * and the resize between octaves on the picture itself.
 */
public class ElementwiseBenchmark extends BackendBenchmark {

    /** The layer on whose output the ReLU works. */
    @Param("conv1/7x7_s2")
    public String layer;

    @Override
    String layer() {
        return layer;
    }

    @Override
    List<Step> steps(Backend target, BenchmarkModel model, PictureSize size) {
        var maps = new Maps(target);
        Shape activation = new GoogLeNetShapes(model.definition(), size).output(layer);
        FeatureMap input = maps.map(activation);
        FeatureMap output = maps.map(activation);
        FeatureMap outputGradient = maps.map(activation);
        FeatureMap inputGradient = maps.map(activation);
        var relu = new Operation.Relu(input, output);
        var reluBackward = new Operation.ReluBackward(relu, outputGradient, inputGradient, false);

        var pixels = new Shape(size.height(), size.width(), 3);
        FeatureMap image = maps.map(pixels);
        FeatureMap rolled = maps.map(pixels);
        FeatureMap clipped = maps.map(pixels);
        FeatureMap resized = maps.map(pixels);
        var smaller = Octaves.sizes(size.height(), size.width(), 2, 1.4).get(1);
        FeatureMap octave = maps.map(new Shape(smaller.height(), smaller.width(), 3));
        List<Float> low = List.of(-0.4f, -0.5f, -0.6f);
        List<Float> high = List.of(0.6f, 0.5f, 0.4f);
        return List.of(
                step(target, "relu", relu, output, Work.traffic(input, output)),
                step(
                        target,
                        "reluBackward",
                        reluBackward,
                        inputGradient,
                        Work.traffic(output, outputGradient, inputGradient)),
                step(target, "roll", new Operation.Roll(image, 17, -23, rolled), rolled, Work.traffic(image, rolled)),
                step(
                        target,
                        "clip",
                        new Operation.Clip(image, low, high, clipped),
                        clipped,
                        Work.traffic(image, clipped)),
                step(target, "resize", new Operation.Resize(octave, resized), resized, Work.traffic(octave, resized)));
    }

    private static Step step(Backend target, String name, Operation operation, FeatureMap result, Work work) {
        return new Step(name, target.compile(List.of(operation)), result, Step.OPERATION_TOLERANCE, work);
    }

    @Benchmark
    public void relu() {
        run("relu");
    }

    @Benchmark
    public void reluBackward() {
        run("reluBackward");
    }

    @Benchmark
    public void roll() {
        run("roll");
    }

    @Benchmark
    public void clip() {
        run("clip");
    }

    @Benchmark
    public void resize() {
        run("resize");
    }
}
