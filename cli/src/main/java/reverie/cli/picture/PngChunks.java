package reverie.cli.picture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;
import javax.imageio.IIOException;

/**
 * The chunks of a PNG file: a signature, then length, type, data and checksum of each. The pixels are ImageIO's
 * business; this exists because ImageIO checks no checksum, reads a file without an end, and stumbles over notes it
 * does not need.
 *
 * @param chunks all chunks up to and with IEND, less the optional ones whose checksum is wrong
 */
record PngChunks(List<Chunk> chunks) {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final Set<String> PIXELS = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");

    /** No profile and no text is as large as this once inflated; a bomb is. */
    private static final int MOST_INFLATED = 16 << 20;

    /**
     * One chunk.
     *
     * @param type four letters
     * @param data its content, a view of the array that holds the file
     */
    record Chunk(String type, ByteBuffer data) {

        /** A copy of the content. */
        byte[] bytes() {
            byte[] bytes = new byte[data.remaining()];
            data.get(data.position(), bytes);
            return bytes;
        }
    }

    static boolean isPng(byte[] file) {
        return file.length >= SIGNATURE.length
                && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    /** Finds the chunks of a file that starts with PNG's signature; refuses one that is damaged or ends too soon. */
    static PngChunks of(byte[] file) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(file).position(SIGNATURE.length);
        List<Chunk> chunks = new ArrayList<>();
        String type = "";
        while (!type.equals("IEND")) {
            if (rest.remaining() < 12 || rest.getInt(rest.position()) > rest.remaining() - 12) {
                throw new EOFException("a chunk or the end is missing");
            }
            int length = rest.getInt();
            if (length < 0) {
                throw new IIOException("a chunk of negative length");
            }
            CRC32 sum = new CRC32(); // of type and data
            sum.update(rest.slice(rest.position(), 4 + length));
            byte[] letters = new byte[4];
            rest.get(letters);
            type = new String(letters, StandardCharsets.ISO_8859_1);
            ByteBuffer data = rest.slice(rest.position(), length);
            rest.position(rest.position() + length);
            if (rest.getInt() == (int) sum.getValue()) {
                chunks.add(new Chunk(type, data));
            } else if (Character.isUpperCase(type.charAt(0))) { // PNG's mark of a chunk that cannot be done without
                throw new IIOException("wrong checksum of chunk " + printable(type));
            }
        }
        return new PngChunks(List.copyOf(chunks));
    }

    /** The first chunk of a type. */
    Optional<Chunk> first(String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
    }

    /** A PNG file with nothing but the pixels. */
    byte[] pixelsOnly() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Chunk> pixels =
                chunks.stream().filter(chunk -> PIXELS.contains(chunk.type())).toList();
        new PngChunks(pixels).writeWith(List.of(), out);
        return out.toByteArray();
    }

    /** Writes the same file with more chunks, placed right behind the header. */
    void writeWith(List<Chunk> more, OutputStream out) throws IOException {
        writeSignature(out);
        for (Chunk chunk : chunks) {
            write(out, chunk);
            if (chunk.type().equals("IHDR")) {
                for (Chunk each : more) {
                    write(out, each);
                }
            }
        }
    }

    static void writeSignature(OutputStream out) throws IOException {
        out.write(SIGNATURE);
    }

    /** Writes one chunk with its checksum. */
    static void write(OutputStream out, String type, byte[] data) throws IOException {
        write(out, new Chunk(type, ByteBuffer.wrap(data)));
    }

    private static void write(OutputStream out, Chunk chunk) throws IOException {
        byte[] letters = chunk.type().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer data = chunk.data();
        CRC32 sum = new CRC32();
        sum.update(letters);
        sum.update(data.duplicate());
        out.write(ByteBuffer.allocate(4).putInt(data.remaining()).array());
        out.write(letters);
        out.write(data.array(), data.arrayOffset() + data.position(), data.remaining());
        out.write(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }

    /** What the compressed bytes from {@code start} on stand for. */
    static byte[] inflate(byte[] data, int start) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(data, start, data.length - start))) {
            byte[] inflated = in.readNBytes(MOST_INFLATED + 1);
            if (inflated.length > MOST_INFLATED) {
                throw new IIOException("a chunk that inflates to more than %d MiB".formatted(MOST_INFLATED >> 20));
            }
            return inflated;
        }
    }

    private static String printable(String type) {
        return type.chars().allMatch(c -> c > ' ' && c < 127) ? type : "of unknown type";
    }
}
