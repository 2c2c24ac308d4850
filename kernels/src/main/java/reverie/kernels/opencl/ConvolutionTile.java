package reverie.kernels.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How convolution.cl shares out a product of matrices.
 *
 * @param pixels rows that a work-group computes
 * @param channels columns that it computes
 * @param itemPixels rows that a work-item computes
 * @param itemChannels columns that it computes, a multiple of 4
 */
record ConvolutionTile(int pixels, int channels, int itemPixels, int itemChannels) {

    /** Steps of k that a work-group copies at a time. */
    static final int DEPTH = 16;

    /** From the largest, which reads least, to the smallest, of which there are most. */
    static final List<ConvolutionTile> ALL = List.of(
            new ConvolutionTile(128, 64, 8, 8), new ConvolutionTile(64, 64, 4, 8), new ConvolutionTile(32, 32, 4, 4));

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

    /** The largest of which a device gets enough to do; otherwise the one of which it gets most. */
    static ConvolutionTile suiting(OpenClDevice device, int gridPixels, int gridChannels) {
        List<ConvolutionTile> possible = ALL.stream()
                .filter(tile ->
                        tile.items() <= device.greatestWorkGroup() && tile.localMemory() <= device.localMemory())
                .toList();
        if (possible.isEmpty()) {
            return ALL.getLast();
        }
        return possible.stream()
                .filter(tile -> tile.groups(gridPixels, gridChannels) >= ENOUGH * device.computeUnits())
                .findFirst()
                .orElse(possible.stream()
                        .max(Comparator.comparingInt(tile -> tile.groups(gridPixels, gridChannels)))
                        .orElseThrow());
    }

    /** For the compiler. */
    String options(int vector) {
        return String.format(
                Locale.ROOT,
                "-DTILE_PIXELS=%d -DTILE_CHANNELS=%d -DTILE_DEPTH=%d -DITEM_PIXELS=%d -DITEM_CHANNELS=%d -DVECTOR=%d",
                pixels,
                channels,
                DEPTH,
                itemPixels,
                itemChannels,
                vector);
    }
}
