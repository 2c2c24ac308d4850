package reverie.engine.study;

import java.util.Optional;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReluRule;
import reverie.engine.objective.ChannelObjective;

/**
 * What in a picture speaks for a class, by three ways of asking the same network. The class's score is that before the
 * softmax, as all three papers have it: a probability also grows where others shrink.
 *
 * @param score of the class
 * @param gradient of the score by the input, height x width x 3 (Simonyan, Vedaldi and Zisserman 2013)
 * @param guided the same by guided backpropagation (Springenberg et al. 2014); not a gradient of anything
 * @param gradCam where the last layer that knows places sees the class, or nothing in a network without such a layer
 */
public record Saliency(double score, float[] gradient, float[] guided, Optional<GradCam> gradCam) {

    /**
     * Asks.
     *
     * @param input as the network sees it, height x width x 3
     * @param objective the class, which is a channel of {@link reverie.engine.network.NetworkDefinition#scores()}
     */
    public static Saliency of(Network network, int height, int width, float[] input, ChannelObjective objective) {
        String scores = network.definition().scores();
        var shapes = new NetworkShapes(network.definition(), height, width);
        Optional<String> places = GradCam.layer(network.definition(), shapes)
                .map(node -> node.name())
                .filter(layer -> !layer.equals(scores));
        var plain = new OpenPass(network, height, width, scores, ReluRule.DERIVATIVE);
        plain.forward(input);
        double score = plain.backward(objective);
        Optional<GradCam> gradCam = places.map(
                layer -> GradCam.of(layer, shapes.of(layer), plain.activation(layer), plain.gradient(layer)));
        var guided = new OpenPass(network, height, width, scores, ReluRule.GUIDED);
        guided.forward(input);
        guided.backward(objective);
        String pixels = network.definition().inputName();
        return new Saliency(score, plain.gradient(pixels), guided.gradient(pixels), gradCam);
    }

    /** How much a pixel counts: the largest of its three derivatives, whatever their signs (Simonyan et al.); height x width. */
    public static float[] strengths(float[] gradient) {
        float[] strengths = new float[gradient.length / 3];
        for (int i = 0; i < gradient.length; i++) {
            strengths[i / 3] = Math.max(strengths[i / 3], Math.abs(gradient[i]));
        }
        return strengths;
    }
}
