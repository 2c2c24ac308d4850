package reverie.cli.option;

import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.weights.ModelMetadata;

/** How to dream; the defaults are the model's own, or the original notebook's. */
@SuppressWarnings("UnusedMethod") // picocli calls the setters
public final class DreamOptions {

    @Option(
            names = {"-l", "--layer"},
            paramLabel = "LAYER",
            description = {
                "The layer whose activations grow; 'reverie layers' lists all, short forms such as 4c will do.",
                "Default: what the model says, or inception_4c/output, or a layer above the middle of a network that has none."
            })
    private String layer;

    @Option(
            names = {"--octaves"},
            paramLabel = "N",
            description = "How many sizes of the picture to dream on. Default: what the model says, or "
                    + DreamSettings.DEFAULT_OCTAVES + ".")
    private Integer octaves;

    @Option(
            names = {"--octave-scale"},
            paramLabel = "F",
            description = "How much larger each octave is than the one before; below 1, how much smaller than the next."
                    + " Default: what the model says, or " + DreamSettings.DEFAULT_OCTAVE_SCALE + ".")
    private Double octaveScale;

    @Option(
            names = {"--iterations"},
            paramLabel = "N",
            description =
                    "Steps per octave. Default: what the model says, or " + DreamSettings.DEFAULT_ITERATIONS + ".")
    private Integer iterations;

    @Option(
            names = {"--step"},
            paramLabel = "F",
            description = "Length of a step: mean change of a pixel, in grey levels. Default: what the model says, or "
                    + DreamSettings.DEFAULT_STEP_SIZE + ".")
    private Double step;

    @Option(
            names = {"--blur"},
            paramLabel = "SIGMA",
            description = "Smooth the gradient over so many pixels before a step, which leaves figures and takes noise."
                    + " Default: what the model says, or 0.")
    private Double blur;

    @Option(
            names = {"--step-norm"},
            paramLabel = "NORM",
            description =
                    "What is made of the gradient before a step: meanabs divides it by its mean, as the notebook did;"
                            + " laplacian makes coarse and fine parts equally strong first. Default: what the model says, or meanabs.")
    private StepNorm stepNorm;

    @Option(
            names = {"--power"},
            paramLabel = "P",
            description =
                    "What grows is the sum over all pixels of the layer's response to the power of P: with 2, as in the"
                            + " notebook, strong responses take all, down to 1 faint ones grow too. Default: what the model says, or 2.")
    private Double power;

    @Option(
            names = {"--jitter"},
            paramLabel = "N",
            description = "Greatest shift of the picture before a step, in pixels. Default: ${DEFAULT-VALUE}.")
    private int jitter = DreamSettings.DEFAULT_JITTER;

    @Option(
            names = {"--seed"},
            paramLabel = "N",
            description = "Fixes the shifts: the same seed gives the same picture. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    // What other dreaming tools call these options.

    @Option(
            names = {"--steps", "--itern"},
            hidden = true)
    private void setSteps(int value) {
        iterations = value;
    }

    @Option(
            names = {"--step-size", "--lr", "--learning-rate"},
            hidden = true)
    private void setStepSize(double value) {
        step = value;
    }

    @Option(
            names = {"--num-octaves", "--pyramid-size"},
            hidden = true)
    private void setNumOctaves(int value) {
        octaves = value;
    }

    @Option(
            names = {"--octavescale", "--pyramid-ratio"},
            hidden = true)
    private void setPyramidRatio(double value) {
        octaveScale = value;
    }

    /** The settings for a model, checked. What was not given is as the model's file says, or else as in the notebook. */
    public DreamSettings settings(Model model) {
        NetworkDefinition definition = model.definition();
        var says = new ModelDefaults(model);
        String name = layer == null
                ? says.text(ModelMetadata.DREAM_LAYER).orElseGet(() -> ModelOptions.defaultLayer(definition))
                : layer;
        double scale = octaveScale == null
                ? says.number(ModelMetadata.DREAM_OCTAVE_SCALE, DreamSettings.DEFAULT_OCTAVE_SCALE)
                : octaveScale;
        try {
            return new DreamSettings(
                    ModelOptions.layer(definition, name),
                    octaves == null ? says.count(ModelMetadata.DREAM_OCTAVES, DreamSettings.DEFAULT_OCTAVES) : octaves,
                    // A scale below 1 is how some tools say by how much smaller each octave is than the next.
                    scale > 0 && scale < 1 ? 1 / scale : scale,
                    iterations == null
                            ? says.count(ModelMetadata.DREAM_ITERATIONS, DreamSettings.DEFAULT_ITERATIONS)
                            : iterations,
                    step == null ? says.number(ModelMetadata.DREAM_STEP, DreamSettings.DEFAULT_STEP_SIZE) : step,
                    jitter,
                    blur == null ? says.number(ModelMetadata.DREAM_BLUR, 0) : blur,
                    stepNorm == null ? says.stepNorm() : stepNorm);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** The power of the objective. */
    public double power(Model model) {
        double chosen = power == null ? new ModelDefaults(model).number(ModelMetadata.DREAM_POWER, 2) : power;
        if (!(chosen >= 1 && chosen <= 2)) {
            throw new UsageException("--power must be from 1 to 2, not " + chosen);
        }
        return chosen;
    }

    public long seed() {
        return seed;
    }
}
