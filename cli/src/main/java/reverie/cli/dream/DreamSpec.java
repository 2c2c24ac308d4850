package reverie.cli.dream;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;
import reverie.engine.network.Model;
import reverie.weights.ModelMetadata;

/**
 * Everything that somebody asks of a dream, beside the photo and the model: what a command line says, what a preset stands
 * for, and what a recipe keeps.
 *
 * @param layers what shall grow at layers
 * @param classes which classes' scores shall grow
 * @param power of the objective at whole layers
 * @param guide a picture that the layers shall be drawn to, instead of to more of what they see
 * @param mask a picture that is white where to dream and black where not
 * @param noise whether to start from noise of the photo's size instead of the photo
 * @param settings how the dream goes
 * @param fewerOctaves whether there may be fewer octaves, where the picture is too small for all of them
 * @param seed fixes the shifts, and the noise
 */
public record DreamSpec(
        List<LayerTerm> layers,
        List<ClassTerm> classes,
        double power,
        Optional<Path> guide,
        Optional<Path> mask,
        boolean noise,
        DreamSettings settings,
        boolean fewerOctaves,
        long seed) {

    private static final long DEFAULT_SEED = 1;

    public DreamSpec {
        layers = List.copyOf(layers);
        classes = List.copyOf(classes);
    }

    /** Whole layers by the square of what they see: the notebook's objective. */
    static DreamSpec of(List<LayerTerm> layers, double power, DreamSettings settings) {
        return new DreamSpec(
                layers, List.of(), power, Optional.empty(), Optional.empty(), false, settings, true, DEFAULT_SEED);
    }

    /** What a model's file says of how to dream with it; where it says nothing, as in the notebook. */
    public static DreamSpec defaults(Model model) {
        var says = new ModelDefaults(model);
        DreamSettings notebook = DreamSettings.NOTEBOOK;
        String layer = says.text(ModelMetadata.DREAM_LAYER).orElseGet(() -> LayerChoice.usual(model.definition()));
        StepNorm norm = says.stepNorm();
        var ascent = new Ascent(
                says.number(ModelMetadata.DREAM_STEP, notebook.ascent().stepSize()),
                norm,
                says.number(ModelMetadata.DREAM_BLUR, 0),
                0,
                0,
                false);
        var settings = new DreamSettings(
                says.count(ModelMetadata.DREAM_OCTAVES, notebook.octaves()),
                says.number(ModelMetadata.DREAM_OCTAVE_SCALE, notebook.octaveScale()),
                says.count(ModelMetadata.DREAM_ITERATIONS, notebook.iterations()),
                notebook.jitter(),
                ascent,
                0);
        return of(List.of(LayerTerm.of(layer)), says.number(ModelMetadata.DREAM_POWER, 2), settings);
    }

    /** The same with another objective. */
    public DreamSpec withObjective(List<LayerTerm> newLayers, List<ClassTerm> newClasses) {
        return new DreamSpec(newLayers, newClasses, power, guide, mask, noise, settings, fewerOctaves, seed);
    }

    /** The same, going otherwise. */
    public DreamSpec withSettings(DreamSettings other) {
        return new DreamSpec(layers, classes, power, guide, mask, noise, other, fewerOctaves, seed);
    }

    /** The same with another seed. */
    public DreamSpec withSeed(long other) {
        return new DreamSpec(layers, classes, power, guide, mask, noise, settings, fewerOctaves, other);
    }

    /** The same, beginning with the photo. */
    public DreamSpec withoutNoise() {
        return new DreamSpec(layers, classes, power, guide, mask, false, settings, fewerOctaves, seed);
    }

    /** The same with files that lie elsewhere, or none. */
    DreamSpec withPictures(Optional<Path> newGuide, Optional<Path> newMask) {
        return new DreamSpec(layers, classes, power, newGuide, newMask, noise, settings, fewerOctaves, seed);
    }

    /** The same with as many octaves as there can be. */
    DreamSpec withFewerOctaves() {
        return new DreamSpec(layers, classes, power, guide, mask, noise, settings, true, seed);
    }

    /** Whether another asks for the same dream, wherever guide and mask may lie. */
    public boolean isSameDream(DreamSpec other) {
        return guide.isPresent() == other.guide.isPresent()
                && mask.isPresent() == other.mask.isPresent()
                && withPictures(Optional.empty(), Optional.empty())
                        .equals(other.withPictures(Optional.empty(), Optional.empty()));
    }
}
