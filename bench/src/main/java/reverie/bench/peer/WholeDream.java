package reverie.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.bench.PictureSize;
import reverie.weights.CaffeConverter;

/**
 * A whole dream with default settings as a whole process, from its start to the picture on disk: the command {@code reverie
 * dream}, and the same loop in PyTorch. Both read the same model file and the same photo, and both run in a JVM.
 */
final class WholeDream {

    private final Options options;
    private final Report report;
    private final Path log;

    WholeDream(Options options, Report report, Path log) {
        this.options = options;
        this.report = report;
        this.log = log;
    }

    TextTable measure() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("reverie-peers");
        try {
            return measure(folder);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private TextTable measure(Path folder) throws IOException, InterruptedException {
        PictureSize size = options.largest();
        Path model = folder.resolve("model.safetensors");
        CaffeConverter.convert(options.files().settings(), model, true);
        Path photo = folder.resolve("photo.png");
        Pictures.writePng(TestPicture.of(size), photo);
        run(List.of(options.launcher().toString(), "--version")); // which builds, if need be
        Map<EngineKind, List<String>> commands = commands(photo, model, folder.resolve("dream.png"));
        Map<EngineKind, Samples> samples = new LinkedHashMap<>();
        commands.keySet().forEach(kind -> samples.put(kind, new Samples()));
        List<EngineKind> order = List.copyOf(commands.keySet());
        for (int round = 0; round < options.rounds(); round++) {
            // There and back through the list.
            for (EngineKind kind : round % 2 == 0 ? order : order.reversed()) {
                time(commands.get(kind), samples.get(kind));
            }
        }
        return table(size, samples);
    }

    private Map<EngineKind, List<String>> commands(Path photo, Path model, Path dream) {
        String threads = String.valueOf(options.threads());
        Map<EngineKind, List<String>> commands = new LinkedHashMap<>();
        commands.put(
                EngineKind.REVERIE,
                List.of(
                        options.launcher().toString(),
                        "dream",
                        photo.toString(),
                        "--model",
                        model.toString(),
                        "--layer",
                        options.layer(),
                        "--threads",
                        threads,
                        "--force",
                        "--output",
                        dream.toString()));
        for (EngineKind kind : List.of(EngineKind.PYTORCH, EngineKind.PYTORCH_CHANNELS_LAST)) {
            if (options.engines().contains(kind)) {
                List<String> command =
                        new ArrayList<>(EngineProcess.javaCommand(kind.classPath(EngineProcess.peersFolder()), ""));
                command.addAll(List.of(
                        WholeDream.class.getPackageName() + ".TorchDream",
                        kind.label(),
                        photo.toString(),
                        model.toString(),
                        options.layer(),
                        threads,
                        dream.toString()));
                commands.put(kind, command);
            }
        }
        return commands;
    }

    private void time(List<String> command, Samples samples) throws IOException, InterruptedException {
        long others = ProcessStatus.machineTime() - ProcessStatus.self().childrensProcessorTime();
        long start = System.nanoTime();
        run(command);
        double seconds = (System.nanoTime() - start) / 1e9;
        others = ProcessStatus.machineTime() - ProcessStatus.self().childrensProcessorTime() - others;
        double available = 100 * seconds * Runtime.getRuntime().availableProcessors();
        samples.add(List.of(1000 * seconds), Math.clamp(others / available, 0, 1));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(EngineProcess.environment(options.threads()));
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("%s ended with code %d; see %s".formatted(command, code, log));
        }
    }

    private TextTable table(PictureSize size, Map<EngineKind, Samples> samples) {
        var table = new TextTable("whole dream at " + size + ", s", "median", "best", "ratio", "other work");
        double first = samples.get(EngineKind.REVERIE).median();
        samples.forEach((kind, times) -> {
            report.add(Report.timing("dream", kind, options.threads(), size, "whole dream", times));
            table.row(
                    kind.label(),
                    TextTable.number(times.median() / 1000, 1),
                    TextTable.number(times.minimum() / 1000, 1),
                    TextTable.number(times.median() / first, 2),
                    TextTable.percent(times.others()));
        });
        return table;
    }
}
