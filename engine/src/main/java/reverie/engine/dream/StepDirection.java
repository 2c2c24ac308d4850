package reverie.engine.dream;

import java.util.Optional;
import reverie.engine.image.Preprocessing;
import reverie.kernels.Backend;
import reverie.kernels.FeatureMap;
import reverie.kernels.Reading;

/** The way of a step: the gradient, or what the settings make of it. For one picture size. */
final class StepDirection {

    private final Backend backend;
    private final FeatureMap gradient;
    private final Ascent ascent;
    private final Optional<GaussianBlur> blur;
    private final Optional<LaplacianPyramid> pyramid;
    private final Optional<Luminance> luminance;

    StepDirection(Backend backend, FeatureMap gradient, Ascent ascent, Preprocessing preprocessing) {
        this.backend = backend;
        this.gradient = gradient;
        this.ascent = ascent;
        this.blur =
                ascent.blur() > 0 ? Optional.of(new GaussianBlur(backend, gradient, ascent.blur())) : Optional.empty();
        this.pyramid = ascent.stepNorm() == StepNorm.LAPLACIAN
                ? Optional.of(new LaplacianPyramid(backend, smoothed()))
                : Optional.empty();
        this.luminance = ascent.luminanceOnly()
                ? Optional.of(new Luminance(backend, preprocessing, balanced()))
                : Optional.empty();
    }

    private FeatureMap smoothed() {
        return blur.map(GaussianBlur::smoothed).orElse(gradient);
    }

    private FeatureMap balanced() {
        return pyramid.map(LaplacianPyramid::normalised).orElse(smoothed());
    }

    /** The way, for what the gradient's map holds now, which may be written over. */
    FeatureMap find() {
        blur.ifPresent(GaussianBlur::run);
        pyramid.ifPresent(LaplacianPyramid::normalise);
        luminance.ifPresent(Luminance::run);
        return luminance.map(Luminance::brightness).orElse(balanced());
    }

    /**
     * By what a way is divided.
     *
     * @param share how much of the picture it concerns; elsewhere it is zero, which must not make it shorter
     */
    Reading length(FeatureMap way, double share) {
        return switch (ascent.stepNorm()) {
            case MEAN_ABSOLUTE, LAPLACIAN -> backend.meanAbsolute(way).times(1 / share);
            case STANDARD_DEVIATION -> Reading.of(standardDeviation(backend.read(way)) / Math.sqrt(share));
            case NONE -> Reading.of(1);
        };
    }

    private static double standardDeviation(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / values.length);
    }
}
