package reverie.engine.layer;

import java.util.ArrayList;
import java.util.List;
import reverie.engine.network.Shape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/**
 * Concatenation along the channels. Where it can, a pass lets the inputs be written straight into their band of the
 * output; only an input that somebody else reads too is copied.
 */
public record ConcatLayer() implements Layer {

    @Override
    public String type() {
        return "Concat";
    }

    @Override
    public Shape outputShape(List<Shape> inputs) {
        Shape first = inputs.getFirst();
        int channels = 0;
        for (Shape input : inputs) {
            if (input.height() != first.height() || input.width() != first.width()) {
                throw new LayerException("inputs of %s and %s differ in size".formatted(first, input));
            }
            channels += input.channels();
        }
        return new Shape(first.height(), first.width(), channels);
    }

    @Override
    public List<Operation> forward(Wiring wiring) {
        List<Operation> copies = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < wiring.inputs(); i++) {
            FeatureMap band = wiring.output().channels(first, wiring.input(i).channels());
            if (!band.equals(wiring.input(i))) {
                copies.add(new Operation.Scale(wiring.input(i), 1, band, false));
            }
            first += band.channels();
        }
        return copies;
    }

    @Override
    public List<Operation> backward(Wiring wiring) {
        List<Operation> copies = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < wiring.inputs(); i++) {
            FeatureMap band =
                    wiring.outputGradient().channels(first, wiring.input(i).channels());
            if (!band.equals(wiring.inputGradient(i))) {
                copies.add(new Operation.Scale(band, 1, wiring.inputGradient(i), wiring.accumulates(i)));
            }
            first += band.channels();
        }
        return copies;
    }
}
