package reverie.cli.explain;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.IdentityLayer;
import reverie.engine.layer.InnerProductLayer;
import reverie.engine.layer.InputLayer;
import reverie.engine.layer.Layer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.PoolingShape;

/**
 * What a kind of layer does, in words and as a formula: x is what it reads, y what it writes, and d before either is the
 * derivative of the objective by it.
 *
 * @param kind what it is called
 * @param up what goes up, in a sentence
 * @param formula the same as a formula
 * @param back what comes back, in a sentence
 * @param derivative the same as a formula
 */
record LayerLesson(String kind, String up, String formula, String back, String derivative) {

    /** The lesson of a kind of layer. */
    static LayerLesson of(Layer layer) {
        return switch (layer) {
            case ConvolutionLayer _ ->
                new LayerLesson(
                        "Convolution",
                        "Each filter is laid on every place of the input; what it says is the sum of all values beneath it,"
                                + " each times the filter's weight there, and its bias.",
                        "y[o] = b[o] + Σ w[o] · x",
                        "Every input value gets back from each output that read it that output's gradient, times the weight"
                                + " with which it was read: a convolution with the filters turned round.",
                        "dx = Σ w[o] · dy[o]");
            case InnerProductLayer _ ->
                new LayerLesson(
                        "Inner product",
                        "A convolution whose filter is as large as its input: every output sees every value.",
                        "y[o] = b[o] + Σ w[o] · x",
                        "Every input value gets back the gradient of every output, times its weight there.",
                        "dx = Σ w[o] · dy[o]");
            case ReluLayer _ ->
                new LayerLesson(
                        "ReLU",
                        "What is negative becomes 0, all else passes.",
                        "y = max(0, x)",
                        "Where the value passed, the gradient passes; where it was stopped, it stops too.",
                        "dx = dy where y > 0, else 0");
            case PoolingLayer pooling
            when pooling.method() == Method.MAX ->
                new LayerLesson(
                        "Max pooling",
                        "Of every window the largest value is kept, and where it was is forgotten.",
                        "y = max x in the window",
                        "The gradient goes back to the one value that won; all others had no say.",
                        "dx = Σ dy of the windows in which x won");
            case PoolingLayer _ ->
                new LayerLesson(
                        "Average pooling",
                        "Every window is replaced by its mean.",
                        "y = Σ x in the window / n",
                        "Every value of the window gets back an equal share.",
                        "dx = Σ dy / n");
            case LrnLayer _ ->
                new LayerLesson(
                        "Local response normalisation",
                        "A value is divided by a power of how loud its neighbours are in the other channels of the same"
                                + " place.",
                        "y = x · s⁻ᵝ with s = k + α/n · Σ x² over n neighbouring channels",
                        "A value gets back its own gradient, damped as it was, less what its loudness took from its"
                                + " neighbours.",
                        "dx = dy · s⁻ᵝ − 2αβ/n · x · Σ dy · y / s");
            case ConcatLayer _ ->
                new LayerLesson(
                        "Concatenation",
                        "The channels of all inputs are laid side by side.",
                        "y = [x₁, x₂, …]",
                        "Every input gets back the gradient of its own channels.",
                        "dx₁ = the first channels of dy, dx₂ = the next, …");
            case SumLayer _ ->
                new LayerLesson(
                        "Sum",
                        "The inputs are added up, each times its coefficient.",
                        "y = Σ cᵢ · xᵢ",
                        "Every input gets back the whole gradient, times its coefficient.",
                        "dxᵢ = cᵢ · dy");
            case SoftmaxLayer _ ->
                new LayerLesson(
                        "Softmax",
                        "Scores become probabilities: positive, and 1 in all.",
                        "y = exp(x) / Σ exp(x)",
                        "A score gets back how much more its probability is wanted than the others on average.",
                        "dx = y · (dy − Σ dy · y)");
            case IdentityLayer _ ->
                new LayerLesson(
                        "Dropout or split",
                        "Nothing happens to the values: dropout is for training, and a split gives one value two names.",
                        "y = x",
                        "Nothing happens to the gradient; those of several readers are added up.",
                        "dx = Σ dy");
            case InputLayer _ ->
                new LayerLesson(
                        "Input", "The picture enters, less a mean pixel.", "y = x", "Here gradients end.", "dx = dy");
        };
    }

    /** What is particular to one layer: its sizes, in a few words. */
    static String sizes(Node node, NetworkShapes shapes) {
        return switch (node.layer()) {
            case ConvolutionLayer layer -> {
                ConvolutionShape shape = layer.convolution(shapes.ofInput(node));
                yield "%d filters of %d × %d × %d%s%s%s"
                        .formatted(
                                shape.outChannels(),
                                shape.filterHeight(),
                                shape.filterWidth(),
                                shape.inChannelsPerGroup(),
                                every(shape.strideHeight(), shape.strideWidth()),
                                shape.dilationHeight() > 1 ? ", dilated %d×".formatted(shape.dilationHeight()) : "",
                                shape.groups() > 1 ? ", in %d groups".formatted(shape.groups()) : "");
            }
            case InnerProductLayer layer ->
                "%d outputs of %d values each"
                        .formatted(layer.outChannels(), shapes.ofInput(node).size());
            case PoolingLayer layer -> {
                Shape input = shapes.ofInput(node);
                PoolingShape shape = layer.shape(input.height(), input.width());
                yield "windows of %d × %d%s"
                        .formatted(
                                shape.windowHeight(),
                                shape.windowWidth(),
                                every(shape.strideHeight(), shape.strideWidth()));
            }
            case LrnLayer layer ->
                "n = %d, α = %s, β = %s, k = %s"
                        .formatted(
                                layer.shape().localSize(),
                                layer.shape().alpha(),
                                layer.shape().beta(),
                                layer.shape().k());
            case ConcatLayer _, SumLayer _ ->
                IntStream.range(0, node.inputs().size())
                        .mapToObj(i -> "`%s`".formatted(node.inputs().get(i)))
                        .collect(Collectors.joining(" and "));
            case ReluLayer _, SoftmaxLayer _, IdentityLayer _, InputLayer _ ->
                node.inputs().isEmpty() ? "" : "of `%s`".formatted(node.inputs().getFirst());
        };
    }

    private static String every(int strideHeight, int strideWidth) {
        int stride = Math.max(strideHeight, strideWidth);
        return switch (stride) {
            case 1 -> " at every place";
            case 2 -> " at every second place";
            default -> " at every %dth place".formatted(stride);
        };
    }
}
