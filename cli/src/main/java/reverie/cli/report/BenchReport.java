package reverie.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import reverie.cli.measure.Machine;
import reverie.cli.measure.Measurement;
import reverie.cli.measure.Measurement.PassTiming;
import reverie.kernels.Peak;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A measurement as people read it, and as programs do.
 *
 * @param network what was run, and with which weights
 */
public record BenchReport(Machine machine, String network, Measurement measurement) {

    /** The lines to print. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("machine    %s, %s, %d processors, %s"
                .formatted(machine.processor(), machine.architecture(), machine.processors(), machine.system()));
        lines.add("java       " + machine.java());
        lines.add("backend    " + measurement.backend());
        lines.add("network    %s, to %s".formatted(network, measurement.layer()));
        lines.add("verified   against the reference at %s: gradient within %s"
                .formatted(measurement.verifiedSize(), text("%.1e", measurement.gradientError())));
        measurement
                .peak()
                .ifPresent(all -> lines.add("peak       %s GFLOP/s, one thread %s"
                        .formatted(
                                text("%.0f", all.gigaflops()),
                                text(
                                        "%.0f",
                                        measurement
                                                .peakOfOneThread()
                                                .orElse(all)
                                                .gigaflops()))));
        lines.add("first step %s ms at %s, with all that is done only once; see below for the others"
                .formatted(
                        text("%.0f", measurement.firstStepMilliseconds()),
                        measurement.passes().getFirst().size()));
        lines.add("");
        lines.add(row("size", "pass", "median", "min", "runs", "GFLOP/s", "of peak"));
        for (PassTiming pass : measurement.passes()) {
            lines.add(row(
                    pass.size(),
                    pass.kind().name().toLowerCase(Locale.ROOT),
                    text("%.1f ms", pass.timing().median()),
                    text("%.1f ms", pass.timing().minimum()),
                    pass.timing().milliseconds().size(),
                    text("%.1f", pass.gigaflops()),
                    shareOfPeak(pass).map(share -> text("%.0f %%", 100 * share)).orElse("")));
        }
        lines.add("");
        measurement
                .peakResidentBytes()
                .ifPresent(bytes ->
                        lines.add("memory     %d MB at most, all of Java included".formatted(bytes / 1_000_000)));
        lines.add("GFLOP/s are operations of the direct sums, two per product, over the median time, whatever a kernel"
                + " really computes; a step is forward and back to the pixels.");
        return lines;
    }

    private Optional<Double> shareOfPeak(PassTiming pass) {
        return measurement.peak().map(peak -> pass.gigaflops() / peak.gigaflops());
    }

    private static String row(Object... cells) {
        return "%-11s  %-7s  %11s  %11s  %5s  %8s  %7s".formatted(cells).stripTrailing();
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The same as JSON. */
    public String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("reverie", Version.number());
        report.put("processor", machine.processor());
        report.put("architecture", machine.architecture());
        report.put("processors", machine.processors());
        report.put("system", machine.system());
        report.put("java", machine.java());
        machine.load().ifPresent(load -> report.put("load_before", load));
        report.put("backend", measurement.backend());
        report.put("threads", measurement.threads());
        measurement.peak().map(Peak::vectorBits).ifPresent(bits -> report.put("vector_bits", bits));
        report.put("network", network);
        report.put("layer", measurement.layer());
        report.put("verified_size", measurement.verifiedSize().toString());
        report.put("gradient_error", measurement.gradientError());
        measurement.peak().ifPresent(peak -> report.put("peak_gflops", peak.gigaflops()));
        measurement.peakOfOneThread().ifPresent(peak -> report.put("peak_gflops_one_thread", peak.gigaflops()));
        report.put("first_step_ms", measurement.firstStepMilliseconds());
        report.put("passes", measurement.passes().stream().map(this::json).toList());
        measurement.peakResidentBytes().ifPresent(bytes -> report.put("peak_resident_bytes", bytes));
        return JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(report)
                + System.lineSeparator();
    }

    private Map<String, Object> json(PassTiming pass) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("size", pass.size().toString());
        entry.put("pass", pass.kind().name().toLowerCase(Locale.ROOT));
        entry.put("median_ms", pass.timing().median());
        entry.put("min_ms", pass.timing().minimum());
        entry.put("gflop", pass.flops() / 1e9);
        entry.put("gflops", pass.gigaflops());
        shareOfPeak(pass).ifPresent(share -> entry.put("share_of_peak", share));
        entry.put("ms", pass.timing().milliseconds());
        return entry;
    }
}
