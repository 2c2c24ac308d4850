package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.Operation;

/**
 * What a layer of a network does: its output shape, its forward and its backward. A layer knows neither its name nor its
 * neighbours nor its weights; those come with the {@link Wiring} of one pass.
 *
 * <p>Layers only say which operations are to run; the formulas stand in {@link Operation}, the loops in the backends.
 */
public sealed interface Layer
        permits InputLayer,
                WeightedLayer,
                ReluLayer,
                PoolingLayer,
                LrnLayer,
                ConcatLayer,
                SumLayer,
                SoftmaxLayer,
                IdentityLayer {

    /** The name of the type in Caffe, for example {@code Convolution}. */
    String type();

    /**
     * The shape of the output.
     *
     * @throws LayerException if the layer cannot take such inputs
     */
    Shape outputShape(List<Shape> inputs);

    /** What one output sees of an input of this shape. */
    default Window window(Shape input) {
        return Window.POINT;
    }

    /** The operations that compute the output from the inputs. */
    List<Operation> forward(Wiring wiring);

    /**
     * The operations that compute the input gradients from the output gradient. Of the forward's values they read only
     * what {@link #backwardReadsInput} and {@link #backwardReadsOutput} say: the memory of others may be reused by then.
     */
    List<Operation> backward(Wiring wiring);

    /** Whether the backward needs to know what the inputs were. */
    default boolean backwardReadsInput() {
        return false;
    }

    /** Whether the backward needs to know what the output was. */
    default boolean backwardReadsOutput() {
        return false;
    }
}
