package reverie.cli.dream;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reverie.cli.report.UsageException;
import reverie.engine.dream.Ascent;
import reverie.engine.dream.DreamSettings;
import reverie.engine.dream.StepNorm;
import reverie.engine.network.Model;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;

/**
 * The published settings of other dreaming tools, in our units: grey levels from 0 to 255. Where a tool dreams with another
 * network, its layers are replaced by those of GoogLeNet that stand as deep; docs/presets.md has the table with what each
 * tool does beyond.
 */
@SuppressWarnings("ImmutableEnumChecker") // settings are records all the way down
public enum Preset {
    GOOGLE2015(
            "google2015",
            "Google's notebook of 2015, with which it all began",
            "inception_4c/output",
            DreamSettings.NOTEBOOK),
    GOOGLE2015_SWIRLS(
            "google2015-swirls",
            "the notebook's second example, at a low layer",
            "inception_3b/5x5_reduce",
            DreamSettings.NOTEBOOK),
    GOOGLE2015_GUIDED(
            "google2015-guided",
            "the notebook's guided dream: give a --guide",
            "inception_3b/output",
            DreamSettings.NOTEBOOK),
    TF1(
            "tf1",
            "Google's TensorFlow notebook of 2016",
            "inception_4c/output",
            settings(4, 1.4, 10, Unit.HALF_TILE, 1.5, StepNorm.MEAN_ABSOLUTE, 0)),
    TF1_LAPNORM(
            "tf1-lapnorm",
            "the same with Laplacian normalisation: smooth, large figures",
            "inception_4d/3x3_reduce:139",
            settings(3, 1.4, 10, Unit.HALF_TILE, 1.0, StepNorm.LAPLACIAN, 0)),
    TF2(
            "tf2",
            "TensorFlow's tutorial: two layers, five octaves, many small steps",
            "inception_4a/output,inception_4c/output",
            settings(5, 1.3, 100, 512, 0.01 * Unit.HALF_RANGE, StepNorm.STANDARD_DEVIATION, 0)),
    KERAS(
            "keras",
            "the Keras example: four layers, the deeper the heavier, without jitter",
            "inception_4b/output,inception_4c/output*1.5,inception_4d/output*2,inception_4e/output*2.5",
            settings(3, 1.4, 20, 0, 0.01 * Unit.HALF_RANGE, StepNorm.MEAN_ABSOLUTE, 0)),
    GORDIC(
            "gordic",
            "Aleksa Gordić's pytorch-deepdream: smoothed gradients, strong octaves",
            "inception_4c/output",
            settings(4, 1.8, 10, 32, 0.09 * Unit.IMAGENET_DEVIATION, StepNorm.STANDARD_DEVIATION, Unit.GORDIC_BLUR)),
    MLX(
            "mlx",
            "DeepDream-MLX: three layers at once",
            "inception_3b/output,inception_4c/output,inception_4d/output",
            settings(4, 1.8, 10, 32, 0.09 * Unit.IMAGENET_DEVIATION, StepNorm.STANDARD_DEVIATION, Unit.GORDIC_BLUR)),
    VIDEO(
            "video",
            "DeepDreamVideo: half the steps, for films",
            "inception_4c/output",
            settings(4, 1.5, 5, 32, 1.5, StepNorm.MEAN_ABSOLUTE, 0)),
    ANIM(
            "anim",
            "DeepDreamAnim: the notebook's steps, octaves further apart",
            "inception_4c/output",
            settings(4, 1.5, 10, 32, 1.5, StepNorm.MEAN_ABSOLUTE, 0)),
    CROWSON(
            "crowson",
            "Katherine Crowson's deep_dream: twice as many octaves, steps of one grey level",
            "inception_4c/output",
            settings(6, Math.sqrt(2), 10, 32, 1.0, StepNorm.MEAN_ABSOLUTE, 0));

    private final String label;
    private final String description;
    private final String layers;
    private final DreamSettings settings;

    Preset(String label, String description, String layers, DreamSettings settings) {
        this.label = label;
        this.description = description;
        this.layers = layers;
        this.settings = settings;
    }

    private static DreamSettings settings(
            int octaves, double scale, int iterations, int jitter, double step, StepNorm norm, double blur) {
        return new DreamSettings(octaves, scale, iterations, jitter, new Ascent(step, norm, blur, 0, 0, false), 0);
    }

    /** What others count pixels in, in grey levels. */
    private static final class Unit {

        /** TensorFlow's networks see pixels from -1 to 1. */
        static final double HALF_RANGE = 127.5;

        /** PyTorch's see them in standard deviations of ImageNet's pixels, of 0.226 of the range on average. */
        static final double IMAGENET_DEVIATION = 0.226 * 255;

        /** The notebook of 2016 shifts by 0 to 511 pixels, which is as far as half of it both ways. */
        static final int HALF_TILE = 256;

        /** The middle one of three, which grows from 0.7 to 2.5 in an octave; its mean. */
        static final double GORDIC_BLUR = 1.6;
    }

    /** What it is called in options. */
    public String label() {
        return label;
    }

    /** What it imitates, in a few words. */
    public String description() {
        return description;
    }

    /** Where it dreams, in GoogLeNet. */
    public String layers() {
        return layers;
    }

    /** How it dreams. */
    public DreamSettings settings() {
        return settings;
    }

    /** The same as options of a command line, to four digits. */
    public String optionsLine() {
        Ascent ascent = settings.ascent();
        return "--layer %s --octaves %d --octave-scale %s --iterations %d --step %s --step-norm %s%s --jitter %d"
                .formatted(
                        layers,
                        settings.octaves(),
                        digits(settings.octaveScale()),
                        settings.iterations(),
                        digits(ascent.stepSize()),
                        ascent.stepNorm(),
                        ascent.blur() > 0 ? " --blur " + digits(ascent.blur()) : "",
                        settings.jitter());
    }

    private static String digits(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    /**
     * What it asks of a dream with a model, and for seed, pictures and the like what another says. A model that lacks its
     * layers dreams where it does by itself.
     *
     * @param err is told so
     */
    public DreamSpec over(DreamSpec other, Model model, PrintWriter err) {
        List<LayerTerm> terms = LayerTerm.parseAll(layers);
        if (!terms.stream().allMatch(term -> isIn(model.definition(), term))) {
            List<LayerTerm> own = DreamSpec.defaults(model).layers();
            err.println("preset %s is for %s, which this model lacks; dreaming at %s"
                    .formatted(label, layers, own.getFirst()));
            terms = own;
        }
        return new DreamSpec(
                terms,
                List.of(),
                2,
                other.guide(),
                other.mask(),
                other.noise(),
                settings.withTile(other.settings().tile()),
                true,
                other.seed());
    }

    private static boolean isIn(NetworkDefinition definition, LayerTerm term) {
        if (definition.find(term.layer()).isEmpty()) {
            return false;
        }
        int channels = NetworkShapes.ofOwnInput(definition).of(term.layer()).channels();
        return term.channel().orElse(0) < channels;
    }

    /**
     * The preset of a name.
     *
     * @throws UsageException if there is none
     */
    public static Preset named(String name) {
        return Stream.of(values())
                .filter(preset -> preset.label.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("no preset '%s'; there are %s"
                        .formatted(name, Stream.of(values()).map(Preset::label).collect(Collectors.joining(", ")))));
    }
}
