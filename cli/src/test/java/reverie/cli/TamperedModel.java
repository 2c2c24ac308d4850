package reverie.cli;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Model files with something wrong in them. */
final class TamperedModel {

    private TamperedModel() {}

    /** What the first 8 bytes say. */
    static long headerBytes(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    /** The file with another header, its length put right. */
    static byte[] withHeader(byte[] file, UnaryOperator<String> change) {
        int length = (int) headerBytes(file);
        String header = new String(file, Long.BYTES, length, StandardCharsets.UTF_8);
        String changed = change.apply(header);
        if (changed.equals(header)) {
            throw new IllegalArgumentException("this changes nothing in " + header);
        }
        byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
        int values = file.length - Long.BYTES - length;
        return ByteBuffer.allocate(Long.BYTES + bytes.length + values)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .put(file, Long.BYTES + length, values)
                .array();
    }

    /** The file with another length of the header. */
    static byte[] withHeaderBytes(byte[] file, long length) {
        byte[] copy = file.clone();
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        return copy;
    }

    /** The file with another first value: the first weight of its first layer. */
    static byte[] withFirstValue(byte[] file, float value) {
        byte[] copy = file.clone();
        ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN).putFloat((int) (Long.BYTES + headerBytes(file)), value);
        return copy;
    }

    /** The first bytes of the file. */
    static byte[] cut(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }
}
