package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import reverie.bench.PictureSize;
import reverie.bench.Verification;
import reverie.kernels.RelativeError;

/**
 * Forward and step of several engines on one picture, in turn: there and back through the list, so that a machine that gets
 * slower or busier is unkind to all alike. Their results are compared before anything is timed.
 */
final class SideBySide implements AutoCloseable {

    private static final double ACTIVATION_TOLERANCE = 1e-4;

    /** Where two values of a max-pooling window are nearly equal, rounding decides which of them gets the gradient. */
    private static final double GRADIENT_TOLERANCE = 1e-2;

    /** Rounds in which other work took much of the machine are repeated, but not for ever. */
    private static final int PATIENCE = 3;

    private record Contestant(EngineProcess process, int threads, Map<String, Samples> samples) {}

    private final String part;
    private final Options options;
    private final Report report;
    private final List<Contestant> contestants = new ArrayList<>();

    SideBySide(String part, Options options, Report report) {
        this.part = part;
        this.options = options;
        this.report = report;
    }

    /** Adds an engine. The first is the one that the others are compared with. */
    SideBySide add(EngineKind kind, int threads, Path log) throws IOException {
        var process = new EngineProcess(kind, options.files(), options.layer(), threads, "", log);
        contestants.add(new Contestant(process, threads, new LinkedHashMap<>()));
        return this;
    }

    /** Measures at one size, and returns the table. */
    TextTable measure(PictureSize size) {
        contestants.forEach(contestant -> prepare(contestant, size));
        compare(size);
        for (int round = 0; round < PATIENCE * options.rounds() && !done(); round++) {
            var order = round % 2 == 0 ? contestants : contestants.reversed();
            for (Contestant contestant : order) {
                contestant
                        .samples()
                        .forEach((work, samples) -> contestant.process().time(work, options.milliseconds(), samples));
            }
        }
        return table(size);
    }

    private static void prepare(Contestant contestant, PictureSize size) {
        EngineProcess process = contestant.process();
        process.load(size);
        contestant.samples().clear();
        contestant.samples().put("forward", new Samples());
        if (process.canStep()) {
            contestant.samples().put("step", new Samples());
        }
        contestant.samples().keySet().forEach(process::warmUp); // ends with the work that has most to show
    }

    /** Compares everyone's results with the first one's. */
    private void compare(PictureSize size) {
        EngineProcess first = contestants.getFirst().process();
        float[] activation = first.read("activation");
        float[] gradient = first.canStep() ? first.read("gradient") : new float[0];
        for (Contestant contestant : contestants) {
            EngineProcess process = contestant.process();
            String name = process.kind().label();
            report.version(name, process.version());
            if (process == first) {
                continue;
            }
            float[] itsActivation = process.read("activation");
            Verification.requireClose(name + "'s activation", activation, itsActivation, ACTIVATION_TOLERANCE);
            OptionalDouble gradientError = OptionalDouble.empty();
            if (process.canStep() && gradient.length > 0) {
                float[] itsGradient = process.read("gradient");
                Verification.requireClose(name + "'s gradient", gradient, itsGradient, GRADIENT_TOLERANCE);
                gradientError = OptionalDouble.of(RelativeError.of(gradient, itsGradient));
            }
            double activationError = RelativeError.of(activation, itsActivation);
            report.add(new Report.Agreement(name, size.toString(), activationError, gradientError));
        }
    }

    private boolean done() {
        return contestants.stream()
                .flatMap(contestant -> contestant.samples().values().stream())
                .allMatch(samples -> samples.quietGroups() >= options.rounds());
    }

    private TextTable table(PictureSize size) {
        var table = new TextTable(
                size + ", ms", "threads", "work", "median", "best", "ratio", "of best", "samples", "other work");
        for (String work : List.of("forward", "step")) {
            for (Contestant contestant : contestants) {
                Samples samples = contestant.samples().get(work);
                if (samples != null) {
                    addRow(table, size, work, contestant, samples);
                }
            }
        }
        return table;
    }

    private void addRow(TextTable table, PictureSize size, String work, Contestant contestant, Samples samples) {
        String engine = contestant.process().kind().label();
        double ratio = ratio(work, samples, Samples::median);
        report.add(Report.timing(part, contestant.process().kind(), contestant.threads(), size, work, samples));
        table.row(
                engine,
                String.valueOf(contestant.threads()),
                work,
                TextTable.number(samples.median(), 1),
                TextTable.number(samples.minimum(), 1),
                TextTable.number(ratio, 2),
                TextTable.number(ratio(work, samples, Samples::minimum), 2),
                String.valueOf(samples.milliseconds().size()),
                TextTable.percent(samples.others()));
    }

    /** How many times as long as the first engine; NaN if that one cannot do it. */
    private double ratio(String work, Samples samples, ToDoubleFunction<Samples> measure) {
        Samples first = contestants.getFirst().samples().get(work);
        return first == null ? Double.NaN : measure.applyAsDouble(samples) / measure.applyAsDouble(first);
    }

    @Override
    public void close() {
        contestants.forEach(contestant -> contestant.process().close());
    }
}
