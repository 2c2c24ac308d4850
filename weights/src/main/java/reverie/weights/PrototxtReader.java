package reverie.weights;

import com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import reverie.weights.proto.Caffe.NetParameter;

/**
 * Reads the text form of Caffe's network definitions, {@code .prototxt}, in both layouts.
 *
 * <p>Such files are full of settings that only matter for training, and new ones are invented all the time; those are
 * skipped. A setting that is unknown within a layer's own parameters is refused, for it may change what the layer computes.
 */
public final class PrototxtReader {

    /** The largest published definitions have some 200 kB. */
    private static final int MAX_BYTES = 16 << 20;

    private static final int MAX_DEPTH = 32;

    private static final Set<String> COMPUTING = Set.of(
            "ConcatParameter",
            "ConvolutionParameter",
            "EltwiseParameter",
            "InnerProductParameter",
            "LRNParameter",
            "PoolingParameter",
            "ReLUParameter",
            "SoftmaxParameter");

    private static final Set<String> HARMLESS =
            Set.of("weight_filler", "bias_filler", "engine", "force_nd_im2col", "stable_prod_grad");

    /** How the parser lists unknown fields: line:column, then message.field. */
    private static final Pattern UNKNOWN = Pattern.compile("(\\d+):\\d+:\\t(?:\\w+\\.)*(\\w+)\\.(\\w+)");

    // A lenient parse logs what it skips. That was looked at here already, and the user's screen is not the place for
    // it.
    private static final Logger PARSER_LOG = Logger.getLogger(TextFormat.class.getName());

    static {
        PARSER_LOG.setFilter(_ -> false);
    }

    private PrototxtReader() {}

    /**
     * Reads a definition.
     *
     * @throws WeightFormatException if it is something else, or says what this engine does not know
     * @throws IOException if it cannot be read
     */
    public static NetParameter read(Path file) throws IOException {
        FileKind.requireFile(file);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new WeightFormatException(
                    "'%s' is no network definition (.prototxt): it is far too long for one, over %d bytes"
                            .formatted(file, MAX_BYTES));
        }
        FileKind kind = FileKind.of(bytes);
        if (kind != FileKind.PROTOTXT && kind != FileKind.UNKNOWN) {
            throw new WeightFormatException(
                    "'%s' is %s, not a network definition (.prototxt)".formatted(file, kind.description()));
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return parse(file.toString(), text);
        } catch (CharacterCodingException e) {
            throw new WeightFormatException(
                    "'%s' is no network definition (.prototxt): it is not text".formatted(file), e);
        }
    }

    /**
     * Reads a definition that is in memory already.
     *
     * @param source what to call it in messages
     */
    public static NetParameter parse(String source, String text) throws WeightFormatException {
        NetParameter.Builder strict = NetParameter.newBuilder();
        try {
            parser(false).merge(text, strict);
            return V1Layers.upgrade(source, requireLayers(source, strict.build()));
        } catch (TextFormat.ParseException e) {
            requireHarmless(source, e);
        }
        NetParameter.Builder lenient = NetParameter.newBuilder();
        try {
            parser(true).merge(text, lenient);
        } catch (TextFormat.ParseException e) {
            throw malformed(source, e);
        }
        return V1Layers.upgrade(source, requireLayers(source, lenient.build()));
    }

    private static TextFormat.Parser parser(boolean allowUnknown) {
        return TextFormat.Parser.newBuilder()
                .setAllowUnknownFields(allowUnknown)
                .setRecursionLimit(MAX_DEPTH)
                .setSingularOverwritePolicy(TextFormat.Parser.SingularOverwritePolicy.FORBID_SINGULAR_OVERWRITES)
                .build();
    }

    /** A strict parse fails at the end with a list of all unknown fields, or at once with anything else. */
    private static void requireHarmless(String source, TextFormat.ParseException e) throws WeightFormatException {
        List<String> lines = e.getMessage().lines().toList();
        if (!lines.getFirst().contains("unknown fields")) {
            throw malformed(source, e);
        }
        for (String line : lines) {
            Matcher unknown = UNKNOWN.matcher(line);
            if (unknown.matches() && COMPUTING.contains(unknown.group(2)) && !HARMLESS.contains(unknown.group(3))) {
                throw new WeightFormatException(
                        "'%s', line %s: setting '%s' is not known, and could change what the layer computes"
                                .formatted(source, unknown.group(1), unknown.group(3)));
            }
        }
    }

    private static NetParameter requireLayers(String source, NetParameter net) throws WeightFormatException {
        if (net.getLayerCount() == 0 && net.getLayersCount() == 0) {
            throw new WeightFormatException(
                    "'%s' is no network definition (.prototxt): it has no layers".formatted(source));
        }
        return net;
    }

    private static WeightFormatException malformed(String source, TextFormat.ParseException e) {
        String first = e.getMessage().lines().findFirst().orElse("");
        return new WeightFormatException(
                "'%s' is no network definition (.prototxt): at line %s".formatted(source, first), e);
    }
}
