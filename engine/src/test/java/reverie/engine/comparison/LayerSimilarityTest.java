package reverie.engine.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.network.Network;
import reverie.engine.testing.SmallNetworks;
import reverie.kernels.Backend;
import reverie.kernels.reference.ReferenceBackend;

class LayerSimilarityTest {

    private static final Preprocessing PREPROCESSING = new Preprocessing(ChannelOrder.BGR, List.of(104f, 116f, 122f));
    private static final List<String> LAYERS = List.of("pool1", "inception_a/output");

    private static Image noise(int height, int width, long seed) {
        var random = new Random(seed);
        float[] rgb = new float[height * width * 3];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = random.nextInt(256);
        }
        return new Image(height, width, rgb);
    }

    @Test
    void cosines_by_hand() {
        assertEquals(1, LayerSimilarity.cosine(new float[] {3, 4, 0.1f}, new float[] {3, 4, 0.1f}));
        assertEquals(1, LayerSimilarity.cosine(new float[] {1, 2}, new float[] {2, 4}), 1e-15);
        assertEquals(0.6, LayerSimilarity.cosine(new float[] {3, 4}, new float[] {1, 0}), 1e-15);
        assertEquals(-1, LayerSimilarity.cosine(new float[] {1, 0}, new float[] {-2, 0}), 1e-15);
        assertTrue(Double.isNaN(LayerSimilarity.cosine(new float[2], new float[] {1, 0})));
    }

    @Test
    void the_same_picture_is_alike_and_another_less_so() {
        try (Backend backend = new ReferenceBackend()) {
            var definition = SmallNetworks.inception();
            var network = new Network(definition, new SmallNetworks.RandomWeights(definition, 7), backend);
            var similarity = new LayerSimilarity(network, PREPROCESSING, LAYERS);
            Image first = noise(23, 31, 1);
            Map<String, Double> same = similarity.between(first, first);
            assertEquals(LAYERS, List.copyOf(same.keySet()));
            assertEquals(List.of(1.0, 1.0), List.copyOf(same.values()));
            Map<String, Double> other = similarity.between(first, noise(23, 31, 2));
            other.forEach((layer, cosine) -> assertTrue(cosine > -1 && cosine < 0.999, layer + " " + cosine));
            assertThrows(IllegalArgumentException.class, () -> similarity.between(first, noise(31, 23, 1)));
        }
    }
}
