package reverie.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes {@code .safetensors} files. Values are asked for one tensor after the other, so that no more than one needs to be
 * in memory; the same tensors and metadata in the same order give the same bytes.
 */
public final class SafetensorsWriter {

    /** The header is padded with spaces so that values begin at a multiple of this. */
    private static final int ALIGNMENT = 8;

    private static final int CHUNK_FLOATS = 1 << 14;

    private SafetensorsWriter() {}

    /**
     * A tensor to be written.
     *
     * @param shape sizes, slowest first
     * @param values asked once, when its turn comes
     */
    public record Item(String name, List<Integer> shape, Values values) {

        public Item {
            shape = List.copyOf(shape);
        }

        /** A tensor that is in memory already; the values are not copied. */
        public static Item of(String name, List<Integer> shape, float[] values) {
            return new Item(name, shape, () -> values);
        }

        private long count() {
            long count = 1;
            for (int length : shape) {
                count = Math.multiplyExact(count, length);
            }
            return count;
        }
    }

    /** Where a tensor's values come from. */
    @FunctionalInterface
    public interface Values {

        float[] get() throws IOException;
    }

    /**
     * Writes a whole file.
     *
     * @param metadata text about the tensors, in this order
     * @throws IllegalArgumentException if two tensors share a name, or values do not fit their shape
     */
    public static void write(OutputStream out, Map<String, String> metadata, List<Item> items) throws IOException {
        byte[] header = header(metadata, items);
        ByteBuffer length = ByteBuffer.allocate(SafetensorsHeader.LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.write(length.putLong(header.length).array());
        out.write(header);
        for (Item item : items) {
            float[] values = item.values().get();
            if (values.length != item.count()) {
                throw new IllegalArgumentException(
                        "tensor '%s' of shape %s has %d values".formatted(item.name(), item.shape(), values.length));
            }
            writeValues(out, values);
        }
    }

    private static byte[] header(Map<String, String> metadata, List<Item> items) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Set<String> names = new HashSet<>(Set.of(SafetensorsHeader.METADATA));
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectPropertyStart(SafetensorsHeader.METADATA);
                metadata.forEach(json::writeStringProperty);
                json.writeEndObject();
            }
            long begin = 0;
            for (Item item : items) {
                if (!names.add(item.name())) {
                    throw new IllegalArgumentException("two tensors are named '" + item.name() + "'");
                }
                long end = Math.addExact(begin, Math.multiplyExact(item.count(), Float.BYTES));
                json.writeObjectPropertyStart(item.name());
                json.writeStringProperty("dtype", "F32");
                json.writeArrayPropertyStart("shape");
                item.shape().forEach(json::writeNumber);
                json.writeEndArray();
                json.writeArrayPropertyStart("data_offsets");
                json.writeNumber(begin);
                json.writeNumber(end);
                json.writeEndArray();
                json.writeEndObject();
                begin = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private static void writeValues(OutputStream out, float[] values) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(Math.min(values.length, CHUNK_FLOATS) * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0; start < values.length; start += CHUNK_FLOATS) {
            int count = Math.min(CHUNK_FLOATS, values.length - start);
            chunk.asFloatBuffer().put(values, start, count);
            out.write(chunk.array(), 0, count * Float.BYTES);
        }
    }
}
