package reverie.cli.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import reverie.engine.comparison.DreamTrack;
import reverie.engine.image.ImageDifference;
import tools.jackson.databind.json.JsonMapper;

/** What was found, for programs: two tables as CSV (RFC 4180), and everything as JSON. The same findings give the same text. */
final class ComparisonData {

    private static final String LINE_END = "\r\n";

    private final Findings findings;

    ComparisonData(Findings findings) {
        this.findings = findings;
    }

    /** One line for each change. A cell is empty where there is no such number. */
    String table() {
        StringBuilder csv = new StringBuilder();
        List<Map<String, Object>> rows = findings.compared().stream()
                .map(this::row)
                .map(row -> {
                    Map<String, Object> flat = new LinkedHashMap<>();
                    row.forEach((key, value) -> {
                        if (value instanceof Map<?, ?> cosines) {
                            cosines.forEach((layer, cosine) -> flat.put(key + " " + layer, cosine));
                        } else {
                            flat.put(key, value);
                        }
                    });
                    return flat;
                })
                .toList();
        append(csv, new ArrayList<>(rows.getFirst().keySet()));
        rows.forEach(row -> append(csv, new ArrayList<>(row.values())));
        return csv.toString();
    }

    /** One line for each step of each change. */
    String growth() {
        StringBuilder csv = new StringBuilder();
        append(csv, List.of("change", "step", "octave", "iteration", "rmse"));
        for (ComparedDream compared : findings.compared()) {
            int step = 0;
            for (DreamTrack.Distance distance : compared.growth()) {
                append(
                        csv,
                        List.of(
                                compared.change().text(),
                                ++step,
                                distance.octave(),
                                distance.iteration(),
                                distance.rootMeanSquare()));
            }
        }
        return csv.toString();
    }

    private static void append(StringBuilder csv, List<Object> cells) {
        csv.append(cells.stream().map(ComparisonData::cell).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    private static String cell(Object value) {
        String text = value == null ? "" : value.toString();
        return text.matches("[^\",\r\n]*") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** All of it. */
    String json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("photo", findings.photo().fileName());
        json.put("photo_sha256", findings.photo().sha256());
        json.put("width", findings.recipe().width());
        json.put("height", findings.recipe().height());
        json.put("model", findings.recipe().model().name());
        json.put("objective", findings.objective());
        json.put("seed", findings.recipe().spec().seed());
        json.put("octaves", findings.recipe().spec().settings().octaves());
        json.put("iterations", findings.recipe().spec().settings().iterations());
        json.put("classes_compared", findings.classes());
        json.put("rows_compared_between_steps", "every %d".formatted(findings.everyRow()));
        Map<String, Object> dream = new LinkedHashMap<>();
        put(dream, "", findings.dream().difference());
        dream.put("cosines", numbers(findings.dream().cosines()));
        json.put("photo_to_dream", dream);
        List<Map<String, Object>> changes = new ArrayList<>();
        for (ComparedDream compared : findings.compared()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row(compared).forEach((key, value) -> row.put(key, jsonValue(value)));
            row.put(
                    "growth",
                    compared.growth().stream()
                            .map(DreamTrack.Distance::rootMeanSquare)
                            .toList());
            changes.add(row);
        }
        json.put("changes", changes);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    /** JSON has no infinity, which the signal-to-noise ratio of equal pictures is. */
    private static Object jsonValue(Object value) {
        return value instanceof Double number && !Double.isFinite(number) ? null : value;
    }

    /** Cosines by layer; null where there is none. */
    private static Map<String, Object> numbers(Map<String, Double> values) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        values.forEach((key, value) -> numbers.put(key, finite(value)));
        return numbers;
    }

    /** All numbers about a change, in the order of the columns; null where there is none. */
    private Map<String, Object> row(ComparedDream compared) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("change", compared.change().text());
        row.put("seed", findings.recipe().spec().seed() + compared.change().seeds());
        row.put("identical", compared.isSameFile());
        put(row, "photos_", compared.photos().difference());
        put(row, "dreams_", compared.dreams().difference());
        row.put("amplification", value(compared.amplification()));
        row.put("dreamt_correlation", finite(compared.correlation()));
        row.put(
                "undone_rmse",
                compared.undone()
                        .<Object>map(undone -> undone.difference().rootMeanSquare())
                        .orElse(null));
        row.put(
                "undone_ssim",
                compared.undone()
                        .<Object>map(undone -> undone.difference().structuralSimilarity())
                        .orElse(null));
        row.put(
                "undone_dreamt_correlation",
                compared.undone().map(undone -> finite(undone.correlation())).orElse(null));
        row.put(
                "doublings_per_step",
                compared.rate().<Object>map(rate -> rate.doublingsPerStep()).orElse(null));
        row.put("growth_fit", compared.rate().<Object>map(rate -> rate.fit()).orElse(null));
        row.put(
                "growth_steps",
                compared.rate().<Object>map(rate -> rate.steps()).orElse(null));
        row.put("photos_common_classes", classes(compared.photos()));
        row.put("dreams_common_classes", classes(compared.dreams()));
        row.put("photos_cosine", numbers(compared.photos().cosines()));
        row.put("dreams_cosine", numbers(compared.dreams().cosines()));
        return row;
    }

    private static Object finite(double value) {
        return Double.isNaN(value) ? null : value;
    }

    private static Object value(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static Object classes(Likeness likeness) {
        return likeness.commonClasses().isPresent() ? likeness.commonClasses().getAsInt() : null;
    }

    private static void put(Map<String, Object> row, String prefix, ImageDifference difference) {
        row.put(prefix + "rmse", difference.rootMeanSquare());
        row.put(prefix + "mean_absolute", difference.meanAbsolute());
        row.put(prefix + "greatest", difference.greatest());
        row.put(prefix + "psnr", difference.peakSignalToNoise());
        row.put(prefix + "ssim", difference.structuralSimilarity());
    }
}
