package reverie.engine.study;

import java.util.List;
import java.util.Map;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.ReluLayer;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.kernels.PoolingShape;

/**
 * How many places there are between two inputs at which a network has no derivative: ReLUs that are open for one and closed
 * for the other, and windows whose maximum is at another place. A network of such layers is smooth in pieces, and these
 * are the edges of the pieces.
 *
 * @param relus outputs of ReLUs that are greater than 0 for one input and not for the other
 * @param maxima windows of max poolings whose first maximum moved
 */
public record Kinks(long relus, long maxima) {

    /** Both together. */
    public long count() {
        return relus + maxima;
    }

    /**
     * Counts them.
     *
     * @param shapes of the layers
     * @param one what every layer, and the input, says of one input
     * @param other what it says of the other
     */
    static Kinks between(List<Node> nodes, NetworkShapes shapes, Map<String, float[]> one, Map<String, float[]> other) {
        long relus = 0;
        long maxima = 0;
        for (Node node : nodes) {
            if (node.layer() instanceof ReluLayer) {
                relus += switched(one.get(node.name()), other.get(node.name()));
            } else if (node.layer() instanceof PoolingLayer pooling && pooling.method() == Method.MAX) {
                String input = node.inputs().getFirst();
                maxima += moved(
                        pooling.shape(
                                shapes.of(input).height(), shapes.of(input).width()),
                        shapes.of(input),
                        shapes.of(node.name()),
                        one.get(input),
                        other.get(input));
            }
        }
        return new Kinks(relus, maxima);
    }

    private static long switched(float[] one, float[] other) {
        long count = 0;
        for (int i = 0; i < one.length; i++) {
            count += one[i] > 0 == other[i] > 0 ? 0 : 1;
        }
        return count;
    }

    private static long moved(PoolingShape pooling, Shape input, Shape output, float[] one, float[] other) {
        long count = 0;
        for (int row = 0; row < output.height(); row++) {
            int top = row * pooling.strideHeight() - pooling.paddingHeight();
            for (int column = 0; column < output.width(); column++) {
                int left = column * pooling.strideWidth() - pooling.paddingWidth();
                var window = new Range(
                        Math.max(0, top),
                        Math.min(input.height(), top + pooling.windowHeight()),
                        Math.max(0, left),
                        Math.min(input.width(), left + pooling.windowWidth()));
                for (int c = 0; c < input.channels(); c++) {
                    count += window.firstMaximum(one, input, c) == window.firstMaximum(other, input, c) ? 0 : 1;
                }
            }
        }
        return count;
    }

    /** A window clipped to its input; ends are exclusive. */
    private record Range(int top, int bottom, int left, int right) {

        int firstMaximum(float[] values, Shape shape, int channel) {
            int first = -1;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    int at = (y * shape.width() + x) * shape.channels() + channel;
                    if (first < 0 || values[at] > values[first]) {
                        first = at;
                    }
                }
            }
            return first;
        }
    }
}
