package reverie.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import reverie.weights.proto.Caffe.NetParameter;

/**
 * Reads Caffe's binary files, {@code .caffemodel}, in both layouts: a network with its weights, often one that was saved
 * during training. What inference takes of it, {@link InferenceNet} says.
 */
public final class CaffeModelReader {

    private static final int MAX_DEPTH = 32;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Parser<NetParameter> PARSER = DiscardUnknownFieldsParser.wrap(NetParameter.parser());

    private CaffeModelReader() {}

    /**
     * A file as it was read.
     *
     * @param net the network with its weights, in the V2 layout
     * @param sha256 of the whole file, in hexadecimal
     */
    public record CaffeModel(NetParameter net, String sha256) {}

    /**
     * Reads a file.
     *
     * @throws WeightFormatException if it is something else, damaged or cut off
     * @throws IOException if it cannot be read
     */
    public static CaffeModel read(Path file) throws IOException {
        FileKind.requireFile(file);
        MessageDigest digest = Sha256.digest();
        try (InputStream in =
                new BufferedInputStream(new DigestInputStream(Files.newInputStream(file), digest), BUFFER_BYTES)) {
            in.mark(FileKind.LOOK_BYTES);
            FileKind kind = FileKind.of(in.readNBytes(FileKind.LOOK_BYTES));
            in.reset();
            if (kind != FileKind.UNKNOWN) {
                throw new WeightFormatException(
                        "'%s' is %s, not a Caffe model (.caffemodel)".formatted(file, kind.description()));
            }
            NetParameter net = parse(file, in);
            in.transferTo(OutputStream.nullOutputStream());
            return new CaffeModel(V1Layers.upgrade(file.toString(), net), Sha256.hex(digest));
        }
    }

    private static NetParameter parse(Path file, InputStream in) throws IOException {
        // Read as a stream, so that a length that lies can only make it end early; nothing is allocated ahead of the
        // data.
        CodedInputStream coded = CodedInputStream.newInstance(in, BUFFER_BYTES);
        coded.setRecursionLimit(MAX_DEPTH);
        NetParameter net;
        try {
            net = PARSER.parseFrom(coded);
        } catch (InvalidProtocolBufferException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new WeightFormatException(
                    "'%s' is no Caffe model (.caffemodel), or it is damaged or cut off: %s"
                            .formatted(file, firstSentence(e)),
                    e);
        }
        if (net.getLayerCount() == 0 && net.getLayersCount() == 0) {
            throw new WeightFormatException("'%s' is no Caffe model (.caffemodel): it has no layers".formatted(file));
        }
        return net;
    }

    private static String firstSentence(InvalidProtocolBufferException e) {
        String message = e.getMessage();
        int end = message.indexOf(".  ");
        return (end < 0 ? message : message.substring(0, end)).strip();
    }
}
