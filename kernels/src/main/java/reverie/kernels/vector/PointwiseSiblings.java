package reverie.kernels.vector;

import java.util.List;
import java.util.stream.Stream;
import reverie.kernels.Operation;

/**
 * 1x1 convolutions that read one map, or backwards of such that add up in one map, block by block of pixels: what they
 * share comes from memory for the first of them and from a near cache for the others. In an inception module these are the
 * branches as they begin at its input, and as their gradients meet there.
 *
 * @param members in the order of their operations, which is the order of the sums in a shared destination
 * @param shareDestination whether they write one map; otherwise they read one
 */
record PointwiseSiblings(List<ConvolutionStep> members, boolean shareDestination) implements Step {

    /** Whether two operations, one right behind the other, can be members. */
    static boolean are(Operation first, Operation second) {
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
                        && op.inputGradient().equals(before.inputGradient());
            default -> false;
        };
    }

    /** The step of an operation together with that of the operation before it, which may be siblings already. */
    static PointwiseSiblings join(Step before, Step step, Operation operation) {
        List<ConvolutionStep> elder =
                before instanceof PointwiseSiblings siblings ? siblings.members : List.of((ConvolutionStep) before);
        return new PointwiseSiblings(
                Stream.concat(elder.stream(), Stream.of((ConvolutionStep) step)).toList(),
                operation instanceof Operation.ConvolutionBackward);
    }

    @Override
    public int workerScratch() {
        return TapConvolution.WORKER_SCRATCH;
    }

    @Override
    public void run(Team team, Scratch scratch) {
        List<TapConvolution> sums =
                members.stream().map(member -> member.sums().getFirst()).toList();
        float[][] values = members.stream()
                .map(member -> member.source().prepare(team, scratch.shared()))
                .toArray(float[][]::new);
        int panels = shareDestination
                ? sums.getFirst().panels()
                : sums.stream().mapToInt(TapConvolution::panels).sum();
        team.forEachBlock(sums.getFirst().blocks(), panels, (block, firstPanel, endPanel, worker) -> {
            int before = 0;
            for (int i = 0; i < values.length; i++) {
                TapConvolution sum = sums.get(i);
                int first = Math.max(0, firstPanel - before);
                int end = Math.min(sum.panels(), endPanel - before);
                sum.runBlock(values[i], block, first, end, scratch.of(worker));
                before += shareDestination ? 0 : sum.panels();
            }
        });
    }
}
