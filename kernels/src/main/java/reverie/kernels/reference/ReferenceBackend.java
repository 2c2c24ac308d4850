package reverie.kernels.reference;

import java.util.List;
import reverie.kernels.ConvolutionShape;
import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;
import reverie.kernels.Program;
import reverie.kernels.Reading;
import reverie.kernels.host.HostBackend;

/** Plain loops: the oracle that every other backend is checked against. */
public final class ReferenceBackend extends HostBackend {

    /** Filters as the model file has them: out x (in / groups) x height x width. */
    record ReferenceFilters(ConvolutionShape shape, float[] weights, float[] bias) implements Filters {

        @Override
        public void refresh() {
            // The arrays themselves are read.
        }

        float weight(int out, int in, int row, int column) {
            return weights[
                    ((out * shape.inChannelsPerGroup() + in) * shape.filterHeight() + row) * shape.filterWidth()
                            + column];
        }
    }

    @Override
    public String name() {
        return "reference";
    }

    @Override
    public String description() {
        return "reference (plain loops)";
    }

    @Override
    public Filters prepare(ConvolutionShape shape, float[] weights, float[] bias) {
        shape.requireParameters(weights, bias);
        return new ReferenceFilters(shape, weights, bias);
    }

    @Override
    public Program compile(List<Operation> operations) {
        List<Operation> program = List.copyOf(operations);
        return () -> program.forEach(this::run);
    }

    @Override
    public void run(Operation operation) {
        switch (operation) {
            case Operation.Convolution op -> ReferenceConvolution.forward(op);
            case Operation.ConvolutionBackward op -> ReferenceConvolution.backward(op);
            case Operation.ConvolutionFilterBackward op -> ReferenceConvolution.filterBackward(op);
            case Operation.Relu op -> ReferenceRelu.forward(op);
            case Operation.ReluBackward op -> ReferenceRelu.backward(op);
            case Operation.MaxPooling op -> ReferenceMaxPooling.forward(op);
            case Operation.MaxPoolingBackward op -> ReferenceMaxPooling.backward(op);
            case Operation.AveragePooling op -> ReferenceAveragePooling.forward(op);
            case Operation.AveragePoolingBackward op -> ReferenceAveragePooling.backward(op);
            case Operation.Lrn op -> ReferenceLrn.forward(op);
            case Operation.LrnBackward op -> ReferenceLrn.backward(op);
            case Operation.Softmax op -> ReferenceSoftmax.forward(op);
            case Operation.SoftmaxBackward op -> ReferenceSoftmax.backward(op);
            case Operation.Scale op -> ReferencePixels.scale(op);
            case Operation.NormalisedStep op -> op.scale().ifPresent(ReferencePixels::scale);
            case Operation.Clip op -> ReferencePixels.clip(op);
            case Operation.Roll op -> ReferencePixels.roll(op);
            case Operation.Resize op -> ReferenceResize.forward(op);
            case Operation.ResizeBackward op -> ReferenceResize.backward(op);
        }
    }

    @Override
    public Reading sumOfSquares(FeatureMap map) {
        return Reading.of(ReferenceSums.ofSquares(map));
    }

    @Override
    public Reading meanAbsolute(FeatureMap map) {
        return Reading.of(ReferenceSums.ofAbsolutes(map) / map.size());
    }

    @Override
    public void close() {
        // Nothing to let go of: memory belongs to the garbage collector.
    }
}
