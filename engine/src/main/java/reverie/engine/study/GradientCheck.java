package reverie.engine.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.PoolingLayer.Method;
import reverie.engine.layer.SoftmaxLayer;
import reverie.engine.layer.SumLayer;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.Network;
import reverie.engine.network.NetworkDefinition.Node;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReluRule;
import reverie.engine.objective.Objective;
import reverie.kernels.PoolingShape;

/**
 * Compares what the backward says of single input values with what happens when they are changed: with the central
 * difference D(h) = (f(x + h) - f(x - h)) / 2h, for several steps h. It errs in two ways that pull in opposite directions.
 * Cut off is h^2 / 6 f'''(x), which grows with the step. And every value of every layer is rounded to float32, which shifts
 * f by an amount whose variance is the sum over all values y that change of (c u y df/dy)^2, with u = 2^-24 and c^2 = n/6
 * for a sum of n terms: n roundings, each by up to u evenly, which is a variance of u^2/3, of partial sums whose squares are
 * half as large as the last on average. Divided by the step, that grows as the step shrinks. The derivatives df/dy are those of the same
 * backward: to find how rounding errors add up is what the reverse way was invented for (Linnainmaa 1970).
 */
public final class GradientCheck {

    /** Half the distance from 1 to the next float32: the largest relative error of a rounding. */
    private static final double UNIT_ROUNDOFF = 0x1p-24;

    /** One input value. */
    public record Place(int x, int y, int channel) {}

    private final OpenPass pass;
    private final Objective objective;
    private final NetworkShapes shapes;
    private final String inputName;
    private final int width;
    private final int channels;
    private final float[] input;
    private final float[] gradient;
    private final double value;
    private final Map<String, float[]> sensitivities = new HashMap<>(); // per layer that rounds: c u y df/dy

    /**
     * Goes forward and back once.
     *
     * @param layer where the objective is, by full name
     * @param input height x width x channels; not changed
     */
    public GradientCheck(Network network, int height, int width, String layer, Objective objective, float[] input) {
        this.pass = new OpenPass(network, height, width, layer, ReluRule.DERIVATIVE);
        this.objective = objective;
        this.shapes = new NetworkShapes(network.definition(), height, width);
        this.inputName = network.definition().inputName();
        this.width = width;
        this.channels = network.definition().inputShape().channels();
        this.input = input.clone();
        pass.forward(input);
        this.value = pass.backward(objective);
        this.gradient = pass.gradient(inputName);
        for (Node node : pass.nodes()) {
            double terms = terms(node);
            if (terms > 0) {
                sensitivities.put(node.name(), sensitivity(node.name(), Math.sqrt(terms / 6)));
            }
        }
    }

    /** The objective. */
    public double value() {
        return value;
    }

    /** The derivative of the objective by the input, height x width x channels; not to be changed. */
    public float[] gradient() {
        return gradient;
    }

    /** What all layers say; to be asked before anything is checked. */
    public OpenPass pass() {
        return pass;
    }

    /**
     * Checks the derivative by one input value.
     *
     * @param steps in units of the input, at least two, each greater than 0
     */
    public CheckedDerivative check(Place place, List<Double> steps) {
        int at = (place.y() * width + place.x()) * channels + place.channel();
        float[] way = new float[input.length];
        way[at] = 1;
        return new CheckedDerivative(Optional.of(place), gradient[at], differences(way, steps));
    }

    /**
     * Checks the derivative along the gradient itself, all input values at once: where single values are lost in rounding,
     * all together are not.
     *
     * @param steps of the value with the greatest derivative, at least two, each greater than 0
     * @return nothing if the gradient is 0
     */
    public Optional<CheckedDerivative> checkAlongGradient(List<Double> steps) {
        double most = 0;
        double squares = 0;
        for (float slope : gradient) {
            most = Math.max(most, Math.abs(slope));
            squares += (double) slope * slope;
        }
        if (most == 0) {
            return Optional.empty();
        }
        float[] way = new float[gradient.length];
        for (int i = 0; i < way.length; i++) {
            way[i] = (float) (gradient[i] / most);
        }
        return Optional.of(new CheckedDerivative(Optional.empty(), squares / most, differences(way, steps)));
    }

    private List<Difference> differences(float[] way, List<Double> steps) {
        List<Difference> differences = new ArrayList<>();
        double deviation = 0; // the largest step comes first: it changes all that there is to change
        for (double step : steps.stream().sorted(Comparator.reverseOrder()).toList()) {
            float[] above = moved(way, step);
            float[] below = moved(way, -step);
            double valueAbove = valueOf(above);
            Map<String, float[]> onesAbove = activations();
            double valueBelow = valueOf(below);
            Map<String, float[]> onesBelow = activations();
            deviation = differences.isEmpty() ? deviation(onesAbove, onesBelow) : deviation;
            double distance = distance(above, below, way);
            differences.addFirst(new Difference(
                    distance / 2,
                    (valueAbove - valueBelow) / distance,
                    deviation / distance,
                    Kinks.between(pass.nodes(), shapes, onesAbove, onesBelow)));
        }
        return differences;
    }

    private float[] moved(float[] way, double step) {
        float[] moved = new float[input.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) (input[i] + step * way[i]);
        }
        return moved;
    }

    /** What rounding has made of twice the step: how far apart two inputs are along a way, in units of its length. */
    private static double distance(float[] above, float[] below, float[] way) {
        double along = 0;
        double squares = 0;
        for (int i = 0; i < way.length; i++) {
            along += ((double) above[i] - below[i]) * way[i];
            squares += (double) way[i] * way[i];
        }
        return along / squares;
    }

    private double valueOf(float[] moved) {
        pass.forward(moved);
        return pass.value(objective);
    }

    private Map<String, float[]> activations() {
        Map<String, float[]> activations = new HashMap<>();
        pass.nodes().forEach(node -> activations.put(node.name(), pass.activation(node.name())));
        activations.put(inputName, pass.activation(inputName));
        return activations;
    }

    /** By how much rounding makes two values of the objective differ, as far as two inputs differ at all. */
    private double deviation(Map<String, float[]> one, Map<String, float[]> other) {
        double variance = 0;
        for (Map.Entry<String, float[]> layer : sensitivities.entrySet()) {
            float[] sensitivity = layer.getValue();
            float[] first = one.get(layer.getKey());
            float[] second = other.get(layer.getKey());
            for (int i = 0; i < sensitivity.length; i++) {
                if (first[i] != second[i]) {
                    variance += (double) sensitivity[i] * sensitivity[i];
                }
            }
        }
        return Math.sqrt(2 * variance);
    }

    /** How far the objective moves with the rounding of each value of a layer. */
    private float[] sensitivity(String layer, double c) {
        float[] values = pass.activation(layer);
        float[] slopes = pass.gradient(layer);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (c * UNIT_ROUNDOFF * values[i] * slopes[i]);
        }
        return values;
    }

    /** How many numbers are added up for a value, each time with a rounding; none where values are only chosen. */
    private double terms(Node node) {
        return switch (node.layer()) {
            case WeightedLayer layer -> {
                var convolution = layer.convolution(shapes.ofInput(node));
                yield (double) convolution.weightCount() / convolution.outChannels();
            }
            case PoolingLayer pooling
            when pooling.method() == Method.AVERAGE -> {
                PoolingShape shape = pooling.shape(
                        shapes.ofInput(node).height(), shapes.ofInput(node).width());
                yield (double) shape.windowHeight() * shape.windowWidth();
            }
            case LrnLayer layer -> layer.shape().localSize();
            case SoftmaxLayer _ -> shapes.ofInput(node).channels();
            case SumLayer _ -> node.inputs().size();
            default -> 0;
        };
    }
}
