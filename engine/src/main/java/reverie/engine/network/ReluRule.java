package reverie.engine.network;

import java.util.ArrayList;
import java.util.List;
import reverie.kernels.FeatureMap;
import reverie.kernels.Operation;

/** What a gradient goes through at every ReLU on its way back. */
public enum ReluRule {
    /** The derivative: dx = dy where y > 0, else 0. */
    DERIVATIVE {
        @Override
        List<Operation> backward(List<Operation> operations) {
            return operations;
        }
    },

    /**
     * Guided backpropagation (Springenberg, Dosovitskiy, Brox and Riedmiller 2014): what speaks against is left out too, dx =
     * max(0, dy) where y > 0, else 0. The result is the derivative of nothing, and shows what speaks for.
     */
    GUIDED {
        @Override
        List<Operation> backward(List<Operation> operations) {
            List<Operation> guided = new ArrayList<>();
            for (Operation operation : operations) {
                if (operation instanceof Operation.ReluBackward relu) {
                    FeatureMap gradient = relu.outputGradient(); // complete, and of no use to anybody else any more
                    guided.add(new Operation.Relu(gradient, gradient));
                }
                guided.add(operation);
            }
            return guided;
        }
    };

    /** The operations of a backward under this rule, of those under the {@link #DERIVATIVE}. */
    abstract List<Operation> backward(List<Operation> operations);
}
