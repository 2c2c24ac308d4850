package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import reverie.bench.PictureSize;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that was found, as it goes into the JSON file. */
final class Report {

    /**
     * How long something took.
     *
     * @param part the part of the comparison that it belongs to
     * @param work forward, step, or a whole dream
     * @param median of the samples, in milliseconds
     * @param minimum of the samples, in milliseconds
     * @param others the share of the machine, 0 to 1, that other work took meanwhile
     */
    record Timing(
            String part,
            String engine,
            int threads,
            String size,
            String work,
            double median,
            double minimum,
            double others,
            List<Double> samples) {}

    /**
     * How far an engine's results are from Reverie's: |difference| / |Reverie's|, in the Euclidean norm.
     *
     * @param gradient empty for engines without a backward
     */
    record Agreement(String engine, String size, double activation, OptionalDouble gradient) {}

    /**
     * Memory of a process that did one step, in kB.
     *
     * @param peak the greatest resident memory
     * @param host resident before the engine was touched: the JVM, the model and the picture
     * @param heap the greatest Java heap
     */
    record Memory(String engine, String size, long peak, long host, String heap) {}

    /** How long something took, from its samples. */
    static Timing timing(String part, EngineKind engine, int threads, PictureSize size, String work, Samples samples) {
        return new Timing(
                part,
                engine.label(),
                threads,
                size.toString(),
                work,
                samples.median(),
                samples.minimum(),
                samples.others(),
                samples.milliseconds());
    }

    private final Machine machine = Machine.here();
    private final Map<String, String> versions = new TreeMap<>();
    private final List<Timing> timings = new ArrayList<>();
    private final List<Agreement> agreements = new ArrayList<>();
    private final List<Memory> memory = new ArrayList<>();
    private Roofline roofline;

    void version(String engine, String version) {
        versions.put(engine, version);
    }

    void add(Timing timing) {
        timings.add(timing);
    }

    void add(Agreement agreement) {
        agreements.add(agreement);
    }

    void add(Memory measured) {
        memory.add(measured);
    }

    void set(Roofline measured) {
        roofline = measured;
    }

    Machine machine() {
        return machine;
    }

    /** How far the engines' results are from Reverie's. */
    TextTable agreementTable() {
        var table = new TextTable("relative error", "size", "activation", "gradient");
        for (Agreement found : agreements) {
            table.row(
                    found.engine(),
                    found.size(),
                    exponent(found.activation()),
                    found.gradient().isPresent() ? exponent(found.gradient().getAsDouble()) : "");
        }
        return table;
    }

    private static String exponent(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }

    String json() {
        var everything = new LinkedHashMap<String, Object>();
        everything.put("machine", machine);
        everything.put("versions", versions);
        everything.put("timings", timings);
        everything.put("agreements", agreements);
        everything.put("memory", memory);
        if (roofline != null) {
            everything.put("roofline", roofline);
        }
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(everything)
                + "\n";
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, json());
    }
}
