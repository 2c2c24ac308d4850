package reverie.bench;

import reverie.engine.layer.Layer;
import reverie.engine.layer.LrnLayer;
import reverie.engine.layer.PoolingLayer;
import reverie.engine.layer.WeightedLayer;
import reverie.engine.network.MultiplyAdds;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.LrnShape;
import reverie.kernels.PoolingShape;

/**
 * What each layer has to do when the network looks at a picture of some size, by the layer's name. Everything is derived
 * from the network's definition; no shape is typed by hand.
 */
public final class GoogLeNetShapes {

    private final NetworkDefinition definition;
    private final NetworkShapes shapes;

    public GoogLeNetShapes(NetworkDefinition definition, PictureSize picture) {
        this.definition = definition;
        this.shapes = new NetworkShapes(definition, picture.height(), picture.width());
    }

    /** Whether the picture is large enough for the layer, and of the right size if an inner product asks for one. */
    public boolean canRun(String layer) {
        return shapes.find(definition.node(layer).name()).isPresent();
    }

    /** The shape of what the layer reads; of the first, if it reads several. */
    public Shape input(String layer) {
        return shapes.of(definition.node(layer).inputs().getFirst());
    }

    public Shape output(String layer) {
        return shapes.of(layer);
    }

    /** A convolution's geometry, or an inner product's as a convolution. */
    public ConvolutionShape convolution(String layer) {
        return layer(layer, WeightedLayer.class, "a convolution").convolution(input(layer));
    }

    PoolingLayer.Method poolingMethod(String layer) {
        return layer(layer, PoolingLayer.class, "a pooling").method();
    }

    PoolingShape pooling(String layer) {
        Shape input = input(layer);
        return layer(layer, PoolingLayer.class, "a pooling").shape(input.height(), input.width());
    }

    LrnShape lrn(String layer) {
        return layer(layer, LrnLayer.class, "a local response normalisation").shape();
    }

    /**
     * Arithmetic of a forward pass to a layer, in floating-point operations: that of the convolutions and inner products
     * on the way, since nothing else comes near. A backward pass from there to the pixels has as many.
     */
    public double flopsTo(String layer) {
        return 2.0 * MultiplyAdds.upTo(definition, shapes, layer);
    }

    /** Arithmetic of one convolution, forward or backward. */
    public double convolutionFlops(String layer) {
        Shape output = output(layer);
        return Work.convolutionFlops(convolution(layer), output.height(), output.width());
    }

    private <T extends Layer> T layer(String name, Class<T> type, String what) {
        Layer layer = definition.node(name).layer();
        if (!type.isInstance(layer)) {
            throw new IllegalArgumentException("layer '%s' is not %s but %s".formatted(name, what, layer.type()));
        }
        return type.cast(layer);
    }
}
