package reverie.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import reverie.engine.image.Preprocessing;
import reverie.engine.image.Preprocessing.ChannelOrder;
import reverie.engine.network.Model;

/**
 * What a model file says of itself, beside its weights: the keys of its metadata, and how a model is written as such text
 * and read back.
 */
public final class ModelMetadata {

    /** The version of this layout; a file of another one is refused. */
    public static final String FORMAT = "reverie_format";

    /** The network's definition, as a {@code .prototxt}. */
    public static final String NETWORK = "network";

    /** Three numbers in the network's channel order, for classification. */
    public static final String MEAN_PIXEL = "mean_pixel";

    /** The same for dreams. */
    public static final String DREAM_MEAN_PIXEL = "dream_mean_pixel";

    /** The layer to dream at where nobody says; optional, as are the other defaults of a dream. */
    public static final String DREAM_LAYER = "dream_layer";

    /** How many octaves a dream has. */
    public static final String DREAM_OCTAVES = "dream_octaves";

    /** How much larger each octave is than the one before. */
    public static final String DREAM_OCTAVE_SCALE = "dream_octave_scale";

    /** Steps per octave. */
    public static final String DREAM_ITERATIONS = "dream_iterations";

    /** Length of a step, in grey levels. */
    public static final String DREAM_STEP = "dream_step";

    /** The power of the objective. */
    public static final String DREAM_POWER = "dream_power";

    /** How far the gradient is smoothed before a step, in pixels. */
    public static final String DREAM_BLUR = "dream_blur";

    /** What is made of the gradient before a step: {@code meanabs} or {@code laplacian}. */
    public static final String DREAM_STEP_NORM = "dream_step_norm";

    /** {@code BGR} or {@code RGB}. */
    public static final String CHANNEL_ORDER = "channel_order";

    /** What black and white are before the mean is subtracted. */
    public static final String VALUE_RANGE = "value_range";

    /** Names of the classes, one per line. */
    public static final String LABELS = "labels";

    /** What people call the model. */
    public static final String NAME = "name";

    /** The name of the file that the weights come from. */
    public static final String SOURCE_FILE = "source_file";

    /** That file's SHA-256, in hexadecimal. */
    public static final String SOURCE_SHA256 = "source_sha256";

    /** The terms under which the weights may be used. */
    public static final String LICENCE = "licence";

    static final String FORMAT_VERSION = "1";

    private static final String PIXEL_RANGE = "0,255";

    /** What stands for parts of the model itself; the rest is free. */
    private static final List<String> PARTS =
            List.of(FORMAT, NETWORK, MEAN_PIXEL, DREAM_MEAN_PIXEL, CHANNEL_ORDER, VALUE_RANGE, LABELS);

    private ModelMetadata() {}

    /** The text that stands for a model; the same for the same model. */
    static SequencedMap<String, String> print(Model model) {
        SequencedMap<String, String> text = new LinkedHashMap<>();
        text.put(FORMAT, FORMAT_VERSION);
        text.put(MEAN_PIXEL, print(model.preprocessing().mean()));
        text.put(DREAM_MEAN_PIXEL, print(model.dreamPreprocessing().mean()));
        text.put(CHANNEL_ORDER, model.preprocessing().channelOrder().name());
        text.put(VALUE_RANGE, PIXEL_RANGE);
        TreeMap<String, String> others = new TreeMap<>(model.metadata());
        others.keySet().removeAll(PARTS);
        text.putAll(others);
        text.put(NETWORK, PrototxtWriter.print(model.definition()));
        if (!model.labels().isEmpty()) {
            text.put(LABELS, String.join("\n", model.labels()));
        }
        return text;
    }

    private static String print(List<Float> mean) {
        return mean.stream().map(ModelMetadata::print).collect(Collectors.joining(","));
    }

    private static String print(float value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Float.toString(value);
    }

    static Preprocessing preprocessing(Safetensors file, String meanKey) throws WeightFormatException {
        String order = required(file, CHANNEL_ORDER);
        if (!order.equals(ChannelOrder.BGR.name()) && !order.equals(ChannelOrder.RGB.name())) {
            throw unknown(file, CHANNEL_ORDER, order);
        }
        return new Preprocessing(ChannelOrder.valueOf(order), pixel(file, meanKey));
    }

    private static List<Float> pixel(Safetensors file, String key) throws WeightFormatException {
        String text = required(file, key);
        List<Float> pixel = new ArrayList<>();
        try {
            for (String value : text.split(",", -1)) {
                pixel.add(Float.parseFloat(value.strip()));
            }
        } catch (NumberFormatException _) {
            throw unknown(file, key, text);
        }
        if (pixel.size() != 3 || !pixel.stream().allMatch(Float::isFinite)) {
            throw unknown(file, key, text);
        }
        return pixel;
    }

    /** Checks that this code knows what the file's numbers mean. */
    static void requireKnown(Safetensors file) throws WeightFormatException {
        if (!file.metadata().containsKey(FORMAT)) {
            throw new WeightFormatException(
                    "'%s' is a .safetensors file, but not a Reverie model; 'reverie weights convert' makes one of Caffe's files"
                            .formatted(file.name()));
        }
        if (!required(file, FORMAT).equals(FORMAT_VERSION)) {
            throw new WeightFormatException("'%s' is a model of format %s; this version of Reverie reads format %s"
                    .formatted(file.name(), required(file, FORMAT), FORMAT_VERSION));
        }
        if (!required(file, VALUE_RANGE).equals(PIXEL_RANGE)) {
            throw unknown(file, VALUE_RANGE, required(file, VALUE_RANGE));
        }
    }

    static List<String> labels(Safetensors file) {
        String labels = file.metadata().getOrDefault(LABELS, "");
        return labels.isEmpty() ? List.of() : List.of(labels.split("\n", -1));
    }

    /** Everything that is not a part of the model itself. */
    static Map<String, String> others(Safetensors file) {
        Map<String, String> others = new LinkedHashMap<>(file.metadata());
        others.keySet().removeAll(PARTS);
        return others;
    }

    static String required(Safetensors file, String key) throws WeightFormatException {
        String value = file.metadata().get(key);
        if (value == null) {
            throw new WeightFormatException("'%s': the model does not say its %s".formatted(file.name(), key));
        }
        return value;
    }

    private static WeightFormatException unknown(Safetensors file, String key, String value) {
        return new WeightFormatException("'%s': %s '%s' is not known".formatted(file.name(), key, value));
    }
}
