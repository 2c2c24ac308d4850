package reverie.kernels.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which taps of a filter meet which source positions, along one axis. A convolution forward and its backward towards the
 * input are the same sum over taps, so one description serves both: for every {@code i} in [0, count),
 *
 * <pre>
 *     destination[start + i * step] = sum over t of source[i * sourceStride + offset[t]] * filter[tap[t]]
 * </pre>
 *
 * where source positions outside the source count as zero. Offsets ascend; where they ascend by one, the taps read
 * neighbouring source positions.
 *
 * @param taps indices into the filter
 * @param offsets source offsets, one per tap
 */
public record AxisTaps(int[] taps, int[] offsets, int sourceStride, int start, int step, int count) {

    /** Forward: output i reads the input at i * stride - padding + tap * dilation. */
    public static AxisTaps forward(int outputSize, FilterAxis axis) {
        int[] taps = IntStream.range(0, axis.taps()).toArray();
        int[] offsets = IntStream.of(taps)
                .map(tap -> tap * axis.dilation() - axis.padding())
                .toArray();
        return new AxisTaps(taps, offsets, axis.stride(), 0, 1, outputSize);
    }

    /**
     * Backward: input position p was read, through a tap, by the output at (p + padding - tap * dilation) / stride if that
     * is a whole number. Which taps those are depends on p modulo stride alone, so there is one description for each phase
     * of the stride.
     */
    public static List<AxisTaps> backward(int inputSize, FilterAxis axis) {
        List<AxisTaps> phases = new ArrayList<>();
        for (int phase = 0; phase < Math.min(axis.stride(), inputSize); phase++) {
            int first = phase + axis.padding();
            // From the last tap down, so that the outputs they come from ascend.
            int[] taps = IntStream.range(0, axis.taps())
                    .map(i -> axis.taps() - 1 - i)
                    .filter(tap -> Math.floorMod(first - tap * axis.dilation(), axis.stride()) == 0)
                    .toArray();
            int[] offsets = IntStream.of(taps)
                    .map(tap -> (first - tap * axis.dilation()) / axis.stride())
                    .toArray();
            int count = Math.ceilDiv(inputSize - phase, axis.stride());
            phases.add(new AxisTaps(taps, offsets, 1, phase, axis.stride(), count));
        }
        return phases;
    }

    /**
     * Backward with all phases of the stride at once: {@code i} counts blocks of stride input positions, and the taps are
     * the source offsets that any position of a block reads, numbered in order. Which tap of the filter that is for each
     * position, {@link FilterAxis#tapBetween} says.
     */
    public static AxisTaps blocks(int inputSize, FilterAxis axis) {
        int[] offsets = backward(inputSize, axis).stream()
                .flatMapToInt(phase -> IntStream.of(phase.offsets))
                .sorted()
                .distinct()
                .toArray();
        int[] taps = IntStream.range(0, offsets.length).toArray();
        return new AxisTaps(taps, offsets, 1, 0, 1, Math.ceilDiv(inputSize, axis.stride()));
    }

    /** How many zeros must lie before the source. */
    public int zerosBefore() {
        return offsets.length == 0 ? 0 : Math.max(0, -offsets[0]);
    }

    /** How many zeros must lie behind a source of this size. */
    public int zerosBehind(int sourceSize) {
        return offsets.length == 0
                ? 0
                : Math.max(0, (count - 1) * sourceStride + offsets[offsets.length - 1] - (sourceSize - 1));
    }

    /** Whether neighbouring destinations read windows of neighbouring sources, one step apart. */
    public boolean isDenseWindow() {
        return sourceStride == 1 && step == 1 && isContiguous();
    }

    /** Whether all taps read neighbouring source positions. */
    public boolean isContiguous() {
        return IntStream.range(1, offsets.length).allMatch(t -> offsets[t] == offsets[t - 1] + 1);
    }
}
