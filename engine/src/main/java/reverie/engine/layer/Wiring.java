package reverie.engine.layer;

import reverie.kernels.FeatureMap;
import reverie.kernels.Filters;
import reverie.kernels.Operation;

/** Where a layer's values lie in one pass: its inputs, its output, and the gradients of both. */
public interface Wiring {

    int inputs();

    FeatureMap input(int index);

    FeatureMap output();

    FeatureMap inputGradient(int index);

    FeatureMap outputGradient();

    /** Whether another reader has already written this input's gradient, so that it must be added to. */
    boolean accumulates(int index);

    /** Whether the ReLU that follows is computed by this layer's operation. */
    boolean fusesRelu();

    /** The layer's own filters, for layers that have weights. */
    Filters filters();

    /** Where the gradient of the filters is added up, in training; as {@link Operation.ConvolutionFilterBackward} has it. */
    FeatureMap filterGradient();

    /** Where the gradient of the bias is added up, in training. */
    FeatureMap biasGradient();
}
