package reverie.kernels.vector;

import java.util.List;

/**
 * 1x1 convolutions that read one map, block by block of pixels: the map comes from memory for the first of them and from a
 * near cache for the others. In an inception module these are the branches as they begin at its input.
 *
 * @param members in the order of their operations
 */
record PointwiseSiblings(List<ConvolutionStep> members) implements Step {

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
        int panels = sums.stream().mapToInt(TapConvolution::panels).sum();
        team.forEachBlock(sums.getFirst().blocks(), panels, (block, firstPanel, endPanel, worker) -> {
            int before = 0;
            for (int i = 0; i < values.length; i++) {
                TapConvolution sum = sums.get(i);
                int first = Math.max(0, firstPanel - before);
                int end = Math.min(sum.panels(), endPanel - before);
                sum.runBlock(values[i], block, first, end, scratch.of(worker));
                before += sum.panels();
            }
        });
    }
}
