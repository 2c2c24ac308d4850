package reverie.engine.layer;

import java.util.List;
import java.util.Optional;
import reverie.engine.network.Shape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;
import reverie.kernels.PoolingShape;

/**
 * Pooling: the maximum or the average of a window.
 *
 * @param window the window, or empty for global pooling, where it is the whole input
 */
public record PoolingLayer(Method method, Optional<PoolingShape> window) implements Layer {

    /** What is taken of the window. */
    public enum Method {
        MAX,
        AVERAGE
    }

    @Override
    public String type() {
        return "Pooling";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape input = inputs.getFirst();
        PoolingShape shape = shape(input.height(), input.width());
        int height = shape.outputHeight(input.height());
        int width = shape.outputWidth(input.width());
        if (height < 1 || width < 1) {
            throw new LayerException("a window of %d x %d does not fit into an input of %d x %d"
                    .formatted(shape.windowHeight(), shape.windowWidth(), input.height(), input.width()));
        }
        return new Shape(height, width, input.channels());
    }

    @Override
    public Window window(Shape input) {
        PoolingShape shape = shape(input.height(), input.width());
        return new Window(
                shape.windowHeight(),
                shape.windowWidth(),
                shape.strideHeight(),
                shape.strideWidth(),
                shape.paddingHeight(),
                shape.paddingWidth());
    }

    @Override
    public List<Operation> forward(Wiring wiring) {
        return List.of(
                switch (method) {
                    case MAX -> maximum(wiring);
                    case AVERAGE -> average(wiring);
                });
    }

    @Override
    public List<Operation> backward(Wiring wiring) {
        FeatureMap outputGradient = wiring.outputGradient();
        FeatureMap inputGradient = wiring.inputGradient(0);
        boolean accumulate = wiring.accumulates(0);
        return List.of(
                switch (method) {
                    case MAX ->
                        new Operation.MaxPoolingBackward(maximum(wiring), outputGradient, inputGradient, accumulate);
                    case AVERAGE ->
                        new Operation.AveragePoolingBackward(
                                average(wiring), outputGradient, inputGradient, accumulate);
                });
    }

    @Override
    public boolean backwardReadsInput() {
        return method == Method.MAX;
    }

    private Operation.MaxPooling maximum(Wiring wiring) {
        return new Operation.MaxPooling(shape(wiring.input(0)), wiring.input(0), wiring.output());
    }

    private Operation.AveragePooling average(Wiring wiring) {
        return new Operation.AveragePooling(shape(wiring.input(0)), wiring.input(0), wiring.output());
    }

    private PoolingShape shape(FeatureMap input) {
        return shape(input.height(), input.width());
    }

    /** The window on an input of this size. */
    public PoolingShape shape(int inputHeight, int inputWidth) {
        return window.orElseGet(() -> PoolingShape.global(inputHeight, inputWidth));
    }
}
