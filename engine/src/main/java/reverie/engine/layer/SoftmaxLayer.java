package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.Operation;

/** Softmax over the channels: scores become probabilities. */
public record SoftmaxLayer() implements Layer {

    @Override
    public String type() {
        return "Softmax";
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
        return List.of(new Operation.SoftmaxBackward(
                operation(wiring), wiring.outputGradient(), wiring.inputGradient(0), wiring.accumulates(0)));
    }

    @Override
    public boolean backwardReadsOutput() {
        return true;
    }

    private static Operation.Softmax operation(Wiring wiring) {
        return new Operation.Softmax(wiring.input(0), wiring.output());
    }
}
