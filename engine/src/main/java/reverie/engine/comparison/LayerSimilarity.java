package reverie.engine.comparison;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;

/**
 * How alike two pictures are to a network: the cosine between what a layer answers to one and to the other, over all its
 * values, cos(a, b) = a . b / (|a| |b|). 1 means the same answer, up to its strength; behind a ReLU no value is negative, so
 * that even unlike pictures stay well above 0 there.
 */
public final class LayerSimilarity {

    private final Network network;
    private final Preprocessing preprocessing;
    private final List<String> layers;

    /** @param layers by full name */
    public LayerSimilarity(Network network, Preprocessing preprocessing, List<String> layers) {
        this.network = network;
        this.preprocessing = preprocessing;
        this.layers = List.copyOf(layers);
    }

    /** The layers that are asked, by full name. */
    public List<String> layers() {
        return layers;
    }

    /**
     * The cosine for each layer, in order; NaN where a layer is silent on one of the pictures.
     *
     * @throws IllegalArgumentException if the pictures differ in size
     * @throws reverie.engine.layer.LayerException if a layer cannot run at their size
     */
    public Map<String, Double> between(Image a, Image b) {
        if (a.height() != b.height() || a.width() != b.width()) {
            throw new IllegalArgumentException("pictures of %d x %d and %d x %d pixels cannot be compared"
                    .formatted(a.height(), a.width(), b.height(), b.width()));
        }
        Map<String, Double> cosines = new LinkedHashMap<>();
        for (String layer : layers) {
            // One pass for each: a pass with several targets keeps all it computes, and this must not need more than a
            // dream.
            Pass pass = network.prepare(a.height(), a.width(), layer);
            cosines.put(layer, cosine(activation(pass, layer, a), activation(pass, layer, b)));
        }
        return cosines;
    }

    private float[] activation(Pass pass, String layer, Image picture) {
        pass.backend().write(preprocessing.toInput(picture), pass.input());
        pass.forwardTo(layer);
        return pass.backend().read(pass.activation(layer));
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            first += (double) a[i] * a[i];
            second += (double) b[i] * b[i];
        }
        return product / Math.sqrt(first * second);
    }
}
