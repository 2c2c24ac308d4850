package reverie.weights;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The header of a {@code .safetensors} file and every rule about it. The file is a length of 8 bytes, that many bytes of
 * JSON, and a buffer of values; tensors must cover the buffer without holes or overlaps.
 */
public final class SafetensorsHeader {

    static final String METADATA = "__metadata__";
    static final int LENGTH_BYTES = 8;

    private static final long MAX_HEADER_BYTES = 100_000_000;
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    // Tensors are objects that hold arrays: nothing lies deeper. The text itself is bounded by the header's length.
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength((int) MAX_HEADER_BYTES)
                    .maxNumberLength(24)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** The types that values may have, with their size in bits. Only {@code F32} is read. */
    public enum ElementType {
        F4(4),
        F6_E2M3(6),
        F6_E3M2(6),
        BOOL(8),
        U8(8),
        I8(8),
        F8_E4M3(8),
        F8_E5M2(8),
        F8_E8M0(8),
        U16(16),
        I16(16),
        F16(16),
        BF16(16),
        U32(32),
        I32(32),
        F32(32),
        U64(64),
        I64(64),
        F64(64),
        C64(64);

        private final int bits;

        ElementType(int bits) {
            this.bits = bits;
        }
    }

    /**
     * Where a tensor lies.
     *
     * @param shape sizes, slowest first
     * @param begin its first byte within the buffer
     * @param end the byte behind its last
     */
    public record Entry(ElementType type, List<Long> shape, long begin, long end) {

        public Entry {
            shape = List.copyOf(shape);
        }

        /** How many bytes its values take. */
        public long bytes() {
            return end - begin;
        }
    }

    private final SequencedMap<String, String> metadata;
    private final SequencedMap<String, Entry> tensors;
    private final long dataStart;

    private SafetensorsHeader(
            SequencedMap<String, String> metadata, SequencedMap<String, Entry> tensors, long dataStart) {
        this.metadata = Collections.unmodifiableSequencedMap(metadata);
        this.tensors = Collections.unmodifiableSequencedMap(tensors);
        this.dataStart = dataStart;
    }

    SequencedMap<String, String> metadata() {
        return metadata;
    }

    SequencedMap<String, Entry> tensors() {
        return tensors;
    }

    /** Where in the file the buffer begins. */
    long dataStart() {
        return dataStart;
    }

    /** Reads and checks the header of a whole file. */
    static SafetensorsHeader parse(String file, MemorySegment bytes) throws WeightFormatException {
        long size = bytes.byteSize();
        if (size < LENGTH_BYTES + 2) {
            throw broken(file, "it has only %d bytes".formatted(size));
        }
        long length = bytes.get(LENGTH, 0);
        // Also what any other kind of file looks like: its first 8 bytes are no sensible length.
        if (length < 2 || length > MAX_HEADER_BYTES || bytes.get(ValueLayout.JAVA_BYTE, LENGTH_BYTES) != '{') {
            throw new WeightFormatException(
                    "'%s' is not a .safetensors file: it does not begin with a header".formatted(file));
        }
        if (length > size - LENGTH_BYTES) {
            throw broken(file, "its header of %d bytes is cut off after %d".formatted(length, size - LENGTH_BYTES));
        }
        String json = decode(file, bytes.asSlice(LENGTH_BYTES, length).toArray(ValueLayout.JAVA_BYTE));
        SequencedMap<String, String> metadata = new LinkedHashMap<>();
        SequencedMap<String, Entry> tensors = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            parseHeader(file, parser, metadata, tensors);
        } catch (JacksonException e) {
            throw new WeightFormatException(
                    "'%s' is damaged: its header is not valid: %s".formatted(file, e.getOriginalMessage()), e);
        }
        requireCover(file, tensors, size - LENGTH_BYTES - length);
        return new SafetensorsHeader(metadata, tensors, LENGTH_BYTES + length);
    }

    private static String decode(String file, byte[] header) throws WeightFormatException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new WeightFormatException("'%s' is damaged: its header is not UTF-8 text".formatted(file), e);
        }
    }

    private static void parseHeader(
            String file, JsonParser parser, Map<String, String> metadata, Map<String, Entry> tensors)
            throws WeightFormatException {
        require(file, "header", parser.nextToken() == JsonToken.START_OBJECT);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            require(file, name, parser.nextToken() == JsonToken.START_OBJECT);
            if (name.equals(METADATA)) {
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    require(file, METADATA, parser.nextToken() == JsonToken.VALUE_STRING);
                    metadata.put(key, parser.getString());
                }
            } else {
                tensors.put(name, parseEntry(file, name, parser));
            }
        }
        require(file, "end of the header", parser.nextToken() == null);
    }

    private static Entry parseEntry(String file, String name, JsonParser parser) throws WeightFormatException {
        ElementType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(file, name, value == JsonToken.VALUE_STRING);
                    type = parseType(file, name, parser.getString());
                }
                case "shape" -> shape = parseNumbers(file, name, parser);
                case "data_offsets" -> offsets = parseNumbers(file, name, parser);
                default -> throw broken(file, "tensor '%s' has the unknown property '%s'".formatted(name, key));
            }
        }
        require(file, name, type != null && shape != null && offsets != null && offsets.size() == 2);
        Entry entry = new Entry(type, shape, offsets.getFirst(), offsets.getLast());
        requireLength(file, name, entry);
        return entry;
    }

    private static ElementType parseType(String file, String name, String type) throws WeightFormatException {
        for (ElementType known : ElementType.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw broken(file, "tensor '%s' has the unknown type '%s'".formatted(name, type));
    }

    private static List<Long> parseNumbers(String file, String name, JsonParser parser) throws WeightFormatException {
        require(file, name, parser.currentToken() == JsonToken.START_ARRAY);
        List<Long> numbers = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(file, name, parser.currentToken() == JsonToken.VALUE_NUMBER_INT);
            long number = parser.getLongValue();
            if (number < 0) {
                throw broken(file, "tensor '%s' has a negative size or offset".formatted(name));
            }
            numbers.add(number);
        }
        return numbers;
    }

    /** The shape must account for every byte; a product that overflows accounts for none. */
    private static void requireLength(String file, String name, Entry entry) throws WeightFormatException {
        try {
            long bits = entry.type().bits;
            for (long length : entry.shape()) {
                bits = Math.multiplyExact(bits, length);
            }
            if (entry.end() >= entry.begin() && bits % 8 == 0 && bits / 8 == entry.bytes()) {
                return;
            }
        } catch (ArithmeticException _) {
            // Told below, with the shape.
        }
        throw broken(
                file,
                "tensor '%s' of shape %s cannot lie at bytes %d to %d"
                        .formatted(name, entry.shape(), entry.begin(), entry.end()));
    }

    private static void requireCover(String file, Map<String, Entry> tensors, long bufferBytes)
            throws WeightFormatException {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(tensors.entrySet());
        ordered.sort(Comparator.comparingLong(
                        (Map.Entry<String, Entry> tensor) -> tensor.getValue().begin())
                .thenComparingLong(tensor -> tensor.getValue().end()));
        long covered = 0;
        for (Map.Entry<String, Entry> tensor : ordered) {
            Entry entry = tensor.getValue();
            if (entry.begin() != covered) {
                throw broken(
                        file,
                        "there is %s before tensor '%s'"
                                .formatted(entry.begin() > covered ? "a hole" : "an overlap", tensor.getKey()));
            }
            covered = entry.end();
        }
        if (covered != bufferBytes) {
            throw broken(file, "its tensors take %d bytes, but it holds %d".formatted(covered, bufferBytes));
        }
    }

    private static void require(String file, String where, boolean condition) throws WeightFormatException {
        if (!condition) {
            throw broken(file, "its header is malformed at '%s'".formatted(where));
        }
    }

    private static WeightFormatException broken(String file, String what) {
        return new WeightFormatException(String.format(Locale.ROOT, "'%s' is damaged: %s", file, what));
    }
}
