package reverie.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reverie.cli.dream.LayerChoice;
import reverie.cli.option.BackendOptions;
import reverie.cli.option.ModelOptions;
import reverie.cli.option.OutputOptions;
import reverie.cli.picture.PhotoReader;
import reverie.cli.report.UsageException;
import reverie.engine.image.Image;
import reverie.engine.network.ChannelsFirst;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.network.Shape;
import reverie.engine.network.Tensor;
import reverie.engine.objective.L2Objective;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.weights.ModelFile;
import reverie.weights.Safetensors;
import reverie.weights.SafetensorsWriter;
import reverie.weights.SafetensorsWriter.Item;

/** Writes what a network computes. */
@Command(
        name = "trace",
        description = {
            "Write what the network computes, for study and comparison.",
            "The .safetensors file has 'input' and, for each layer, 'activation:LAYER' and 'gradient:LAYER', the input"
                    + " gradient of half the layer's sum of squares; all float32, channels x height x width, the input as"
                    + " the network sees it, mean subtracted."
        },
        mixinStandardHelpOptions = true)
public final class TraceCommand implements Callable<Integer> {

    private static final String INPUT = "input";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PHOTO", description = "The photo, taken at its own size.")
    private Path photo;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "Instead of a photo: a .safetensors file with a tensor 'input', 3 x height x width.")
    private Path input;

    @Option(
            names = {"-l", "--layer"},
            paramLabel = "LAYER",
            required = true,
            description = "A layer to trace; may be given several times.")
    private List<String> layers;

    @Mixin
    private ModelOptions modelOptions;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private OutputOptions outputOptions;

    @Override
    public Integer call() throws IOException {
        if ((photo == null) == (input == null)) {
            throw new UsageException("name either a PHOTO or --input FILE");
        }
        Path target = outputOptions.fileOrBeside(photo == null ? input : photo, ".trace.safetensors");
        outputOptions.check(target);
        try (ModelFile file = modelOptions.open();
                Backend backend = backendOptions.open(spec.commandLine().getErr())) {
            Model model = file.model();
            List<String> names = layers.stream()
                    .map(name -> LayerChoice.one(model.definition(), name))
                    .distinct()
                    .toList();
            Tensor tensor = photo == null ? readInput(model) : readPhoto(model);
            Shape size = new Shape(
                    tensor.shape().get(1), tensor.shape().get(2), tensor.shape().get(0));
            Pass pass = new Network(model.definition(), model.weights(), backend)
                    .prepare(size.height(), size.width(), names);
            backend.write(ChannelsFirst.toChannelsLast(tensor.values(), size), pass.input());
            pass.forwardTo(names.toArray(String[]::new));
            modelOptions.tellDefault(spec.commandLine().getErr());
            List<Item> items = new ArrayList<>();
            items.add(Item.of(INPUT, tensor.shape(), tensor.values()));
            for (String name : names) {
                items.add(item("activation:" + name, backend, pass.activation(name)));
                new L2Objective().differentiate(backend, pass.activation(name), pass.gradient(name));
                pass.backwardFrom(name);
                items.add(item("gradient:" + name, backend, pass.inputGradient()));
            }
            // In this order, and without the number of threads: the same trace is the same file.
            Map<String, String> metadata = new LinkedHashMap<>();
            metadata.put("model", model.definition().name());
            metadata.put("model_sha256", file.sha256());
            metadata.put("backend", backend.name());
            outputOptions.write(target, out -> SafetensorsWriter.write(out, metadata, items));
        }
        spec.commandLine().getOut().println(target);
        return 0;
    }

    private Tensor readPhoto(Model model) throws IOException {
        Image image = PhotoReader.read(photo);
        float[] values = model.preprocessing().toInput(image);
        return new Tensor(
                List.of(3, image.height(), image.width()),
                ChannelsFirst.fromChannelsLast(values, new Shape(image.height(), image.width(), 3)));
    }

    private Tensor readInput(Model model) throws IOException {
        try (Safetensors file = Safetensors.open(input)) {
            Tensor tensor = file.tensor(INPUT);
            int channels = model.definition().inputShape().channels();
            if (tensor.shape().size() != 3
                    || tensor.shape().getFirst() != channels
                    || tensor.shape().contains(0)) {
                throw new UsageException("%s: 'input' has shape %s, must be %d x height x width"
                        .formatted(input, tensor.shape(), channels));
            }
            for (float value : tensor.values()) {
                if (!Float.isFinite(value)) {
                    throw new UsageException(
                            "%s: 'input' has values that are not finite numbers, such as %s".formatted(input, value));
                }
            }
            return tensor;
        }
    }

    private static Item item(String name, Backend backend, FeatureMap map) {
        Shape shape = new Shape(map.height(), map.width(), map.channels());
        return Item.of(
                name,
                List.of(map.channels(), map.height(), map.width()),
                ChannelsFirst.fromChannelsLast(backend.read(map), shape));
    }
}
