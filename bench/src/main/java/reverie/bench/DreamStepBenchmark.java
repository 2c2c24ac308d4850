package reverie.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.objective.L2Objective;
import reverie.kernels.Backend;

/**
 * How long does one step of a dream take: forward to a layer, the objective's seed, and backward to the pixels? That is what
 * a dream consists of, forty times by default at four sizes, and the figure to compare with other engines.
 */
public class DreamStepBenchmark extends BackendBenchmark {

    /** Forward, rounding grows from layer to layer. */
    private static final double ACTIVATION_TOLERANCE = 1e-4;

    /** Backward, it may also decide which of two nearly equal values in a max-pooling window gets the gradient. */
    private static final double GRADIENT_TOLERANCE = 1e-2;

    @Param("inception_4c/output")
    public String layer;

    @Override
    String layer() {
        return layer;
    }

    @Override
    List<Step> steps(Backend target, BenchmarkModel model, PictureSize size) {
        Pass pass =
                new Network(model.definition(), model.weights(), target).prepare(size.height(), size.width(), layer);
        float[] pixels = new Maps(target).values(3 * size.height() * size.width());
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] *= 120; // about the range of a photo less its mean
        }
        target.write(pixels, pass.input());
        double flops = new GoogLeNetShapes(model.definition(), size).flopsTo(layer);
        var objective = new L2Objective();
        return List.of(
                new Step(
                        "forward",
                        () -> pass.forwardTo(layer),
                        pass.activation(layer),
                        ACTIVATION_TOLERANCE,
                        Work.flops(flops)),
                new Step(
                        "step",
                        () -> {
                            pass.forwardTo(layer);
                            objective.differentiate(target, pass.activation(layer), pass.gradient(layer));
                            pass.backwardFrom(layer);
                        },
                        pass.inputGradient(),
                        GRADIENT_TOLERANCE,
                        Work.flops(2 * flops)));
    }

    @Benchmark
    public void forward() {
        run("forward");
    }

    @Benchmark
    public void step() {
        run("step");
    }
}
