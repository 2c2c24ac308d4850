package reverie.weights;

import java.util.List;

/** How tensors and layers are named, in files and in messages. */
final class Names {

    /** As many names as fit into one sentence. */
    private static final int LISTED = 4;

    private Names() {}

    /** The tensor of a layer's weights. */
    static String weight(String layer) {
        return layer + "/weight";
    }

    /** The tensor of a layer's bias. */
    static String bias(String layer) {
        return layer + "/bias";
    }

    /** The first few of many names. */
    static String list(List<String> names) {
        String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
        return names.size() <= LISTED ? listed : listed + " and %d more".formatted(names.size() - LISTED);
    }

    /** Refuses values that would spread through every layer behind them. */
    static void requireFinite(String file, String layer, String what, float[] values) throws WeightFormatException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new WeightFormatException("'%s': layer '%s' has %s that are not finite: value %d is %s"
                        .formatted(file, layer, what, i, values[i]));
            }
        }
    }
}
