package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.option.OutputOptions;
import reverie.cli.report.UsageException;
import reverie.engine.network.Shape;
import reverie.weights.CaffeConverter;
import reverie.weights.CaffeConverter.Conversion;
import reverie.weights.ModelFile;
import reverie.weights.ModelVerifier;

/** Model files: made, described, checked. */
@Command(
        name = "weights",
        description = "Convert, describe and check model files.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class WeightsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }

    @Command(
            name = "convert",
            description = "Make a model file from a .caffemodel, with or without its deploy .prototxt.",
            mixinStandardHelpOptions = true)
    int convert(
            @Parameters(paramLabel = "CAFFEMODEL", description = "The weights, in either of Caffe's layouts.")
                    Path weights,
            @Option(
                            names = {"-d", "--definition", "--prototxt"},
                            paramLabel = "PROTOTXT",
                            description = "The network's definition. Without it, the one that the weights carry.")
                    Path definition,
            @Option(
                            names = "--labels",
                            paramLabel = "FILE",
                            description = "Names of the classes, one per line, such as synset_words.txt.")
                    Path labels,
            @Option(
                            names = "--mean",
                            paramLabel = "B,G,R",
                            split = ",",
                            description = "Mean pixel. Without it, what the files say, or else 104,117,123.")
                    List<Float> mean,
            @Option(names = "--name", paramLabel = "NAME", description = "What to call the model.") String name,
            @Option(
                            names = "--licence",
                            paramLabel = "TEXT",
                            description = "The terms under which the weights may be used.")
                    String licence,
            @Mixin OutputOptions output)
            throws IOException {
        if (mean != null && mean.size() != 3) {
            throw new UsageException("--mean takes three numbers, not " + mean.size());
        }
        if (mean != null && !mean.stream().allMatch(Float::isFinite)) {
            throw new UsageException("--mean takes numbers, not " + mean);
        }
        Path target = output.file().orElseGet(() -> defaultTarget(weights));
        output.check(target);
        var settings = new CaffeConverter.Settings(
                weights,
                Optional.ofNullable(definition),
                Optional.ofNullable(labels),
                Optional.ofNullable(mean),
                Optional.ofNullable(name),
                Optional.ofNullable(licence));
        Conversion conversion = CaffeConverter.convert(settings, target, output.force());
        PrintWriter err = spec.commandLine().getErr();
        conversion.notes().forEach(err::println);
        if (!conversion.ignored().isEmpty()) {
            err.println("left out, since the network does not use them: " + String.join(", ", conversion.ignored()));
        }
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private static Path defaultTarget(Path weights) {
        String name = Path.of(weights.toString()).getFileName().toString();
        return Path.of(name.replaceFirst("\\.caffemodel$", "") + ".safetensors");
    }

    @Command(
            name = "info",
            description = "Say what a model file is: its network, source, mean pixel, licence.",
            mixinStandardHelpOptions = true)
    int info(@Parameters(paramLabel = "FILE", description = "The model file.") Path path) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (ModelFile file = ModelFile.open(path)) {
            var definition = file.model().definition();
            Shape size = definition.inputShape();
            line(out, "network", definition.name());
            line(out, "layers", String.valueOf(definition.nodes().size()));
            line(out, "made for", "%d x %d pixels".formatted(size.width(), size.height()));
            line(out, "labels", String.valueOf(file.model().labels().size()));
            file.file().metadata().forEach((key, value) -> {
                if (!value.contains("\n")) {
                    line(out, key, value);
                }
            });
            line(out, "sha256", file.sha256());
        }
        return 0;
    }

    private static void line(PrintWriter out, String key, String value) {
        out.println("%-18s %s".formatted(key, value));
    }

    @Command(
            name = "verify",
            description = "Read all of a model file and check it: shapes, sizes, finite values.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = "FILE", description = "The model file.") Path path) throws IOException {
        ModelVerifier.Report report = ModelVerifier.verify(path);
        PrintWriter out = spec.commandLine().getOut();
        out.println("%s is sound: %s, %d layers, %d tensors, %d parameters"
                .formatted(path, report.network(), report.layers(), report.tensors(), report.parameters()));
        if (!report.unused().isEmpty()) {
            out.println("tensors that no layer uses: " + String.join(", ", report.unused()));
        }
        line(out, "sha256", report.sha256());
        return 0;
    }
}
