package reverie.engine.dream;

import java.util.Optional;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;

/** The way of a step: the gradient, or what the settings make of it. For one picture size. */
final class StepDirection {

    private final FeatureMap gradient;
    private final Optional<GaussianBlur> blur;
    private final Optional<LaplacianPyramid> pyramid;

    StepDirection(Backend backend, FeatureMap gradient, DreamSettings settings) {
        this.gradient = gradient;
        this.blur = settings.blur() > 0
                ? Optional.of(new GaussianBlur(backend, gradient, settings.blur()))
                : Optional.empty();
        FeatureMap smooth = blur.map(GaussianBlur::smoothed).orElse(gradient);
        this.pyramid = settings.stepNorm() == StepNorm.LAPLACIAN
                ? Optional.of(new LaplacianPyramid(backend, smooth))
                : Optional.empty();
    }

    /** The way, for what the gradient's map holds now, which may be written over. */
    FeatureMap find() {
        blur.ifPresent(GaussianBlur::run);
        return pyramid.isPresent()
                ? pyramid.get().normalise()
                : blur.map(GaussianBlur::smoothed).orElse(gradient);
    }
}
