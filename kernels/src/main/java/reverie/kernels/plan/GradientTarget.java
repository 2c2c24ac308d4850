package reverie.kernels.plan;

import java.util.Optional;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/**
 * Where a backward operation writes, and what is done on the way.
 *
 * @param map the input gradient
 * @param accumulate whether it is added to
 * @param reluOutput the output of the ReLU in front, of the map's shape and laid out like it: the gradient becomes 0 where
 *     it is not greater than 0
 */
public record GradientTarget(FeatureMap map, boolean accumulate, Optional<FeatureMap> reluOutput) {

    public static GradientTarget of(Operation.Backward op) {
        return new GradientTarget(op.inputGradient(), op.accumulate(), Optional.empty());
    }

    /** What an operation writes if it does what the one behind it does, or nothing if it cannot. */
    public static Optional<GradientTarget> fused(Operation operation, Operation behind) {
        return switch (operation) {
            case Operation.ConvolutionBackward _,
                    Operation.MaxPoolingBackward _,
                    Operation.AveragePoolingBackward _,
                    Operation.LrnBackward _ ->
                of((Operation.Backward) operation).fusedWith(behind);
            default -> Optional.empty();
        };
    }

    /** With the derivative of a ReLU, if that is all that the operation behind does. */
    public Optional<GradientTarget> fusedWith(Operation behind) {
        boolean fits = behind instanceof Operation.ReluBackward relu
                && relu.outputGradient().equals(map)
                && relu.inputGradient().equals(map)
                && !relu.accumulate()
                && relu.forward().output().pixelStride() == map.pixelStride();
        return fits
                ? Optional.of(new GradientTarget(
                        map,
                        accumulate,
                        Optional.of(((Operation.ReluBackward) behind).forward().output())))
                : Optional.empty();
    }

    /** A band of the map's channels, with the same of the ReLU's. */
    public GradientTarget channels(int first, int count) {
        return new GradientTarget(
                map.channels(first, count), accumulate, reluOutput.map(output -> output.channels(first, count)));
    }
}
