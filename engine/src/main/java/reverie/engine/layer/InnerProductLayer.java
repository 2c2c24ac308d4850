package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;

/**
 * Inner product (fully connected): every output sees every input. Computed as the convolution whose filter is as large as
 * the input, which is why its weights, unlike a convolution's, fix the input size.
 *
 * @param outChannels how many outputs there are
 * @param hasBias whether a bias is added; without one it is taken as zero
 */
public record InnerProductLayer(int outChannels, boolean hasBias) implements WeightedLayer {

    public InnerProductLayer {
        if (outChannels < 1) {
            throw new IllegalArgumentException("inner product: %d outputs".formatted(outChannels));
        }
    }

    @Override
    public String type() {
        return "InnerProduct";
    }

    @Override
    public ConvolutionShape convolution(Shape input) {
        return new ConvolutionShape(input.channels(), outChannels, input.height(), input.width(), 1, 1, 0, 0, 1, 1, 1);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return new Shape(1, 1, outChannels);
    }
}
