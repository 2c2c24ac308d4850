package reverie.cli.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reverie.cli.option.OutputOptions;
import reverie.cli.option.PictureSize;
import reverie.cli.option.StudioOptions;
import reverie.cli.report.UsageException;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.MultiplyAdds;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReceptiveField;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;
import reverie.weights.ModelFile;

/** Lists the layers of a model. */
@Command(
        name = "layers",
        description = {
            "List every layer of a model.",
            "Its type, the shape of its output (height x width x channels), its receptive field and stride in pixels,"
                    + " its multiply-adds and parameters."
        },
        mixinStandardHelpOptions = true)
public final class LayersCommand implements Callable<Integer> {

    private static final int USUAL_TOP = 6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StudioOptions studioOptions;

    @Option(
            names = "--for",
            paramLabel = "PHOTO",
            description = {
                "Which layers should I take? List those that this photo excites more than other pictures do, and their channels;"
                        + " and dream small at each, on a sheet."
            })
    private Path photo;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "With --for: how many layers to dream at. Default: " + USUAL_TOP + ".")
    private Integer top;

    @Mixin
    private OutputOptions outputOptions;

    @Option(
            names = "--input-size",
            paramLabel = "WIDTHxHEIGHT",
            converter = PictureSize.Converter.class,
            description = "Size of the picture. Default: what the network was made for.")
    private PictureSize size;

    @Override
    public Integer call() throws Exception {
        if (photo != null) {
            if (size != null) {
                throw new UsageException("--input-size is for the list of all layers, not for a photo");
            }
            return new LayerAdvice(spec, studioOptions, outputOptions, photo, top == null ? USUAL_TOP : top).give();
        }
        if (top != null || outputOptions.file().isPresent()) {
            throw new UsageException("--top and --output are for the sheet of --for PHOTO, and there is none here");
        }
        try (ModelFile file = studioOptions.modelOptions().open()) {
            studioOptions.modelOptions().tellDefault(spec.commandLine().getErr());
            print(file.model().definition());
        }
        return 0;
    }

    private void print(NetworkDefinition definition) {
        PrintWriter out = spec.commandLine().getOut();
        var shapes = size == null
                ? NetworkShapes.ofOwnInput(definition)
                : new NetworkShapes(definition, size.height(), size.width());
        Map<String, ReceptiveField> fields = ReceptiveField.of(definition, shapes);
        out.println(row("layer", "type", "output", "field", "stride", "multiply-adds", "parameters"));
        long allMultiplyAdds = 0;
        long allParameters = 0;
        for (Node node : definition.nodes()) {
            if (shapes.find(node.name()).isEmpty()) {
                out.println("%-32s  %-12s  cannot run at this size"
                        .formatted(node.name(), node.layer().type()));
                continue;
            }
            Shape shape = shapes.of(node.name());
            ReceptiveField field = fields.get(node.name());
            long parameters = 0;
            if (node.layer() instanceof WeightedLayer layer) {
                ConvolutionShape convolution = layer.convolution(shapes.ofInput(node));
                parameters = (long) convolution.weightCount() + (layer.hasBias() ? convolution.outChannels() : 0);
            }
            long multiplyAdds = MultiplyAdds.of(node, shapes);
            allMultiplyAdds += multiplyAdds;
            allParameters += parameters;
            out.println(row(
                    node.name(),
                    node.layer().type(),
                    shape,
                    pair(field.height(), field.width()),
                    pair(field.strideHeight(), field.strideWidth()),
                    multiplyAdds == 0 ? "" : String.format(Locale.ROOT, "%,d", multiplyAdds),
                    parameters == 0 ? "" : String.format(Locale.ROOT, "%,d", parameters)));
        }
        out.println(row(
                definition.nodes().size() + " layers",
                "",
                "",
                "",
                "",
                String.format(Locale.ROOT, "%,d", allMultiplyAdds),
                String.format(Locale.ROOT, "%,d", allParameters)));
    }

    private static String row(Object... cells) {
        return "%-32s  %-12s  %-16s  %9s  %6s  %13s  %10s".formatted(cells).stripTrailing();
    }

    private static String pair(int height, int width) {
        return height == width ? String.valueOf(height) : height + "x" + width;
    }
}
