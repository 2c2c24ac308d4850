package reverie.weights;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import reverie.weights.proto.Caffe.LayerParameter;

/**
 * Which layer reads which, by index. The inputs come first, as layers of their own. Splits are seen through: who reads a
 * split reads what was split.
 */
final class LayerGraph {

    private final String source;
    private final List<NetInput> netInputs;
    private final List<LayerParameter> layers = new ArrayList<>();
    private final List<List<Integer>> inputs = new ArrayList<>();
    private final BitSet read = new BitSet();

    LayerGraph(String source, List<NetInput> netInputs, List<LayerParameter> candidates) throws WeightFormatException {
        this.source = source;
        this.netInputs = List.copyOf(netInputs);
        Map<String, Integer> writers = new HashMap<>();
        for (NetInput input : netInputs) {
            writers.put(input.name(), layers.size());
            layers.add(LayerParameter.newBuilder()
                    .setName(input.name())
                    .setType("Input")
                    .build());
            inputs.add(List.of());
        }
        for (LayerParameter layer : candidates) {
            add(layer, writers);
        }
    }

    private void add(LayerParameter layer, Map<String, Integer> writers) throws WeightFormatException {
        List<Integer> reads = new ArrayList<>();
        for (String bottom : layer.getBottomList()) {
            Integer writer = writers.get(bottom);
            if (writer != null) {
                reads.add(writer);
                read.set(writer);
            } else if (!TrainingLayers.isMeasure(layer)) {
                throw new WeightFormatException("'%s': layer '%s' reads '%s', which no earlier layer writes"
                        .formatted(source, layer.getName(), bottom));
            }
        }
        int index = layers.size();
        layers.add(layer);
        inputs.add(List.copyOf(reads));
        int value = isSplit(index) ? reads.getFirst() : index;
        layer.getTopList().forEach(top -> writers.put(top, value));
    }

    int size() {
        return layers.size();
    }

    LayerParameter layer(int index) {
        return layers.get(index);
    }

    /** The layers that a layer reads, in its own order. */
    List<Integer> inputs(int index) {
        return inputs.get(index);
    }

    boolean isInput(int index) {
        return index < netInputs.size();
    }

    /** Whether the layer only gives its input further names. */
    boolean isSplit(int index) {
        return layer(index).getType().equals("Split") && inputs(index).size() == 1;
    }

    /** Whether any layer, of training or not, reads this one. */
    boolean isRead(int index) {
        // Readers of a split count for what was split.
        return read.get(index) || isSplit(index);
    }

    /** The layers that the targets depend on, themselves included. */
    BitSet ancestors(Collection<Integer> targets) {
        BitSet needed = new BitSet();
        targets.forEach(needed::set);
        for (int i = needed.length() - 1; i >= 0; i--) {
            if (needed.get(i)) {
                inputs(i).forEach(needed::set);
            }
        }
        return needed;
    }

    List<NetInput> netInputs(BitSet kept) {
        return kept.get(0, netInputs.size()).stream().mapToObj(netInputs::get).toList();
    }

    /** The layer with its own name as its top, and the names of those it reads as its bottoms. */
    LayerParameter normalised(int index) throws WeightFormatException {
        LayerParameter layer = layer(index);
        Set<String> tops = new HashSet<>(layer.getTopList());
        if (tops.size() != 1) {
            throw new WeightFormatException("'%s': layer '%s' of type %s has %d outputs; one is supported"
                    .formatted(source, layer.getName(), layer.getType(), tops.size()));
        }
        LayerParameter.Builder normalised = layer.toBuilder()
                .clearBottom()
                .clearTop()
                .clearInclude()
                .clearExclude()
                .clearTransformParam()
                .clearDataParam()
                .addTop(layer.getName());
        inputs(index).forEach(input -> normalised.addBottom(layer(input).getName()));
        return normalised.build();
    }
}
