package reverie.kernels;

import static reverie.kernels.Shapes.requireSameShape;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a backend can be asked to do, one record each, on one page. A record only describes: which maps are
 * read, which are written, what is fused. Formulas use x for the input, y for the output and d for the derivative of the
 * objective, so that dx is the input gradient.
 *
 * <p>Every {@code ...Backward} names the operation whose derivative it is, and writes the input gradient: overwriting it,
 * or adding to it where {@code accumulate} says that another reader of the same map has been here before.
 *
 * <p>Constructors throw {@link IllegalArgumentException} when shapes do not fit each other.
 */
public sealed interface Operation {

    /** An operation that carries a gradient one step back towards the pixels. */
    sealed interface Backward extends Operation {

        FeatureMap outputGradient();

        FeatureMap inputGradient();

        boolean accumulate();
    }

    /**
     * y[o] = b[o] + sum over filter rows, filter columns and input channels of x * w[o], and then max(0, y) if {@code
     * relu} is fused. An inner product is the convolution whose filter is as large as its input.
     */
    record Convolution(Filters filters, FeatureMap input, FeatureMap output, boolean relu) implements Operation {

        public Convolution {
            ConvolutionShape shape = filters.shape();
            if (input.channels() != shape.inChannels()) {
                throw new IllegalArgumentException("convolution: input has %d channels, filters expect %d"
                        .formatted(input.channels(), shape.inChannels()));
            }
            requireOutput(
                    "convolution",
                    output,
                    shape.outputHeight(input.height()),
                    shape.outputWidth(input.width()),
                    shape.outChannels());
        }

        public ConvolutionShape shape() {
            return filters.shape();
        }
    }

    /**
     * dx = sum over output channels and the taps that read x of dy * w. A fused ReLU has a backward of its own, which must
     * have been over dy before: a {@link ReluBackward} in place.
     */
    record ConvolutionBackward(
            Convolution forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public ConvolutionBackward {
            requireSameShape("convolution backward", outputGradient, forward.output());
            requireSameShape("convolution backward", inputGradient, forward.input());
        }
    }

    /**
     * dw += sum over all outputs of dy * the x that the tap read for it; db += sum over all outputs of dy. Where a {@link
     * ConvolutionBackward} says how pixels should change, this says how filters should, which is what training asks. A
     * fused ReLU's backward must have been over dy before.
     *
     * @param filterGradient filter height x filter width x (in / groups * out), output channels side by side
     * @param biasGradient 1 x 1 x out
     */
    record ConvolutionFilterBackward(
            Convolution forward, FeatureMap outputGradient, FeatureMap filterGradient, FeatureMap biasGradient)
            implements Operation {

        public ConvolutionFilterBackward {
            ConvolutionShape shape = forward.shape();
            requireSameShape("convolution filter backward", outputGradient, forward.output());
            requireOutput(
                    "convolution filter backward",
                    filterGradient,
                    shape.filterHeight(),
                    shape.filterWidth(),
                    shape.inChannelsPerGroup() * shape.outChannels());
            requireOutput("convolution filter backward", biasGradient, 1, 1, shape.outChannels());
        }
    }

    /** y = max(0, x). Input and output may be the same map. */
    record Relu(FeatureMap input, FeatureMap output) implements Operation {

        public Relu {
            requireSameShape("relu", input, output);
        }
    }

    /**
     * dx = dy where y > 0, else 0; at x = 0 the derivative is taken as 0. The two gradients may be the same map; a backend
     * can then let the operation before, which writes the map, do it on the way.
     */
    record ReluBackward(Relu forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public ReluBackward {
            requireSameShape("relu backward", outputGradient, forward.output());
            requireSameShape("relu backward", inputGradient, forward.input());
        }

        /** The derivative of a ReLU whose output is known, taken of a gradient where it lies. */
        public static ReluBackward inPlace(FeatureMap output, FeatureMap gradient) {
            return new ReluBackward(new Relu(output, output), gradient, gradient, false);
        }
    }

    /** y = the greatest x in the window, which is clipped to the input. */
    record MaxPooling(PoolingShape shape, FeatureMap input, FeatureMap output) implements Operation {

        public MaxPooling {
            requirePooled("max pooling", shape, input, output);
        }
    }

    /** dx = sum of dy over the windows whose first maximum, in scan order, is x. */
    record MaxPoolingBackward(
            MaxPooling forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public MaxPoolingBackward {
            requireSameShape("max pooling backward", outputGradient, forward.output());
            requireSameShape("max pooling backward", inputGradient, forward.input());
        }
    }

    /** y = the sum of x in the window, divided by the size of the window clipped to the padded input. */
    record AveragePooling(PoolingShape shape, FeatureMap input, FeatureMap output) implements Operation {

        public AveragePooling {
            requirePooled("average pooling", shape, input, output);
        }
    }

    /** dx = sum over the windows that see x of dy / the window's size. */
    record AveragePoolingBackward(
            AveragePooling forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public AveragePoolingBackward {
            requireSameShape("average pooling backward", outputGradient, forward.output());
            requireSameShape("average pooling backward", inputGradient, forward.input());
        }
    }

    /** y = x * s^-beta with s = k + alpha / n * sum of x^2 over the n neighbouring channels. */
    record Lrn(LrnShape shape, FeatureMap input, FeatureMap output) implements Operation {

        public Lrn {
            requireSameShape("lrn", input, output);
        }
    }

    /** dx = dy * s^-beta - 2 alpha beta / n * x * sum over the n neighbouring channels of dy * y / s. */
    record LrnBackward(Lrn forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public LrnBackward {
            requireSameShape("lrn backward", outputGradient, forward.output());
            requireSameShape("lrn backward", inputGradient, forward.input());
        }
    }

    /** y = exp(x) / sum of exp(x), over the channels of each pixel. */
    record Softmax(FeatureMap input, FeatureMap output) implements Operation {

        public Softmax {
            requireSameShape("softmax", input, output);
        }
    }

    /** dx = y * (dy - sum of dy * y), over the channels of each pixel. */
    record SoftmaxBackward(Softmax forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public SoftmaxBackward {
            requireSameShape("softmax backward", outputGradient, forward.output());
            requireSameShape("softmax backward", inputGradient, forward.input());
        }
    }

    /**
     * y = factor * x, or y += factor * x: a copy, an elementwise sum (one operation per summand), an ascent step. Its own
     * backward is itself with the maps exchanged.
     */
    record Scale(FeatureMap input, float factor, FeatureMap output, boolean accumulate) implements Operation {

        public Scale {
            requireSameShape("scale", input, output);
        }
    }

    /**
     * y += size / length * x: a step of a length that somebody chose, however long x is. No step is made where the quotient
     * is not a number that floats hold.
     *
     * @param length usually what a backend says of x; if it is this backend's own, nobody waits for it
     */
    record NormalisedStep(FeatureMap input, double size, Reading length, FeatureMap output) implements Operation {

        public NormalisedStep {
            requireSameShape("normalised step", input, output);
        }

        /** size / length, if that is a number that floats hold. Waits for the length. */
        public Optional<Float> factor() {
            float factor = (float) (size / length.value());
            return Float.isFinite(factor) ? Optional.of(factor) : Optional.empty();
        }

        /** The same as a plain sum. Waits for the length. */
        public Optional<Scale> scale() {
            return factor().map(factor -> new Scale(input, factor, output, true));
        }
    }

    /** y = x with every channel kept inside its range [low, high]. Input and output may be the same map. */
    record Clip(FeatureMap input, List<Float> low, List<Float> high, FeatureMap output) implements Operation {

        public Clip {
            requireSameShape("clip", input, output);
            low = List.copyOf(low);
            high = List.copyOf(high);
            if (low.size() != input.channels() || high.size() != input.channels()) {
                throw new IllegalArgumentException(
                        "clip: %d and %d bounds for %d channels".formatted(low.size(), high.size(), input.channels()));
            }
        }
    }

    /**
     * y[(r + down) mod height, (c + right) mod width] = x[r, c]: a circular shift, by any amount of either sign. Its own
     * backward is the roll by the opposite amounts. Input and output must not overlap.
     */
    record Roll(FeatureMap input, int down, int right, FeatureMap output) implements Operation {

        public Roll {
            requireSameShape("roll", input, output);
        }
    }

    /**
     * Bilinear interpolation that maps corner to corner: output row r reads input row r (inputHeight - 1) / (outputHeight
     * - 1), and columns likewise. An output of one row or column reads the first.
     */
    record Resize(FeatureMap input, FeatureMap output) implements Operation {

        public Resize {
            if (input.channels() != output.channels()) {
                throw new IllegalArgumentException(
                        "resize: %s does not fit %s".formatted(input.shape(), output.shape()));
            }
        }
    }

    /** dx = sum over the outputs that read x of dy * the weight with which they read it. */
    record ResizeBackward(Resize forward, FeatureMap outputGradient, FeatureMap inputGradient, boolean accumulate)
            implements Backward {

        public ResizeBackward {
            requireSameShape("resize backward", outputGradient, forward.output());
            requireSameShape("resize backward", inputGradient, forward.input());
        }
    }

    private static void requirePooled(String operation, PoolingShape shape, FeatureMap input, FeatureMap output) {
        requireOutput(
                operation,
                output,
                shape.outputHeight(input.height()),
                shape.outputWidth(input.width()),
                input.channels());
    }

    private static void requireOutput(String operation, FeatureMap output, int height, int width, int channels) {
        if (output.height() != height || output.width() != width || output.channels() != channels) {
            throw new IllegalArgumentException("%s: output is %s, must be %d x %d x %d"
                    .formatted(operation, output.shape(), height, width, channels));
        }
    }
}
