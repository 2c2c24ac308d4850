package reverie.engine.layer;

import java.util.ArrayList;
import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.Operation;

/**
 * Elementwise sum of inputs of one shape, each with a coefficient.
 *
 * @param coefficients one per input, or none, which means 1 for each
 */
public record SumLayer(List<Float> coefficients) implements Layer {

    public SumLayer {
        coefficients = List.copyOf(coefficients);
    }

    @Override
    public String type() {
        return "Eltwise";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        if (!coefficients.isEmpty() && coefficients.size() != inputs.size()) {
            throw new LayerException("%d coefficients for %d inputs".formatted(coefficients.size(), inputs.size()));
        }
        for (Shape input : inputs) {
            if (!input.equals(inputs.getFirst())) {
                throw new LayerException("inputs of %s and %s differ".formatted(inputs.getFirst(), input));
            }
        }
        return inputs.getFirst();
    }

    @Override
    public List<Operation> forward(Wiring wiring) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < wiring.inputs(); i++) {
            operations.add(new Operation.Scale(wiring.input(i), coefficient(i), wiring.output(), i > 0));
        }
        return operations;
    }

    @Override
    public List<Operation> backward(Wiring wiring) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < wiring.inputs(); i++) {
            operations.add(new Operation.Scale(
                    wiring.outputGradient(), coefficient(i), wiring.inputGradient(i), wiring.accumulates(i)));
        }
        return operations;
    }

    private float coefficient(int index) {
        return coefficients.isEmpty() ? 1 : coefficients.get(index);
    }
}
