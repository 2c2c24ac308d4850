package reverie.cli.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import reverie.cli.page.Block;
import reverie.cli.page.ReportFigure;
import reverie.cli.page.ReportSection;
import reverie.engine.image.Image;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.engine.objective.ChannelObjective;
import reverie.engine.objective.L2Objective;
import reverie.engine.objective.NeuronObjective;
import reverie.engine.objective.Objective;
import reverie.engine.objective.PowerObjective;

/** What goes up and what comes back, in sections of the page. */
final class LayerSections {

    private final Explanation explanation;

    LayerSections(Explanation explanation) {
        this.explanation = explanation;
    }

    /** The photo and the objective. */
    ReportSection way() throws IOException {
        Image photo = explanation.photo();
        return ReportSection.of(
                "The way up and the way back",
                Block.prose("""
                        A network is a chain of simple steps. On the way up each layer computes its values from those of the \
                        layers before it, until the objective is a single number, f. On the way back each layer is told by how \
                        much f would grow with each of its values, and works out the same for the values it was computed from, by \
                        the chain rule. At the end of that way stand the pixels: that is the gradient which a dream climbs.

                        Here the objective is %s at `%s`, and its value for this photo is %s.""".formatted(
                                name(explanation.objective()), explanation.layer(), Numbers.of(explanation.value()))),
                Block.formula(formula(explanation.objective())),
                Block.figures(List.of(ReportFigure.of(
                        photo,
                        "The photo %s as the network is shown it".formatted(explanation.photoName()),
                        "`%s`, %d × %d pixels".formatted(explanation.photoName(), photo.width(), photo.height())))));
    }

    private static String name(Objective objective) {
        return switch (objective) {
            case L2Objective _ -> "half the sum of squares of all values";
            case PowerObjective power ->
                "the sum over all cells of their strength to the power of %s, divided by that power"
                        .formatted(power.power());
            case ChannelObjective channel -> "the sum of channel " + channel.channel();
            case NeuronObjective neuron -> "one value of channel " + neuron.channel();
            default -> "a number computed from all values";
        };
    }

    private static String formula(Objective objective) {
        return switch (objective) {
            case L2Objective _ -> "f = ½ Σ a²\n∂f/∂a = a";
            case PowerObjective power ->
                "f = 1/P Σ |a|ᴾ with P = %s and |a| the length of a cell's vector of channels\n∂f/∂a = |a|ᴾ⁻² a"
                        .formatted(power.power());
            case ChannelObjective _ -> "f = Σ a in the channel\n∂f/∂a = 1 in the channel, else 0";
            case NeuronObjective _ -> "f = a\n∂f/∂a = 1 there, else 0";
            default -> "f = f(a)";
        };
    }

    /** What the kinds of layers do that there are on the way. */
    ReportSection kinds() {
        Map<String, LayerLesson> lessons = new LinkedHashMap<>();
        explanation.layers().forEach(layer -> {
            LayerLesson lesson = LayerLesson.of(layer.node().layer());
            lessons.putIfAbsent(lesson.kind(), lesson);
        });
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.prose("""
                In all formulas x is what a layer reads and y what it writes; dy is what comes back to it, the derivative of f by \
                its output, and dx what it gives back. Where several layers read the same value, what they give back is added \
                up."""));
        for (LayerLesson lesson : lessons.values()) {
            blocks.add(Block.prose("%s. %s %s".formatted(lesson.kind(), lesson.up(), lesson.back())));
            blocks.add(Block.formula(lesson.formula() + "\n" + lesson.derivative()));
        }
        return new ReportSection("What the layers do", blocks);
    }

    /** A picture of every layer. */
    ReportSection pictures() throws IOException {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.prose("""
                Of every layer, above: what it says of the photo. First all channels together (the root of their mean square), \
                then the six that are loudest; the lighter the more. Where a layer has negative values, grey is 0, orange is more \
                and blue is less. Below, what comes back to the very same channels: orange where f would grow with the value, blue \
                where it would shrink, grey where it does not matter. Each row has a scale of its own."""));
        var shapes = new NetworkShapes(
                explanation.model().definition(),
                explanation.photo().height(),
                explanation.photo().width());
        for (LayerStudy layer : explanation.layers()) {
            if (layer.picture().isPresent()) {
                blocks.add(Block.figures(List.of(figure(layer, layer.picture().get(), shapes))));
            }
        }
        return new ReportSection("Layer by layer", blocks);
    }

    /** All layers in a table. */
    ReportSection numbers() {
        List<List<String>> rows = explanation.layers().stream()
                .map(layer -> List.of(
                        "`%s`".formatted(layer.node().name()),
                        layer.node().layer().type(),
                        shape(layer.shape()),
                        Numbers.pixels(layer.field().height(), layer.field().width()),
                        Numbers.whole(layer.multiplyAdds()),
                        Numbers.of(layer.values().mean()),
                        Numbers.percent(layer.values().zeros()),
                        Numbers.of(layer.gradients().meanAbsolute())))
                .toList();
        return ReportSection.of(
                "All layers in numbers",
                Block.prose("""
                        A cell of a layer sees so much of the photo as its receptive field says. Multiply-adds are the forward's; \
                        a backward to the pixels has as many again. Zeros are what ReLUs have closed. The last column is the mean \
                        size of what comes back."""),
                Block.table(
                        "All layers on the way to `%s`: output (height × width × channels), what it costs, and what is in it"
                                .formatted(explanation.layer()),
                        List.of("layer", "type", "output", "sees", "multiply-adds", "mean", "zeros", "gradient"),
                        rows));
    }

    /** Without places to break it. */
    private static String shape(Shape shape) {
        return "%d × %d × %d"
                .formatted(shape.height(), shape.width(), shape.channels())
                .replace(' ', '\u00a0');
    }

    private static ReportFigure figure(LayerStudy layer, Image picture, NetworkShapes shapes) throws IOException {
        LayerLesson lesson = LayerLesson.of(layer.node().layer());
        String channels = layer.channels().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String caption =
                "`%s`: %s, %s. %s sees %s of the photo; %s of its values are 0, the largest is %s. Up: %s. Back: %s. Channels %s."
                        .formatted(
                                layer.node().name(),
                                lesson.kind().toLowerCase(Locale.ROOT).replace("relu", "ReLU"),
                                LayerLesson.sizes(layer.node(), shapes),
                                layer.shape().height() * layer.shape().width() == 1
                                        ? "Its only cell"
                                        : "Each of its %d × %d cells"
                                                .formatted(
                                                        layer.shape().height(),
                                                        layer.shape().width()),
                                Numbers.pixels(
                                        layer.field().height(), layer.field().width()),
                                Numbers.percent(layer.values().zeros()),
                                Numbers.of(layer.values().most()),
                                lesson.formula(),
                                lesson.derivative(),
                                channels);
        String alternative =
                "Layer %s in two rows: all channels together and channels %s, their values and their gradients"
                        .formatted(layer.node().name(), channels);
        return layer.showsCells()
                ? ReportFigure.ofPixels(picture, alternative, caption)
                : ReportFigure.of(picture, alternative, caption);
    }
}
