package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.LrnShape;
import reverie.kernels.Operation;

/** Local response normalisation across channels: a value is damped by its neighbours in the other feature maps. */
public record LrnLayer(LrnShape shape) implements Layer {

    @Override
    public String type() {
        return "LRN";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public List<Operation> forward(Wiring wiring) {
        return List.of(operation(wiring));
    }

    @Override
    public List<Operation> backward(Wiring wiring) {
        return List.of(new Operation.LrnBackward(
                operation(wiring), wiring.outputGradient(), wiring.inputGradient(0), wiring.accumulates(0)));
    }

    @Override
    public boolean backwardReadsInput() {
        return true;
    }

    private Operation.Lrn operation(Wiring wiring) {
        return new Operation.Lrn(shape, wiring.input(0), wiring.output());
    }
}
