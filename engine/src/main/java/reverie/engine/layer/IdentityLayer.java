package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.Operation;

/**
 * A layer whose output is its input: dropout, which only training switches on, and Caffe's split, which names one blob
 * several times. A pass gives both the same memory, so there is nothing to run.
 *
 * @param type {@code Dropout} or {@code Split}
 */
public record IdentityLayer(String type) implements Layer {

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public List<Operation> forward(Wiring wiring) {
        return List.of();
    }

    @Override
    public List<Operation> backward(Wiring wiring) {
        return List.of();
    }
}
