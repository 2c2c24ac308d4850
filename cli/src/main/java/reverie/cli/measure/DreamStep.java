package reverie.cli.measure;

import java.util.Random;
import reverie.engine.network.Network;
import reverie.engine.network.Pass;
import reverie.engine.objective.L2Objective;
import reverie.kernels.Backend;
import reverie.kernels.RelativeError;

/** The work of a dream's step at one size, on a picture of noise: to a layer, and back to the pixels. */
final class DreamStep {

    /** About the range of a photo less its mean. */
    private static final float RANGE = 120;

    /** Forward, rounding grows from layer to layer. */
    private static final double ACTIVATION_TOLERANCE = 1e-4;

    /** Backward, it may also decide which of two nearly equal values in a max-pooling window gets the gradient. */
    private static final double GRADIENT_TOLERANCE = 1e-2;

    private final Backend backend;
    private final Pass pass;
    private final String layer;

    DreamStep(Network network, String layer, int height, int width) {
        this.backend = network.backend();
        this.layer = layer;
        this.pass = network.prepare(height, width, layer);
        var random = new Random(1701);
        float[] pixels = new float[pass.input().size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = RANGE * (2 * random.nextFloat() - 1);
        }
        backend.write(pixels, pass.input());
    }

    void forward() {
        pass.forwardTo(layer);
    }

    void forwardAndBackward() {
        forward();
        new L2Objective().differentiate(backend, pass.activation(layer), pass.gradient(layer));
        pass.backwardFrom(layer);
    }

    /**
     * Checks that another backend computes the same.
     *
     * @return the relative error of the gradient
     * @throws IllegalStateException if it does not; a fast wrong result is worth nothing
     */
    double requireAgreement(DreamStep reference) {
        reference.forwardAndBackward();
        forwardAndBackward();
        requireClose(
                "activation",
                reference.backend.read(reference.pass.activation(layer)),
                backend.read(pass.activation(layer)),
                ACTIVATION_TOLERANCE);
        return requireClose(
                "gradient",
                reference.backend.read(reference.pass.inputGradient()),
                backend.read(pass.inputGradient()),
                GRADIENT_TOLERANCE);
    }

    private double requireClose(String what, float[] expected, float[] actual, double tolerance) {
        double error = RelativeError.of(expected, actual);
        // Written so that a NaN fails.
        if (!(error <= tolerance)) {
            throw new IllegalStateException("the %s of backend %s differs from the reference by %.3g, more than %.0e"
                    .formatted(what, backend.name(), error, tolerance));
        }
        return error;
    }
}
