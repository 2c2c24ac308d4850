package reverie.cli.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files made byte by byte, so that the tests share no code with the reader or with ImageIO. */
final class HandmadePng {

    static final int GREY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GREY_ALPHA = 4;
    static final int RGBA = 6;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Begins a file with its header. */
    HandmadePng(int width, int height, int bits, int colourType) {
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colourType)
                        .array());
    }

    HandmadePng chunk(String type, int... data) {
        return chunk(type, bytes(data));
    }

    HandmadePng chunk(String type, byte[] data) {
        byte[] letters = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(letters);
        sum.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(letters);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
        return this;
    }

    /** The pixels: per row a 0 (no filter), then its bytes. */
    HandmadePng pixels(int... data) {
        return chunk("IDAT", deflate(bytes(data)));
    }

    /** Ends the file. */
    byte[] end() {
        return chunk("IEND").out.toByteArray();
    }

    /** What is there so far, without an end. */
    byte[] unfinished() {
        return out.toByteArray();
    }

    static byte[] deflate(byte[] data) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(data);
        } catch (java.io.IOException e) {
            throw new AssertionError("in memory", e);
        }
        return deflated.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
