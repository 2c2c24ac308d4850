package reverie.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reverie.engine.network.Shape;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;
import reverie.kernels.Backends;

/**
 * What all benchmarks share: a backend by name, a picture size, and the comparison with the reference that comes before any
 * measurement.
 *
 * <p>Forks get the JVM arguments of the process that starts them. Two forks, since what the JIT makes of a kernel differs a
 * little from one process to the next; five seconds of warm-up, since the larger kernels are compiled several times.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class BackendBenchmark {

    /** Small, not square, and odd all the way up; every tail of a kernel is met. */
    private static final PictureSize VERIFIED = new PictureSize(69, 101);

    @Param("vector")
    public String backend;

    /** A number, or {@code all}: one for each processor. JMH's own threads are another matter: there is one. */
    @Param("all")
    public String threads;

    /** HEIGHTxWIDTH of the picture that the network looks at. */
    @Param("224x224")
    public String picture;

    private Backend opened;
    private Map<String, Step> steps;

    /** The layer that is looked at, by its full name. */
    abstract String layer();

    /** Makes what is to be measured, with the same values every time. Steps are verified in this order, on one set of maps. */
    abstract List<Step> steps(Backend target, BenchmarkModel model, PictureSize size);

    @Setup
    public void verifyAndPrepare() {
        int count = threads.equals("all") ? Backends.defaultThreads() : Integer.parseInt(threads);
        BenchmarkModel model = BenchmarkModel.open();
        opened = Backends.named(backend).open(BackendSettings.threads(count));
        Verification.requireAgreement(opened, target -> steps(target, model, verifiedSize(model)));
        List<Step> all = steps(opened, model, PictureSize.parse(picture));
        all.forEach(step -> step.program().run()); // a backward step reads what the forward step wrote
        steps = all.stream().collect(Collectors.toMap(Step::name, Function.identity()));
    }

    private PictureSize verifiedSize(BenchmarkModel model) {
        Shape own = model.definition().inputShape();
        return new GoogLeNetShapes(model.definition(), VERIFIED).canRun(layer())
                ? VERIFIED
                : new PictureSize(own.height(), own.width());
    }

    /** Runs the step of that name; to be called by the benchmark method of that name. */
    final void run(String name) {
        Step step = steps.get(name);
        RateProfiler.setWork(step.work());
        step.program().run();
    }

    @TearDown
    public void close() {
        opened.close();
    }
}
