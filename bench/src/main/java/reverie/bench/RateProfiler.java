package reverie.bench;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Reports beside the time of every iteration the rate that it amounts to, in GFLOP/s or GB/s. JMH's own counters can add up
 * operations, but in the mode that reports time they come out as time per operation.
 */
public final class RateProfiler implements InternalProfiler {

    private static volatile Work work;

    /** Says what the running benchmark does in one invocation. */
    static void setWork(Work perInvocation) {
        work = perInvocation;
    }

    @Override
    public String getDescription() {
        return "GFLOP/s or GB/s, from the work that the benchmark says it does";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        if (work == null || benchmark.getMode() == Mode.Throughput) {
            return List.of();
        }
        double nanoseconds =
                result.getPrimaryResult().getScore() * TimeUnit.NANOSECONDS.convert(1, benchmark.getTimeUnit());
        // 10^9 per second is one per nanosecond.
        return List.of(new ScalarResult("rate", work.amount() / nanoseconds, work.rateUnit(), AggregationPolicy.AVG));
    }
}
