package reverie.cli.option;

import picocli.CommandLine.Option;
import reverie.cli.report.UsageException;
import reverie.engine.dream.DreamSettings;
import reverie.engine.network.NetworkDefinition;

/** How to dream; the defaults are the original notebook's. */
@SuppressWarnings("UnusedMethod") // picocli calls the setters
public final class DreamOptions {

    @Option(
            names = {"-l", "--layer"},
            paramLabel = "LAYER",
            description = {
                "The layer whose activations grow; 'reverie layers' lists all, short forms such as 4c will do.",
                "Default: inception_4c/output, or a layer above the middle of a network that has none."
            })
    private String layer;

    @Option(
            names = {"--octaves"},
            paramLabel = "N",
            description = "How many sizes of the picture to dream on. Default: ${DEFAULT-VALUE}.")
    private int octaves = DreamSettings.DEFAULT_OCTAVES;

    @Option(
            names = {"--octave-scale"},
            paramLabel = "F",
            description = "How much larger each octave is than the one before; below 1, how much smaller than the next."
                    + " Default: ${DEFAULT-VALUE}.")
    private double octaveScale = DreamSettings.DEFAULT_OCTAVE_SCALE;

    @Option(
            names = {"--iterations"},
            paramLabel = "N",
            description = "Steps per octave. Default: ${DEFAULT-VALUE}.")
    private int iterations = DreamSettings.DEFAULT_ITERATIONS;

    @Option(
            names = {"--step"},
            paramLabel = "F",
            description = "Length of a step: mean change of a pixel, in grey levels. Default: ${DEFAULT-VALUE}.")
    private double step = DreamSettings.DEFAULT_STEP_SIZE;

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

    // What other dreaming tools call these options. The defaults above stand at the fields: one that picocli is told
    // of,
    // it would set after these, where the option itself is not given.
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

    /** The settings for a network, checked. */
    public DreamSettings settings(NetworkDefinition definition) {
        String name = layer == null ? ModelOptions.defaultLayer(definition) : ModelOptions.layer(definition, layer);
        try {
            // A scale below 1 is how some tools say by how much smaller each octave is than the next.
            double scale = octaveScale > 0 && octaveScale < 1 ? 1 / octaveScale : octaveScale;
            return new DreamSettings(name, octaves, scale, iterations, step, jitter);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    public long seed() {
        return seed;
    }
}
