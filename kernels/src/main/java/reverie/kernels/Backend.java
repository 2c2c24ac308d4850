package reverie.kernels;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A set of kernels and the memory they work on. A backend is used by one thread at a time; how many it uses inside is its
 * own affair and never changes a result: every output value is summed by one thread in an order that depends on shapes
 * alone.
 */
public interface Backend extends AutoCloseable {

    /** The name by which it is asked for, for example {@code vector}. */
    String name();

    /** Name and what it runs on, for one line of a report: {@code vector (512 bit, 2 threads)}. */
    String description();

    /** What its user should hear: settings that were there and could not be used. Usually nothing. */
    default List<String> warnings() {
        return List.of();
    }

    /**
     * A buffer of zeros.
     *
     * @throws DeviceMemoryException if it computes in memory of its own, and there is no room left
     */
    Buffer allocate(int length);

    /**
     * Brings the weights of a convolution into the order that the kernels want.
     *
     * @param weights out x (in / groups) x height x width; not copied where that can be avoided, so whoever
     *     changes them must {@link Filters#refresh}
     * @param bias one value per output channel
     */
    Filters prepare(ConvolutionShape shape, float[] weights, float[] bias);

    /** Makes operations ready to run, in the given order. Maps and filters must be this backend's own. */
    Program compile(List<Operation> operations);

    /** Runs one operation now. */
    default void run(Operation operation) {
        compile(List.of(operation)).run();
    }

    /** About how much memory operations will take, beside their maps. Looks at shapes only. */
    default MemoryNeeds memoryNeeds(List<Operation> operations) {
        return MemoryNeeds.ofWeights(operations);
    }

    /** Bytes of its own that it may take; empty if it computes in Java's heap. */
    default OptionalLong memory() {
        return OptionalLong.empty();
    }

    /** How many floats a buffer may hold. */
    default int longestBuffer() {
        return Integer.MAX_VALUE;
    }

    /** Copies values into a map. */
    void write(float[] heightWidthChannels, FeatureMap destination);

    /** Copies the values of a map out, as height x width x channels without gaps. */
    float[] read(FeatureMap source);

    /** Sum of squares, in a fixed order, of what the map holds now. */
    Reading sumOfSquares(FeatureMap map);

    /** Mean of absolute values, in a fixed order, of what the map holds now. */
    Reading meanAbsolute(FeatureMap map);

    /**
     * Measures how many multiply-adds its threads can do while nothing waits for memory.
     *
     * @param patience how long to measure; the best moments count
     * @return empty if the backend is not made for speed
     */
    default Optional<Peak> measurePeak(Duration patience) {
        return Optional.empty();
    }

    /** A dense map of its own memory. */
    default FeatureMap allocateMap(int height, int width, int channels) {
        int length = Math.multiplyExact(Math.multiplyExact(height, width), channels);
        return FeatureMap.dense(allocate(length), height, width, channels);
    }

    /** Lets go of threads and memory. */
    @Override
    void close();
}
