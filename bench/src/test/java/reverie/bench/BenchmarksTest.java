package reverie.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, on a small picture and in this process: its verification, its body, its rate. */
class BenchmarksTest {

    @ParameterizedTest
    @CsvSource({
        "ConvolutionBenchmark, inception_4c/3x3, backward forward, GFLOP/s",
        "ConvolutionBenchmark, loss3/classifier, backward forward, GFLOP/s",
        "PoolingBenchmark, inception_4c/pool, backward forward, GB/s",
        "PoolingBenchmark, pool5/7x7_s1, backward forward, GB/s",
        "LrnBenchmark, pool1/norm1, backward forward, GB/s",
        "ElementwiseBenchmark, conv1/7x7_s2, clip relu reluBackward resize roll, GB/s",
        "DreamStepBenchmark, inception_4c/output, forward step, GFLOP/s"
    })
    void agrees_with_the_reference_and_reports_its_rate(String benchmark, String layer, String methods, String unit)
            throws RunnerException {
        String picture = layer.contains("5/") || layer.startsWith("loss3") ? "224x224" : "69x101";
        var options = new OptionsBuilder()
                .include("reverie\\.bench\\." + benchmark + "\\.")
                .param("layer", layer)
                .param("picture", picture)
                .mode(Mode.AverageTime)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .forks(0)
                .shouldFailOnError(true)
                .addProfiler(RateProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        assertEquals(
                methods,
                results.stream()
                        .map(result -> result.getPrimaryResult().getLabel())
                        .sorted()
                        .collect(Collectors.joining(" ")));
        for (RunResult result : results) {
            assertEquals("ms/op", result.getPrimaryResult().getScoreUnit());
            Result<?> rate = result.getSecondaryResults().get("rate");
            assertEquals(unit, rate.getScoreUnit());
            assertTrue(rate.getScore() > 0, () -> "rate " + rate.getScore());
        }
    }

    @Test
    void no_benchmark_is_forgotten_here() {
        Set<String> classes = BenchmarkList.defaultList().getAll(null, List.of()).stream()
                .map(BenchmarkListEntry::getUserClassQName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(
                Stream.of(
                                ConvolutionBenchmark.class,
                                DreamStepBenchmark.class,
                                ElementwiseBenchmark.class,
                                LrnBenchmark.class,
                                PoolingBenchmark.class)
                        .map(Class::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                classes);
    }
}
