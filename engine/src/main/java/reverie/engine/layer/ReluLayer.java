package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.Operation;

/** Rectified linear unit: what is negative becomes zero. */
public record ReluLayer() implements Layer {

    @Override
    public String type() {
        return "ReLU";
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
        return List.of(new Operation.ReluBackward(
                operation(wiring), wiring.outputGradient(), wiring.inputGradient(0), wiring.accumulates(0)));
    }

    @Override
    public boolean backwardReadsOutput() {
        return true;
    }

    private static Operation.Relu operation(Wiring wiring) {
        return new Operation.Relu(wiring.input(0), wiring.output());
    }
}
