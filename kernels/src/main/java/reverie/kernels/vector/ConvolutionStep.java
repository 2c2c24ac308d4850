package reverie.kernels.vector;

import java.util.List;

/** A sum over taps: a source made ready once, and one {@link TapConvolution} for each phase of the stride that reads it. */
record ConvolutionStep(SourceMap source, List<TapConvolution> sums) implements Step {

    @Override
    public int scratch() {
        return source.scratch();
    }

    @Override
    public int workerScratch() {
        return TapConvolution.WORKER_SCRATCH;
    }

    @Override
    public void run(Team team, Scratch scratch) {
        float[] values = source.prepare(team, scratch.shared());
        sums.forEach(sum -> sum.run(team, values, scratch));
    }
}
