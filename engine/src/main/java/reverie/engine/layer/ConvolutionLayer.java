package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;

/**
 * Convolution: {@code outChannels} filters slide over the input. The input's channel count is known only in a network.
 *
 * @param hasBias whether a bias is added; without one it is taken as zero
 */
public record ConvolutionLayer(
        int outChannels,
        int filterHeight,
        int filterWidth,
        int strideHeight,
        int strideWidth,
        int paddingHeight,
        int paddingWidth,
        int dilationHeight,
        int dilationWidth,
        int groups,
        boolean hasBias)
        implements WeightedLayer {

    public ConvolutionLayer {
        // The shape has every rule but those about input channels; a group count always divides itself.
        if (groups >= 1 && outChannels >= 1) {
            new ConvolutionShape(
                    groups,
                    outChannels,
                    filterHeight,
                    filterWidth,
                    strideHeight,
                    strideWidth,
                    paddingHeight,
                    paddingWidth,
                    dilationHeight,
                    dilationWidth,
                    groups);
        } else {
            throw new IllegalArgumentException(
                    "convolution: %d output channels in %d groups".formatted(outChannels, groups));
        }
    }

    @Override
    public String type() {
        return "Convolution";
    }

    @Override
    public ConvolutionShape convolution(Shape input) {
        if (input.channels() % groups != 0) {
            throw new LayerException("%d groups do not divide %d input channels".formatted(groups, input.channels()));
        }
        return new ConvolutionShape(
                input.channels(),
                outChannels,
                filterHeight,
                filterWidth,
                strideHeight,
                strideWidth,
                paddingHeight,
                paddingWidth,
                dilationHeight,
                dilationWidth,
                groups);
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        ConvolutionShape shape = convolution(input);
        int height = shape.outputHeight(input.height());
        int width = shape.outputWidth(input.width());
        if (height < 1 || width < 1) {
            throw new LayerException("a filter of %d x %d does not fit into an input of %d x %d"
                    .formatted(filterHeight, filterWidth, input.height(), input.width()));
        }
        return new Shape(height, width, outChannels);
    }
}
