package reverie.cli.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import reverie.cli.dream.ClassTerm;
import reverie.cli.dream.DreamSpec;
import reverie.cli.dream.LayerTerm;
import reverie.cli.dream.Preset;
import reverie.cli.report.UsageException;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;
import reverie.engine.network.Model;

/** How to dream. What is not given is as a preset says, or as the model's file does, or as in the original notebook. */
@SuppressWarnings("UnusedMethod") // picocli calls the setters
public final class DreamOptions {

    private static final String OR_NOTEBOOK = " Default: what the model says, or the notebook's ";

    @Option(
            names = {"-l", "--layer"},
            paramLabel = "LAYER",
            description = {
                "The layer whose activations grow; 'reverie layers' lists all, short forms such as 4c will do.",
                "LAYER:CHANNEL is one channel of it, LAYER:CHANNEL@X,Y one neuron: that channel in the cell X, Y. LAYER*0.5"
                        + " counts half, LAYER*-1 shrinks. May be given several times, or with commas, or as a pattern with"
                        + " * and ?.",
                "Default: what the model says, or inception_4c/output, or a layer above the middle of a network that has none."
            })
    private List<String> layers;

    @Option(
            names = "--class",
            paramLabel = "LABEL",
            description = {
                "A class whose score grows: its label, a word of it, or its number. LABEL*0.5 counts half, LABEL*-1 shrinks."
                        + " May be given several times.",
                "On pictures larger than the network's own, the score of every place."
            })
    private List<String> classes;

    @Option(
            names = {"--guide", "--guide-image"},
            paramLabel = "PICTURE",
            description = "Draw the layers to what they see in this picture, instead of to more of what they see.")
    private Path guide;

    @Option(
            names = "--power",
            paramLabel = "P",
            description =
                    "What grows is the sum over all pixels of the layer's response to the power of P: with 2, as in the"
                            + " notebook, strong responses take all, down to 1 faint ones grow too." + OR_NOTEBOOK
                            + "2.")
    private Double power;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "Dream as another tool does; 'reverie presets' lists them. Other options go before.")
    private String preset;

    @Option(
            names = "--octaves",
            paramLabel = "N",
            description = "How many sizes of the picture to dream on." + OR_NOTEBOOK
                    + "4; fewer where the picture is too small.")
    private Integer octaves;

    @Option(
            names = "--octave-scale",
            paramLabel = "F",
            description = "How much larger each octave is than the one before; below 1, how much smaller than the next."
                    + OR_NOTEBOOK + "1.4.")
    private Double octaveScale;

    @Option(names = "--iterations", paramLabel = "N", description = "Steps per octave." + OR_NOTEBOOK + "10.")
    private Integer iterations;

    @Option(
            names = "--step",
            paramLabel = "F",
            description = "Length of a step: mean change of a pixel, in grey levels." + OR_NOTEBOOK + "1.5.")
    private Double step;

    @Option(
            names = "--step-norm",
            paramLabel = "NORM",
            description =
                    "By what the gradient is divided before a step: meanabs, its mean, as in the notebook; std, its standard"
                            + " deviation; none, nothing; laplacian, its mean after coarse and fine parts were made equally"
                            + " strong." + OR_NOTEBOOK + "meanabs.")
    private StepNorm stepNorm;

    @Option(
            names = "--blur",
            paramLabel = "SIGMA",
            description = "Smooth the gradient over so many pixels before a step, which leaves figures and takes noise."
                    + OR_NOTEBOOK + "0.")
    private Double blur;

    @Option(
            names = "--tv",
            paramLabel = "F",
            description =
                    "Smooth the picture itself at every step (total variation), so much as compared with the step."
                            + " Try 0.1. Default: 0.")
    private Double totalVariation;

    @Option(
            names = "--l2",
            paramLabel = "F",
            description = "Pull back to the photo: take back this share of all change after every step. Try 0.02."
                    + " Default: 0.")
    private Double pull;

    @Option(
            names = "--mask",
            paramLabel = "PICTURE",
            description = "Where to dream: white is everything, black nothing, grey in between.")
    private Path mask;

    @Option(
            names = {"--keep-colours", "--keep-colors", "--original-colors"},
            description = "Change brightness alone; colours stay the photo's.")
    private Boolean keepColours;

    @Option(
            names = {"--noise", "--use-noise"},
            description = "Start from grey noise of the photo's size instead of the photo.")
    private Boolean noise;

    @Option(
            names = "--jitter",
            paramLabel = "N",
            description = "Greatest shift of the picture before a step, in pixels. Default: 32.")
    private Integer jitter;

    @Option(
            names = "--tile",
            paramLabel = "PIXELS",
            description =
                    "Compute at most so many pixels in a row at a time, in overlapping tiles: less memory, more time."
                            + " Default: all at once if it fits.")
    private Integer tile;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Fixes the shifts and the noise: the same seed gives the same picture. Default: 1.")
    private Long seed;

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

    /**
     * What is asked of a dream with a model.
     *
     * @param err is told where a preset does not fit the model
     * @throws UsageException if it cannot be meant
     */
    public DreamSpec spec(Model model, PrintWriter err) {
        return over(DreamSpec.defaults(model), model, err);
    }

    /**
     * What was given here, for the rest what a preset says, if one was given, and for the rest what another says.
     *
     * @param err is told where a preset does not fit the model
     * @throws UsageException if it cannot be meant
     */
    public DreamSpec over(DreamSpec other, Model model, PrintWriter err) {
        return over(preset == null ? other : Preset.named(preset).over(other, model, err));
    }

    private DreamSpec over(DreamSpec other) {
        boolean hasObjective = layers != null || classes != null;
        List<LayerTerm> newLayers = new ArrayList<>();
        if (layers != null) {
            layers.forEach(text -> newLayers.addAll(LayerTerm.parseAll(text)));
        }
        List<ClassTerm> newClasses = classes == null
                ? List.of()
                : classes.stream().map(ClassTerm::parse).toList();
        var spec = new DreamSpec(
                hasObjective ? newLayers : other.layers(),
                hasObjective ? newClasses : other.classes(),
                power == null ? other.power() : power,
                Optional.ofNullable(guide).or(other::guide),
                Optional.ofNullable(mask).or(other::mask),
                noise == null ? other.noise() : noise,
                settings(other.settings()),
                octaves == null && other.fewerOctaves(),
                seed == null ? other.seed() : seed);
        check(spec);
        return spec;
    }

    private DreamSettings settings(DreamSettings other) {
        try {
            return new DreamSettings(
                    octaves == null ? other.octaves() : octaves,
                    scale(octaveScale == null ? other.octaveScale() : octaveScale),
                    iterations == null ? other.iterations() : iterations,
                    jitter == null ? other.jitter() : jitter,
                    ascent(other.ascent()),
                    tile == null ? other.tile() : tile);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** A scale below 1 is how some tools say by how much smaller each octave is than the next. */
    private static double scale(double value) {
        return value > 0 && value < 1 ? 1 / value : value;
    }

    private Ascent ascent(Ascent other) {
        return new Ascent(
                step == null ? other.stepSize() : step,
                stepNorm == null ? other.stepNorm() : stepNorm,
                blur == null ? other.blur() : blur,
                totalVariation == null ? other.totalVariation() : totalVariation,
                pull == null ? other.pull() : pull,
                keepColours == null ? other.luminanceOnly() : keepColours);
    }

    /** Refuses what would change nothing, rather than say nothing. */
    private void check(DreamSpec spec) {
        if (!(spec.power() >= 1 && spec.power() <= 2)) {
            throw new UsageException("--power must be from 1 to 2, not " + spec.power());
        }
        boolean wholeLayers = spec.layers().stream().anyMatch(LayerTerm::isWhole);
        if (spec.guide().isPresent() && !wholeLayers) {
            throw new UsageException("--guide needs a whole layer, such as --layer 3b");
        }
        if (power != null && (!wholeLayers || spec.guide().isPresent())) {
            throw new UsageException("--power concerns whole layers without a guide, and there is none here");
        }
    }

    /** Whether the objective was given here, by layers or classes. */
    public boolean hasObjective() {
        return layers != null || classes != null;
    }

    /** Whether it was said here, directly or by a preset, how many steps an octave has. */
    public boolean hasIterations() {
        return iterations != null || preset != null;
    }
}
