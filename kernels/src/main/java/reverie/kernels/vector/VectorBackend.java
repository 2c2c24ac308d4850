package reverie.kernels.vector;

import java.util.ArrayList;
import java.util.List;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;
import reverie.kernels.host.HostBackend;
import reverie.kernels.reference.ReferenceBackend;

/** Vector API kernels on a team of threads. */
public final class VectorBackend extends HostBackend {

    private final Team team;
    private final ReferenceBackend plain = new ReferenceBackend();
    private float[] scratch = {};

    /** @param threads how many threads compute, the caller's own among them */
    public VectorBackend(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        this.team = new Team(threads);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "vector (%d bit, %d thread%s)"
                .formatted(Lanes.COUNT * Float.SIZE, team.threads(), team.threads() == 1 ? "" : "s");
    }

    @Override
    public Filters prepare(ConvolutionShape shape, float[] weights, float[] bias) {
        return new VectorFilters(shape, weights, bias);
    }

    @Override
    public Program compile(List<Operation> operations) {
        List<Step> steps = new ArrayList<>();
        operations.forEach(operation -> steps.addAll(steps(operation)));
        int wanted = steps.stream().mapToInt(Step::scratch).max().orElse(0);
        return () -> {
            if (scratch.length < wanted) {
                scratch = new float[wanted];
            }
            steps.forEach(step -> step.run(team, scratch));
        };
    }

    private List<Step> steps(Operation operation) {
        return switch (operation) {
            case Operation.Convolution op -> ConvolutionStep.forward(op);
            case Operation.ConvolutionBackward op -> ConvolutionStep.backward(op);
            case Operation.Relu op -> List.of(PixelSteps.relu(op));
            case Operation.ReluBackward op -> List.of(PixelSteps.reluBackward(op));
            case Operation.MaxPooling op -> List.of(PoolingStep.maximum(op));
            case Operation.MaxPoolingBackward op -> List.of(MaxPoolingBackward.of(op, team.threads()));
            case Operation.AveragePooling op -> List.of(PoolingStep.average(op));
            case Operation.AveragePoolingBackward op -> List.of(PoolingStep.averageBackward(op));
            case Operation.Lrn op -> List.of(LrnStep.forward(op));
            case Operation.LrnBackward op -> List.of(LrnStep.backward(op));
            case Operation.Scale op -> List.of(PixelSteps.scale(op));
            case Operation.Clip op -> List.of(PixelSteps.clip(op));
            case Operation.Roll op -> List.of(PixelSteps.roll(op));
            case Operation.Resize op -> List.of(PixelSteps.resize(op));
            // A thousand values at most in a network, or once in a picture: plain loops are fast enough.
            case Operation.Softmax _, Operation.SoftmaxBackward _, Operation.ResizeBackward _ ->
                List.of((_, _) -> plain.run(operation));
        };
    }

    @Override
    public void close() {
        team.close();
    }
}
