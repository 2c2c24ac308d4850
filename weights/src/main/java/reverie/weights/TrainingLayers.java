package reverie.weights;

import java.util.List;
import java.util.Set;
import reverie.weights.proto.Caffe.LayerParameter;
import reverie.weights.proto.Caffe.NetStateRule;
import reverie.weights.proto.Caffe.Phase;

/** Tells the layers that only training needs from those that inference runs. */
final class TrainingLayers {

    private static final Set<String> OBSERVERS = Set.of("Accuracy", "Silence", "HDF5Output");

    private TrainingLayers() {}

    /** Whether the layer only looks at what the network computed: a loss, an accuracy, a sink. */
    static boolean isMeasure(LayerParameter layer) {
        return isLoss(layer) || OBSERVERS.contains(layer.getType());
    }

    /** Whether the layer compares a prediction, its first input, with the truth. */
    static boolean isPrediction(LayerParameter layer) {
        return isLoss(layer) || layer.getType().equals("Accuracy");
    }

    /** Caffe and those who extended it let the types of all losses end like this. */
    static boolean isLoss(LayerParameter layer) {
        return layer.getType().endsWith("Loss");
    }

    /** Whether the layer is part of the network outside training. */
    static boolean runsInTest(LayerParameter layer) {
        List<NetStateRule> include = layer.getIncludeList();
        if (!include.isEmpty()) {
            return include.stream().anyMatch(TrainingLayers::isMetByTest);
        }
        return layer.getExcludeList().stream().noneMatch(TrainingLayers::isMetByTest);
    }

    /** Whether a rule is met by the state that Caffe takes for inference: phase TEST, level 0, no stages. */
    private static boolean isMetByTest(NetStateRule rule) {
        boolean phase = !rule.hasPhase() || rule.getPhase() == Phase.TEST;
        boolean level =
                (!rule.hasMinLevel() || rule.getMinLevel() <= 0) && (!rule.hasMaxLevel() || rule.getMaxLevel() >= 0);
        return phase && level && rule.getStageCount() == 0;
    }
}
