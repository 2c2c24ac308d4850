package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.Operation;

/** A layer with weights, which to a backend is a convolution of some shape. */
public sealed interface WeightedLayer extends Layer permits ConvolutionLayer, InnerProductLayer {

    /** The convolution that it is on an input of this shape. */
    ConvolutionShape convolution(Shape input);

    boolean hasBias();

    @Override
    default Window window(Shape input) {
        ConvolutionShape shape = convolution(input);
        return new Window(
                shape.dilationHeight() * (shape.filterHeight() - 1) + 1,
                shape.dilationWidth() * (shape.filterWidth() - 1) + 1,
                shape.strideHeight(),
                shape.strideWidth(),
                shape.paddingHeight(),
                shape.paddingWidth());
    }

    @Override
    default List<Operation> forward(Wiring wiring) {
        return List.of(operation(wiring));
    }

    @Override
    default List<Operation> backward(Wiring wiring) {
        return List.of(new Operation.ConvolutionBackward(
                operation(wiring), wiring.outputGradient(), wiring.inputGradient(0), wiring.accumulates(0)));
    }

    /** The operations that add the gradients of weights and bias to what earlier pictures have left. Reads the input. */
    default List<Operation> filterBackward(Wiring wiring) {
        return List.of(new Operation.ConvolutionFilterBackward(
                operation(wiring), wiring.outputGradient(), wiring.filterGradient(), wiring.biasGradient()));
    }

    private static Operation.Convolution operation(Wiring wiring) {
        return new Operation.Convolution(wiring.filters(), wiring.input(0), wiring.output(), wiring.fusesRelu());
    }
}
