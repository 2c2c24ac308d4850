package reverie.bench.peer;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.DoubleStream;
import reverie.bench.PictureSize;
import reverie.bench.peer.Options.Part;

/** The command: compares Reverie with other engines, prints tables, and writes a report as JSON and a chart as SVG. */
public final class PeerComparison {

    private static final int STARTS = 3;

    private final Options options;
    private final Report report = new Report();
    private final PrintStream out;
    private final Path log;

    private PeerComparison(Options options, PrintStream out, Path log) {
        this.options = options;
        this.out = out;
        this.log = log;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Options options = Options.parse(arguments);
        for (Path file : List.of(options.files().weights(), options.files().definition())) {
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(
                        "'%s' is not there; name the files with --weights and --definition".formatted(file));
            }
        }
        Path log = options.json().resolveSibling("comparison.log");
        Files.createDirectories(log.getParent());
        Files.writeString(log, "");
        var comparison = new PeerComparison(options, System.out, log);
        try {
            comparison.run();
        } finally {
            comparison.report.write(options.json());
            System.out.println("report: " + options.json());
        }
    }

    private void run() throws IOException, InterruptedException {
        out.printf("%s%n%s, %d threads%n%n", report.machine(), options.layer(), options.threads());
        if (options.parts().contains(Part.COMPARE)) {
            try (var all = new SideBySide("compare", options, report)) {
                for (EngineKind kind : options.engines()) {
                    all.add(kind, options.threads(), log);
                }
                options.sizes().forEach(size -> out.println(all.measure(size)));
            }
            out.println(report.agreementTable());
        }
        if (options.parts().contains(Part.MEMORY)) {
            out.println(memory());
        }
        if (options.parts().contains(Part.SCALING)) {
            try (var counts = new SideBySide("scaling", options, report)) {
                counts.add(EngineKind.REVERIE, options.threads(), log).add(EngineKind.REVERIE, 1, log);
                options.sizes().forEach(size -> out.println(counts.measure(size)));
            }
        }
        if (options.parts().contains(Part.START)) {
            out.println(start());
        }
        if (options.parts().contains(Part.PIXELS)) {
            out.println(pixels());
        }
        if (options.parts().contains(Part.ROOFLINE)) {
            var measured = new RooflineMeasurement(options).measure();
            report.set(measured);
            Files.writeString(options.chart(), new RooflineChart(measured).svg());
            out.println(measured.table());
            out.println("chart: " + options.chart() + "\n");
        }
        if (options.parts().contains(Part.DREAM)) {
            out.println(new WholeDream(options, report, log).measure());
        }
    }

    private EngineProcess start(EngineKind kind, String heap) throws IOException {
        return new EngineProcess(kind, options.files(), options.layer(), options.threads(), heap, log);
    }

    /** One step in a new process each, and what the process took for it at most. */
    private TextTable memory() throws IOException {
        PictureSize size = options.largest();
        var table = new TextTable("one step at " + size + ", MB", "peak", "JVM and model before", "engine");
        for (EngineKind kind : options.engines()) {
            try (EngineProcess process = start(kind, options.heap())) {
                long host = process.load(size);
                String work = process.canStep() ? "step" : "forward";
                process.time(work, 0, new Samples());
                long peak = process.peakMemory();
                report.add(new Report.Memory(kind.label(), size.toString(), peak, host, options.heap()));
                table.row(
                        work.equals("step") ? kind.label() : kind.label() + ", forward only",
                        TextTable.number(peak / 1024.0, 0),
                        TextTable.number(host / 1024.0, 0),
                        TextTable.number((peak - host) / 1024.0, 0));
            }
        }
        return table;
    }

    /** The first step that a process takes, while Java still compiles, beside a steady one. */
    private TextTable start() throws IOException {
        PictureSize size = options.largest();
        var first = new Samples();
        var steady = new Samples();
        for (int i = 0; i < STARTS; i++) {
            try (EngineProcess process = start(EngineKind.REVERIE, "")) {
                process.load(size);
                process.time("step", 0, first);
                process.warmUp("step");
                process.time("step", options.milliseconds(), steady);
            }
        }
        var table = new TextTable("step at " + size + ", ms", "median", "best", "ratio", "other work");
        addStart(table, size, "first step of a process", first, first.median() / steady.median());
        addStart(table, size, "steady step", steady, 1);
        return table;
    }

    private void addStart(TextTable table, PictureSize size, String work, Samples samples, double ratio) {
        report.add(Report.timing("start", EngineKind.REVERIE, options.threads(), size, work, samples));
        table.row(
                work,
                TextTable.number(samples.median(), 1),
                TextTable.number(samples.minimum(), 1),
                TextTable.number(ratio, 2),
                TextTable.percent(samples.others()));
    }

    /** Steps from a quarter to three megapixels, at 9 to 16. */
    private TextTable pixels() throws IOException {
        var table = new TextTable("step of reverie", "megapixels", "median, ms", "ns per pixel", "other work");
        try (EngineProcess process = start(EngineKind.REVERIE, "")) {
            for (double megapixels : DoubleStream.of(0.25, 0.5, 1, 1.5, 2, 3).toArray()) {
                int height = (int) Math.round(Math.sqrt(megapixels * 1e6 * 9 / 16));
                var size = new PictureSize(height, (int) Math.round(megapixels * 1e6 / height));
                var samples = new Samples();
                process.load(size);
                process.warmUp("step");
                for (int round = 0; round < options.rounds(); round++) {
                    process.time("step", options.milliseconds(), samples);
                }
                report.add(Report.timing("pixels", EngineKind.REVERIE, options.threads(), size, "step", samples));
                table.row(
                        size.toString(),
                        TextTable.number(megapixels, 2),
                        TextTable.number(samples.median(), 1),
                        TextTable.number(samples.median() * 1e6 / (size.height() * size.width()), 1),
                        TextTable.percent(samples.others()));
            }
        }
        return table;
    }
}
