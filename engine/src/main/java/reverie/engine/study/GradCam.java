package reverie.engine.study;

import java.util.Optional;
import reverie.engine.layer.ConcatLayer;
import reverie.engine.layer.ConvolutionLayer;
import reverie.engine.layer.ReluLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;

/**
 * Gradient-weighted class activation mapping (Selvaraju et al. 2017): where in a picture a layer sees what speaks for a
 * class. A channel A_k counts as much as the class's score S grows with it on average, alpha_k = mean over the cells of
 * dS/dA_k, and the map is max(0, sum over k of alpha_k A_k).
 *
 * @param layer whose cells it has, by full name
 * @param height rows of cells
 * @param width columns of cells
 * @param cells height x width, none negative, in units of the score
 */
public record GradCam(String layer, int height, int width, float[] cells) {

    /**
     * The map of a layer.
     *
     * @param activation of the layer, height x width x channels
     * @param gradient of the class's score by it
     */
    public static GradCam of(String layer, Shape shape, float[] activation, float[] gradient) {
        int channels = shape.channels();
        int count = shape.height() * shape.width();
        double[] weights = new double[channels];
        for (int i = 0; i < gradient.length; i++) {
            weights[i % channels] += gradient[i];
        }
        float[] cells = new float[count];
        for (int cell = 0; cell < count; cell++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += weights[c] / count * activation[cell * channels + c];
            }
            cells[cell] = (float) Math.max(0, sum);
        }
        return new GradCam(layer, shape.height(), shape.width(), cells);
    }

    /**
     * The layer to look at: the last through which everything passes, that convolves, rectifies or joins, and still has
     * more than one cell. Higher up there are no places any more; lower down, no things yet.
     */
    public static Optional<Node> layer(NetworkDefinition definition, NetworkShapes shapes) {
        return definition.trunk().reversed().stream()
                .filter(node -> node.layer() instanceof ConvolutionLayer
                        || node.layer() instanceof ReluLayer
                        || node.layer() instanceof ConcatLayer
                        || node.layer() instanceof SumLayer)
                .filter(node -> shapes.find(node.name())
                        .filter(shape -> shape.height() * shape.width() > 1)
                        .isPresent())
                .findFirst();
    }
}
