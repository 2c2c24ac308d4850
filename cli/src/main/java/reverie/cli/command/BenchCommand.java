package reverie.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.dream.LayerChoice;
import reverie.cli.measure.Machine;
import reverie.cli.measure.Measurement;
import reverie.cli.measure.Measurement.Patience;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.PictureSize;
import reverie.cli.report.BenchReport;
import reverie.cli.report.UsageException;
import reverie.engine.layer.LayerException;
import reverie.engine.network.GoogLeNet;
import reverie.engine.network.MemoryForecast;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.RandomWeights;
import reverie.engine.network.Weights;
import reverie.kernels.Backend;
import reverie.kernels.BackendProvider;
import reverie.weights.AtomicFile;
import reverie.weights.ModelFile;

/** Measures how fast this machine dreams. */
@Command(
        name = "bench",
        description = {
            "Measure how fast this machine dreams, in about a minute.",
            "Without a model GoogLeNet runs with random weights, which takes as long. Results are compared with the"
                    + " reference first. Other work on the machine makes the figures worse."
        },
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    /** What classifiers look at, and the photo of the original notebook. */
    private static final List<PictureSize> SIZES = List.of(new PictureSize(224, 224), new PictureSize(1024, 575));

    /** The reference would take minutes at those. */
    private static final List<PictureSize> SIZES_FOR_THE_SLOW = List.of(new PictureSize(64, 64));

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            converter = PictureSize.Converter.class,
            description = "Size of the picture; may be given several times. Default: 224x224 and 1024x575.")
    private List<PictureSize> sizes;

    @Option(
            names = {"-l", "--layer"},
            paramLabel = "LAYER",
            description = "Where passes end. Default: what 'reverie dream' would take.")
    private String layer;

    @Option(names = "--quick", description = "Take a few seconds, by default at 224x224 only; the figures are rougher.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON, too.")
    private Path json;

    @Option(names = "--force", description = "Overwrite a JSON file that is there already.")
    private boolean force;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() throws IOException {
        if (json != null) {
            OutputOptions.check(json, force);
        }
        Optional<ModelFile> file = modelOptions.openIfNamed();
        if (file.isPresent()) {
            try (ModelFile open = file.get()) {
                NetworkDefinition definition = open.model().definition();
                measure(definition, open.model().weights(), definition.name());
            }
        } else {
            NetworkDefinition definition = GoogLeNet.definition();
            var weights = new RandomWeights(definition);
            // Drawn beforehand: nobody who dreams waits for random numbers.
            definition.ancestors(List.of(target(definition))).forEach(node -> weights.weight(node.name()));
            measure(definition, weights, definition.name() + " with random weights");
        }
        return 0;
    }

    private String target(NetworkDefinition definition) {
        return layer == null ? LayerChoice.usual(definition) : LayerChoice.one(definition, layer);
    }

    private void measure(NetworkDefinition definition, Weights weights, String network) throws IOException {
        String target = target(definition);
        PrintWriter err = spec.commandLine().getErr();
        Machine machine = Machine.here();
        if (machine.isBusy()) {
            err.println(
                    "warning: %.1f threads are busy on this machine already; the figures will be worse than they could be"
                            .formatted(machine.load().getAsDouble()));
        }
        BackendProvider provider = backendOptions.choose(err);
        List<PictureSize> chosen = chosenSizes(provider);
        chosen.forEach(size -> requireRunnable(definition, target, size));
        try (Backend backend = provider.open(backendOptions.settings().withThreads(1))) {
            chosen.forEach(size -> requireFits(definition, backend, target, size));
        }
        Measurement measurement = Measurement.take(
                provider,
                backendOptions.settings(),
                definition,
                weights,
                target,
                chosen,
                quick ? Patience.LITTLE : Patience.USUAL,
                doing -> err.println("measuring: " + doing));
        var report = new BenchReport(machine, network, measurement);
        report.lines().forEach(spec.commandLine().getOut()::println);
        if (json != null) {
            AtomicFile.write(json, force, out -> out.write(report.json().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private List<PictureSize> chosenSizes(BackendProvider provider) {
        List<PictureSize> usual = provider.name().equals("reference") ? SIZES_FOR_THE_SLOW : SIZES;
        if (sizes != null) {
            return sizes;
        }
        return quick ? usual.subList(0, 1) : usual;
    }

    private static void requireRunnable(NetworkDefinition definition, String target, PictureSize size) {
        if (new NetworkShapes(definition, size.height(), size.width())
                .find(target)
                .isEmpty()) {
            throw new UsageException(
                    "layer %s cannot run on a picture of %s pixels; --size takes another".formatted(target, size));
        }
    }

    private static void requireFits(NetworkDefinition definition, Backend backend, String target, PictureSize size) {
        long heap = Runtime.getRuntime().maxMemory();
        boolean fits = MemoryForecast.of(definition, backend, size.height(), size.width(), List.of(target))
                .filter(memory -> memory.bytes() < heap)
                .isPresent();
        if (!fits) {
            throw new LayerException("a step to %s on %s pixels needs more memory than the %d MB that Java may use"
                    .formatted(target, size, heap / 1_000_000));
        }
    }
}
