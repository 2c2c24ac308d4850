package reverie.engine.layer;

import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.Operation;

/**
 * Where the picture enters.
 *
 * @param shape the size that the network was made for; layers before the first inner product take others too
 */
public record InputLayer(Shape shape) implements Layer {

    @Override
    public String type() {
        return "Input";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        return shape;
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
