package reverie.cli.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOException;

/**
 * The text in a PNG file: keys and values beside the pixels, which is where a dream keeps its recipe. Values are
 * written plainly, so that any tool can show them: as tEXt where Latin-1 suffices and as iTXt (UTF-8) elsewhere.
 * Compressed ones, which other programs make, are read too.
 */
public final class PictureMetadata {

    private PictureMetadata() {}

    /**
     * The text entries of a PNG file, in their order; the first counts where a key comes twice.
     *
     * @throws PictureException where there is no whole PNG file
     */
    public static Map<String, String> read(Path file) throws PictureException {
        return texts(file, chunks(file, PictureFile.read(file)));
    }

    /**
     * The same of a file that is in memory already; its name is for messages.
     *
     * @return nothing if it is no PNG
     * @throws PictureException where the PNG is damaged
     */
    public static Optional<Map<String, String>> read(Path file, byte[] bytes) throws PictureException {
        return isPng(bytes) ? Optional.of(texts(file, chunks(file, bytes))) : Optional.empty();
    }

    /** Whether a file begins as a PNG does. */
    public static boolean isPng(byte[] bytes) {
        return PngChunks.isPng(bytes);
    }

    private static Map<String, String> texts(Path file, PngChunks chunks) throws PictureException {
        try {
            Map<String, String> text = new LinkedHashMap<>();
            for (PngChunks.Chunk chunk : chunks.chunks()) {
                switch (chunk.type()) {
                    case "tEXt" -> addLatin(text, chunk.bytes(), false);
                    case "zTXt" -> addLatin(text, chunk.bytes(), true);
                    case "iTXt" -> addInternational(text, chunk.bytes());
                    default -> {}
                }
            }
            return text;
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    /**
     * The data of the first chunk of a type, if there is one.
     *
     * @throws PictureException where there is no whole PNG file
     */
    public static Optional<byte[]> chunk(Path file, String type) throws PictureException {
        return chunks(file, PictureFile.read(file)).first(type).map(PngChunks.Chunk::bytes);
    }

    private static PngChunks chunks(Path file, byte[] bytes) throws PictureException {
        if (!PngChunks.isPng(bytes)) {
            throw new PictureException(file, "is not a PNG, and only those carry text", "name a PNG file");
        }
        try {
            return PngChunks.of(bytes);
        } catch (IOException e) {
            throw damaged(file, e);
        }
    }

    private static PictureException damaged(Path file, IOException e) {
        return new PictureException(
                file, "this PNG is damaged (%s)".formatted(e.getMessage()), "copy or download it again", e);
    }

    private static void addLatin(Map<String, String> text, byte[] data, boolean compressed) throws IOException {
        int end = terminator(data, 0);
        int start = end + (compressed ? 2 : 1); // past the 0 and the method
        text.putIfAbsent(latin(data, 0, end), value(data, start, compressed, StandardCharsets.ISO_8859_1));
    }

    private static void addInternational(Map<String, String> text, byte[] data) throws IOException {
        int end = terminator(data, 0);
        int language = end + 3; // past the 0, the flag and the method
        int start = terminator(data, terminator(data, language) + 1) + 1; // past language and translated key
        text.putIfAbsent(latin(data, 0, end), value(data, start, data[end + 1] != 0, StandardCharsets.UTF_8));
    }

    private static int terminator(byte[] data, int start) throws IIOException {
        for (int i = start; i < data.length; i++) {
            if (data[i] == 0) {
                return i;
            }
        }
        throw new IIOException("a text without end");
    }

    private static String latin(byte[] data, int start, int end) {
        return new String(data, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static String value(byte[] data, int start, boolean compressed, Charset charset) throws IOException {
        if (start > data.length) {
            throw new IIOException("a text without value");
        }
        byte[] plain = compressed ? PngChunks.inflate(data, start) : Arrays.copyOfRange(data, start, data.length);
        return new String(plain, charset);
    }

    /** The chunks that hold some text. */
    static List<PngChunks.Chunk> toChunks(Map<String, String> text) {
        List<PngChunks.Chunk> chunks = new ArrayList<>();
        text.forEach((key, value) -> chunks.add(toChunk(key, value)));
        return chunks;
    }

    private static PngChunks.Chunk toChunk(String key, String value) {
        boolean goodKey = !key.isEmpty()
                && key.length() <= 79
                && key.equals(key.strip())
                && !key.contains("  ")
                && key.chars().allMatch(PictureMetadata::isLatin);
        if (!goodKey || value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a PNG file cannot hold text under the key '%s'".formatted(key));
        }
        if (value.chars().allMatch(c -> isLatin(c) || c == '\n')) {
            return new PngChunks.Chunk(
                    "tEXt", ByteBuffer.wrap((key + '\0' + value).getBytes(StandardCharsets.ISO_8859_1)));
        }
        // After the key: not compressed, method 0, no language, no translated key. A Latin key may hold 128 to 255.
        byte[] latinKey = (key + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
        byte[] unicode = value.getBytes(StandardCharsets.UTF_8);
        return new PngChunks.Chunk(
                "iTXt",
                ByteBuffer.allocate(latinKey.length + unicode.length)
                        .put(latinKey)
                        .put(unicode)
                        .flip());
    }

    private static boolean isLatin(int c) {
        return (c >= ' ' && c <= '~') || (c > 160 && c <= 255);
    }
}
