package reverie.weights;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetParameter;

/**
 * The part of a Caffe network that inference runs. A published network is often one that was saved while it was trained: it
 * holds layers that load data, layers that measure loss and accuracy, and classifiers that hang on the trunk only to help
 * training. What leads to the main loss is kept, and the main loss, if it is a softmax, becomes the softmax {@code prob}.
 *
 * <p>Caffe lets layers overwrite blobs and splits those that several layers read. Here each layer's one output is named
 * after the layer, splits are gone, and bottoms are the names of the layers that are read.
 *
 * @param name the network's own name; may be empty
 * @param input where the picture enters
 * @param layers the other layers in order, with the blobs that hold their weights, if the file has them
 */
record InferenceNet(String name, NetInput input, List<LayerParameter> layers) {

    /** What classification calls its output; Caffe's own deploy definitions do. */
    private static final String PROBABILITIES = "prob";

    /** The deepest published networks have about two thousand. */
    private static final int MAX_LAYERS = 10_000;

    InferenceNet {
        layers = List.copyOf(layers);
    }

    /**
     * Takes a network apart.
     *
     * @param source what to call the file in messages
     * @param net in the V2 layout
     * @throws WeightFormatException if no network with one input remains
     */
    static InferenceNet of(String source, NetParameter net) throws WeightFormatException {
        if (net.getLayerCount() > MAX_LAYERS) {
            throw new WeightFormatException("'%s' has %d layers; %d are the most that are read"
                    .formatted(source, net.getLayerCount(), MAX_LAYERS));
        }
        List<NetInput> inputs = NetInput.all(source, net);
        List<LayerParameter> candidates = new ArrayList<>();
        for (LayerParameter layer : net.getLayerList()) {
            if (!NetInput.isInput(layer) && (TrainingLayers.isMeasure(layer) || TrainingLayers.runsInTest(layer))) {
                candidates.add(layer);
            }
        }
        LayerGraph graph = new LayerGraph(source, inputs, candidates);
        int mainLoss = mainLoss(graph);
        BitSet kept = kept(graph, mainLoss);
        List<LayerParameter> layers = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            if (i == mainLoss && needsSoftmax(graph, kept, i)) {
                layers.add(softmax(graph, kept, i));
            } else if (kept.get(i) && !graph.isInput(i) && !graph.isSplit(i)) {
                layers.add(graph.normalised(i));
            }
        }
        return new InferenceNet(net.getName(), onlyInput(source, graph, kept), layers);
    }

    /** The loss (or if there is none, the accuracy) at the end of the longest way; -1 if nothing is measured. */
    private static int mainLoss(LayerGraph graph) {
        int main = -1;
        long longest = -1;
        for (int i = 0; i < graph.size(); i++) {
            if (TrainingLayers.isPrediction(graph.layer(i)) && !graph.inputs(i).isEmpty()) {
                long way = graph.ancestors(List.of(graph.inputs(i).getFirst())).cardinality();
                // Losses count more than accuracies, whatever their depth.
                way += TrainingLayers.isLoss(graph.layer(i)) ? 1L << 32 : 0;
                if (way >= longest) {
                    main = i;
                    longest = way;
                }
            }
        }
        return main;
    }

    /** What the main loss's prediction needs, and what any output needs that is not there to be measured. */
    private static BitSet kept(LayerGraph graph, int mainLoss) {
        List<Integer> targets = new ArrayList<>();
        if (mainLoss >= 0) {
            targets.add(graph.inputs(mainLoss).getFirst());
        }
        for (int i = 0; i < graph.size(); i++) {
            boolean isOutput = !graph.isRead(i) && !graph.isInput(i);
            if (isOutput && !TrainingLayers.isMeasure(graph.layer(i))) {
                targets.add(i);
            }
        }
        return graph.ancestors(targets);
    }

    private static boolean needsSoftmax(LayerGraph graph, BitSet kept, int loss) {
        if (!graph.layer(loss).getType().equals("SoftmaxWithLoss")) {
            return false;
        }
        int scores = graph.inputs(loss).getFirst();
        return kept.stream()
                .noneMatch(i -> graph.layer(i).getType().equals("Softmax")
                        && graph.inputs(i).equals(List.of(scores)));
    }

    private static LayerParameter softmax(LayerGraph graph, BitSet kept, int loss) {
        boolean taken = kept.stream().anyMatch(i -> graph.layer(i).getName().equals(PROBABILITIES));
        String name = taken ? graph.layer(loss).getName() : PROBABILITIES;
        LayerParameter.Builder softmax = LayerParameter.newBuilder()
                .setName(name)
                .setType("Softmax")
                .addBottom(graph.layer(graph.inputs(loss).getFirst()).getName())
                .addTop(name);
        if (graph.layer(loss).hasSoftmaxParam()) {
            softmax.setSoftmaxParam(graph.layer(loss).getSoftmaxParam());
        }
        return softmax.build();
    }

    private static NetInput onlyInput(String source, LayerGraph graph, BitSet kept) throws WeightFormatException {
        List<NetInput> inputs = graph.netInputs(kept);
        if (inputs.size() != 1) {
            throw new WeightFormatException("'%s': a network with one input is wanted, this one has %d %s"
                    .formatted(
                            source,
                            inputs.size(),
                            inputs.stream().map(NetInput::name).toList()));
        }
        return inputs.getFirst();
    }
}
