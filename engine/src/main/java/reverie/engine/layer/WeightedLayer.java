package reverie.engine.layer;

import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;

/** A layer with weights, which to a backend is a convolution of some shape. */
public sealed interface WeightedLayer extends Layer permits ConvolutionLayer, InnerProductLayer {

    /** The convolution that it is on an input of this shape. */
    ConvolutionShape convolution(Shape input);

    boolean hasBias();
}
