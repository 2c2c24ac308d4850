package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.option.ConversionOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.engine.network.Shape;
import reverie.weights.BundledModel;
import reverie.weights.CaffeConverter;
import reverie.weights.CaffeConverter.Conversion;
import reverie.weights.ModelFile;
import reverie.weights.ModelMetadata;
import reverie.weights.ModelVerifier;
import reverie.weights.fetch.Bytes;
import reverie.weights.fetch.CatalogueEntry;
import reverie.weights.fetch.ModelStore;

/** Model files: fetched, made, described, checked. */
@Command(
        name = "weights",
        description = "Fetch, convert, describe and check model files.",
        mixinStandardHelpOptions = true,
        subcommands = FetchCommand.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  reverie weights list                          what can be fetched",
            "  reverie weights fetch googlenet               for --model googlenet",
            "  reverie weights fetch googlenet --from FILE   from a .caffemodel here",
            "  reverie weights convert FILE.caffemodel       any other network",
            "  reverie weights verify googlenet              check all of a model"
        })
public final class WeightsCommand implements Runnable {

    private static final String MODEL = "The model file, or the name of a model that has been fetched.";

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "no command given");
    }

    @Command(
            name = "list",
            description = {
                "List the models that can be fetched, and those that are here.",
                "Any of their names can stand after --model once the model is here."
            },
            mixinStandardHelpOptions = true)
    int list() throws IOException {
        ModelStore store = ModelStore.ofUser();
        String row = "%-12s %9s  %-14s %-22s %s";
        PrintWriter out = spec.commandLine().getOut();
        out.println(row.formatted("name", "size", "licence", "default layer", "here"));
        try (ModelFile bundled = BundledModel.open()) {
            var metadata = bundled.model().metadata();
            out.println(row.formatted(
                    BundledModel.NAME,
                    Bytes.text(bundled.size()),
                    metadata.get(ModelMetadata.LICENCE),
                    metadata.get(ModelMetadata.DREAM_LAYER),
                    "in the program"));
        }
        for (CatalogueEntry model : store.catalogue().models()) {
            out.println(row.formatted(
                    model.name(), Bytes.text(model.size()), model.licence(), model.layer(), place(store, model)));
        }
        return 0;
    }

    private static String place(ModelStore store, CatalogueEntry model) {
        if (store.has(model)) {
            return store.file(model).toString();
        }
        long part = store.downloaded(model);
        return part == 0 ? "no" : "no, but %s of it".formatted(Bytes.text(part));
    }

    @Command(
            name = "convert",
            description = "Make a model file from a .caffemodel, with or without its deploy .prototxt.",
            mixinStandardHelpOptions = true)
    int convert(
            @Parameters(paramLabel = "CAFFEMODEL", description = "The weights, in either of Caffe's layouts.")
                    Path weights,
            @Mixin ConversionOptions options,
            @Option(names = "--name", paramLabel = "NAME", description = "What to call the model.") String name,
            @Option(
                            names = "--licence",
                            paramLabel = "TEXT",
                            description = "The terms under which the weights may be used.")
                    String licence,
            @Mixin OutputOptions output)
            throws IOException {
        Path target = output.file().orElseGet(() -> defaultTarget(weights));
        output.check(target);
        var settings = new CaffeConverter.Settings(
                weights,
                options.definition(),
                options.labels(),
                options.mean(),
                Optional.ofNullable(name),
                Optional.ofNullable(licence));
        Conversion conversion = CaffeConverter.convert(settings, target, output.force());
        ConversionOptions.tell(conversion, spec.commandLine().getErr());
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
    int info(@Parameters(paramLabel = "MODEL", description = MODEL) Path model) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (ModelFile file = ModelOptions.open(model)) {
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
    int verify(@Parameters(paramLabel = "MODEL", description = MODEL) Path model) throws IOException {
        ModelVerifier.Report report;
        String name;
        try (ModelFile file = ModelOptions.open(model)) {
            report = ModelVerifier.verify(file);
            name = file.file().name();
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("%s is sound: %s, %d layers, %d tensors, %d parameters"
                .formatted(name, report.network(), report.layers(), report.tensors(), report.parameters()));
        if (!report.unused().isEmpty()) {
            out.println("tensors that no layer uses: " + String.join(", ", report.unused()));
        }
        line(out, "sha256", report.sha256());
        return 0;
    }
}
