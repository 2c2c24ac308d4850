package reverie.bench;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/** One operation of one layer, there and back, alone and over and over: its data are as warm as they can be. */
public abstract class OperationBenchmark extends BackendBenchmark {

    /**
     * An operation that a layer is made of, and what it takes.
     *
     * @param output what the forward operation writes
     * @param inputGradient what the backward operation writes
     */
    record Trial(
            Operation forward,
            FeatureMap output,
            Work forwardWork,
            Operation backward,
            FeatureMap inputGradient,
            Work backwardWork) {}

    abstract Trial trial(Backend target, BenchmarkModel model, GoogLeNetShapes shapes);

    @Override
    final List<Step> steps(Backend target, BenchmarkModel model, PictureSize size) {
        Trial trial = trial(target, model, new GoogLeNetShapes(model.definition(), size));
        return List.of(
                new Step(
                        "forward",
                        target.compile(List.of(trial.forward())),
                        trial.output(),
                        Step.OPERATION_TOLERANCE,
                        trial.forwardWork()),
                new Step(
                        "backward",
                        target.compile(List.of(trial.backward())),
                        trial.inputGradient(),
                        Step.OPERATION_TOLERANCE,
                        trial.backwardWork()));
    }

    @Benchmark
    public void forward() {
        run("forward");
    }

    @Benchmark
    public void backward() {
        run("backward");
    }
}
