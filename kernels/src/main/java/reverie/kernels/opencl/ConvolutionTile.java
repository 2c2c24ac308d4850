package reverie.kernels.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How convolution.cl shares out a product of matrices.
 *
 * @param pixels rows that a work-group computes
 * @param channels columns that it computes
 * @param itemPixels rows that a work-item computes
 * @param itemChannels columns that it computes, a multiple of {@code width}
 * @param width columns that it computes as one vector
 */
record ConvolutionTile(int pixels, int channels, int itemPixels, int itemChannels, int width) {

    /** Steps of k that a work-group copies at a time. */
    static final int DEPTH = 16;

    /** For GPUs: from the largest, which reads least, to the smallest, of which there are most. */
    private static final List<ConvolutionTile> NARROW = List.of(
            new ConvolutionTile(128, 64, 8, 8, 4),
            new ConvolutionTile(64, 64, 4, 8, 4),
            new ConvolutionTile(32, 32, 4, 4, 4));

    /** For processors, whose work-items run one after the other, on vectors of their own. */
    private static final List<ConvolutionTile> WIDE = List.of(
            new ConvolutionTile(32, 64, 8, 32, 16),
            new ConvolutionTile(32, 32, 8, 32, 16),
            new ConvolutionTile(32, 16, 8, 16, 16));

    /** All that there are. */
    static final List<ConvolutionTile> ALL =
            Stream.concat(NARROW.stream(), WIDE.stream()).toList();

    /** Work-groups per compute unit, with which a device has something to do while some of them wait. */
    private static final int ENOUGH = 2;

    int items() {
        return pixels / itemPixels * (channels / itemChannels);
    }

    /** Bytes of local memory, as the kernel declares them. */
    int localMemory() {
        return Float.BYTES * (DEPTH * (pixels + 2) + DEPTH * channels + 2 * pixels);
    }

    int groups(int gridPixels, int gridChannels) {
        return Math.ceilDiv(gridPixels, pixels) * Math.ceilDiv(gridChannels, channels);
    }

    /**
     * On a GPU the largest of which it gets enough to do, or else the one of which it gets most; on a processor the largest
     * that computes fewest columns for nothing.
     */
    static ConvolutionTile suiting(OpenClDevice device, int gridPixels, int gridChannels) {
        if (!device.isGpu()) {
            return WIDE.stream()
                    .min(Comparator.comparingInt(tile -> Math.ceilDiv(gridChannels, tile.channels) * tile.channels))
                    .orElseThrow();
        }
        List<ConvolutionTile> possible = NARROW.stream()
                .filter(tile ->
                        tile.items() <= device.greatestWorkGroup() && tile.localMemory() <= device.localMemory())
                .toList();
        return possible.stream()
                .filter(tile -> tile.groups(gridPixels, gridChannels) >= ENOUGH * device.computeUnits())
                .findFirst()
                .or(() -> possible.stream().max(Comparator.comparingInt(tile -> tile.groups(gridPixels, gridChannels))))
                .orElse(NARROW.getLast());
    }

    /** For the compiler. */
    String options(int vector) {
        return String.format(
                Locale.ROOT,
                "-DTILE_PIXELS=%d -DTILE_CHANNELS=%d -DTILE_DEPTH=%d -DITEM_PIXELS=%d -DITEM_CHANNELS=%d -DVECTOR=%d -DWIDTH=%d",
                pixels,
                channels,
                DEPTH,
                itemPixels,
                itemChannels,
                vector,
                width);
    }
}
