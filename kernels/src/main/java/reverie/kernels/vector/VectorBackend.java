package reverie.kernels.vector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import reverie.kernels.BackendSettings;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.MemoryNeeds;
import reverie.kernels.Operation;
import reverie.kernels.Peak;
import reverie.kernels.Program;
import reverie.kernels.Reading;
import reverie.kernels.host.HostBackend;
import reverie.kernels.plan.GradientTarget;
import reverie.kernels.reference.ReferenceBackend;

/** Vector API kernels on a team of threads. */
public final class VectorBackend extends HostBackend {

    private final boolean exact;
    private final Team team;
    private final Convolutions convolutions;
    private final ReferenceBackend plain = new ReferenceBackend();
    private final Scratch scratch;

    /** @param threads how many threads compute, the caller's own among them */
    public VectorBackend(int threads) {
        this(BackendSettings.threads(threads));
    }

    public VectorBackend(BackendSettings settings) {
        this.exact = settings.exact();
        this.team = new Team(settings.threads());
        this.scratch = new Scratch(settings.threads());
        this.convolutions = new Convolutions(exact);
    }

    @Override
    public String name() {
        return "vector";
    }

    @Override
    public String description() {
        return "vector (%d bit, %d thread%s%s)"
                .formatted(
                        Lanes.COUNT * Float.SIZE,
                        team.threads(),
                        team.threads() == 1 ? "" : "s",
                        exact ? ", exact" : "");
    }

    @Override
    public Filters prepare(ConvolutionShape shape, float[] weights, float[] bias) {
        return new VectorFilters(shape, weights, bias);
    }

    @Override
    public MemoryNeeds memoryNeeds(List<Operation> operations) {
        return new VectorMemory(convolutions, team.threads()).of(operations);
    }

    @Override
    public Program compile(List<Operation> operations) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < operations.size(); ) {
            int end = i + siblings(operations, i);
            List<Operation> together = operations.subList(i, end);
            Optional<GradientTarget> fused = end == operations.size()
                    ? Optional.empty()
                    : GradientTarget.fused(together.getLast(), operations.get(end));
            steps.addAll(together.size() == 1 ? steps(together.getFirst(), fused) : List.of(joined(together, fused)));
            i = end + (fused.isPresent() ? 1 : 0);
        }
        int shared = steps.stream().mapToInt(Step::scratch).max().orElse(0);
        int own = steps.stream().mapToInt(Step::workerScratch).max().orElse(0);
        return () -> {
            scratch.require(shared, own);
            steps.forEach(step -> step.run(team, scratch));
        };
    }

    /**
     * How many operations from one on belong together, at least one: 1x1 convolutions that read one map, or backwards of such
     * that add up in one.
     */
    private static int siblings(List<Operation> operations, int first) {
        int end = first + 1;
        while (end < operations.size() && areSiblings(operations.get(end - 1), operations.get(end))) {
            end++;
        }
        return end - first;
    }

    private static boolean areSiblings(Operation first, Operation second) {
        return switch (second) {
            case Operation.Convolution op ->
                first instanceof Operation.Convolution before
                        && op.shape().isPointwise()
                        && before.shape().isPointwise()
                        && op.input().equals(before.input());
            case Operation.ConvolutionBackward op ->
                first instanceof Operation.ConvolutionBackward before
                        && op.forward().shape().isPointwise()
                        && before.forward().shape().isPointwise()
                        && op.inputGradient().equals(before.inputGradient())
                        && op.accumulate();
            default -> false;
        };
    }

    /**
     * The step of 1x1 siblings.
     *
     * @param fused what the last backward writes instead of what it says itself
     */
    private Step joined(List<Operation> siblings, Optional<GradientTarget> fused) {
        if (siblings.getLast() instanceof Operation.ConvolutionBackward last) {
            List<Operation.ConvolutionBackward> members = siblings.stream()
                    .map(Operation.ConvolutionBackward.class::cast)
                    .toList();
            return PointwiseSum.of(members, fused.orElseGet(() -> GradientTarget.of(last)));
        }
        return new PointwiseSiblings(siblings.stream()
                .map(sibling -> (ConvolutionStep)
                        convolutions.forward((Operation.Convolution) sibling).getFirst())
                .toList());
    }

    /** @param fused what a backward writes instead of what it says itself */
    private List<Step> steps(Operation operation, Optional<GradientTarget> fused) {
        return switch (operation) {
            case Operation.Convolution op -> convolutions.forward(op);
            case Operation.ConvolutionBackward op ->
                convolutions.backward(op, fused.orElseGet(() -> GradientTarget.of(op)));
            case Operation.ConvolutionFilterBackward op -> convolutions.filterBackward(op);
            case Operation.MaxPoolingBackward op ->
                List.of(MaxPoolingBackward.of(op, fused.orElseGet(() -> GradientTarget.of(op)), team.threads()));
            case Operation.AveragePoolingBackward op ->
                List.of(PoolingStep.averageBackward(op, fused.orElseGet(() -> GradientTarget.of(op))));
            case Operation.LrnBackward op ->
                List.of(LrnStep.backward(op, fused.orElseGet(() -> GradientTarget.of(op))));
            case Operation.Relu op -> List.of(PixelSteps.relu(op));
            case Operation.ReluBackward op -> List.of(PixelSteps.reluBackward(op));
            case Operation.MaxPooling op -> List.of(PoolingStep.maximum(op));
            case Operation.AveragePooling op -> List.of(PoolingStep.average(op));
            case Operation.Lrn op -> List.of(LrnStep.forward(op));
            case Operation.Scale op -> List.of(PixelSteps.scale(op));
            case Operation.NormalisedStep op ->
                List.of((team, scratch) ->
                        op.scale().map(PixelSteps::scale).ifPresent(step -> step.run(team, scratch)));
            case Operation.Clip op -> List.of(PixelSteps.clip(op));
            case Operation.Roll op -> List.of(PixelSteps.roll(op));
            case Operation.Resize op -> List.of(PixelSteps.resize(op));
            // A thousand values at most in a network, or once in a picture: plain loops are fast enough.
            case Operation.Softmax _, Operation.SoftmaxBackward _, Operation.ResizeBackward _ ->
                List.of((_, _) -> plain.run(operation));
        };
    }

    @Override
    public Reading sumOfSquares(FeatureMap map) {
        return Reading.of(Sums.ofSquares(team, map));
    }

    @Override
    public Reading meanAbsolute(FeatureMap map) {
        return Reading.of(Sums.ofAbsolutes(team, map) / map.size());
    }

    @Override
    public Optional<Peak> measurePeak(Duration patience) {
        return Optional.of(FmaPeak.measure(team, patience));
    }

    @Override
    public void close() {
        team.close();
    }
}
