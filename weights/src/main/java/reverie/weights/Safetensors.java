package reverie.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SequencedMap;
import reverie.engine.network.Tensor;
import reverie.weights.SafetensorsHeader.ElementType;
import reverie.weights.SafetensorsHeader.Entry;

/**
 * A {@code .safetensors} file: named tensors and text about them. The file is mapped into memory; values are copied only
 * when they are asked for, and the header is checked in full before.
 *
 * <p>{@link SafetensorsWriter} is the way back.
 */
public final class Safetensors implements AutoCloseable {

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final String name;
    private final MemorySegment bytes;
    private final Runnable release;
    private final SafetensorsHeader header;
    private String sha256;

    private Safetensors(String name, MemorySegment bytes, Runnable release) throws WeightFormatException {
        this.name = name;
        this.bytes = bytes;
        this.release = release;
        this.header = SafetensorsHeader.parse(name, bytes);
    }

    /**
     * Opens a file.
     *
     * @throws WeightFormatException if it breaks a rule of the format
     * @throws IOException if it cannot be read
     */
    public static Safetensors open(Path file) throws IOException {
        FileKind.requireFile(file);
        Arena arena = mapping();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return new Safetensors(file.toString(), bytes, arena::close);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * The same, of bytes that are in memory already.
     *
     * @param name what to call them in messages
     */
    public static Safetensors of(String name, byte[] bytes) throws WeightFormatException {
        return new Safetensors(name, MemorySegment.ofArray(bytes), () -> {});
    }

    // The file is closed with this object, from any thread.
    @SuppressWarnings("MustBeClosedChecker")
    private static Arena mapping() {
        return Arena.ofShared();
    }

    /** What messages call this file. */
    public String name() {
        return name;
    }

    /** Bytes of the whole file. */
    public long size() {
        return bytes.byteSize();
    }

    /** What the file says of itself; in the file's order. */
    public SequencedMap<String, String> metadata() {
        return header.metadata();
    }

    /** Type and shape of every tensor, by name, in the file's order. */
    public SequencedMap<String, Entry> tensors() {
        return header.tensors();
    }

    /**
     * A copy of a tensor.
     *
     * @return empty if the file has none of that name
     * @throws WeightFormatException if its values are not 32-bit floats
     */
    public Optional<Tensor> find(String tensor) throws WeightFormatException {
        Entry entry = tensors().get(tensor);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.type() != ElementType.F32) {
            throw new WeightFormatException(
                    "'%s': tensor '%s' has values of type %s; only F32 is read".formatted(name, tensor, entry.type()));
        }
        long count = entry.bytes() / Float.BYTES;
        if (count > Integer.MAX_VALUE - 8 || entry.shape().stream().anyMatch(size -> size > Integer.MAX_VALUE)) {
            throw new WeightFormatException(
                    "'%s': tensor '%s' of shape %s is too large for one array".formatted(name, tensor, entry.shape()));
        }
        float[] values = new float[(int) count];
        MemorySegment.copy(bytes, FLOAT, header.dataStart() + entry.begin(), values, 0, values.length);
        return Optional.of(
                new Tensor(entry.shape().stream().map(Math::toIntExact).toList(), values));
    }

    /**
     * A copy of a tensor that must be there.
     *
     * @throws WeightFormatException if it is not, or its values are not 32-bit floats
     */
    public Tensor tensor(String tensor) throws WeightFormatException {
        return find(tensor)
                .orElseThrow(() -> new WeightFormatException("'%s' has no tensor '%s'".formatted(name, tensor)));
    }

    /** The SHA-256 of the whole file, in hexadecimal; computed when first asked for. */
    public synchronized String sha256() {
        if (sha256 == null) {
            sha256 = Sha256.of(bytes);
        }
        return sha256;
    }

    /** Lets go of the file; tensors that were copied stay. */
    @Override
    public void close() {
        release.run();
    }
}
