package reverie.kernels.opencl;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How convolution.cl shares out a product of matrices. Each sum is taken by one work-item in the same order with every tile,
 * so that the choice changes no bit of the result.
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

    static final ConvolutionTile SMALLEST = new ConvolutionTile(32, 32, 4, 4, 4);

    /** For GPUs: at most 256 work-items and 18 KB of local memory, which all of them have. */
    private static final List<ConvolutionTile> NARROW = List.of(
            new ConvolutionTile(128, 128, 8, 8, 4),
            new ConvolutionTile(128, 64, 8, 8, 4),
            new ConvolutionTile(64, 128, 8, 8, 4),
            new ConvolutionTile(64, 64, 8, 8, 4),
            new ConvolutionTile(64, 64, 4, 8, 4),
            new ConvolutionTile(64, 32, 4, 4, 4),
            new ConvolutionTile(32, 64, 4, 4, 4),
            SMALLEST);

    /** For processors, whose work-items run one after the other, on vectors of their own. */
    private static final List<ConvolutionTile> WIDE = List.of(
            new ConvolutionTile(32, 64, 8, 32, 16),
            new ConvolutionTile(32, 32, 8, 32, 16),
            new ConvolutionTile(32, 16, 8, 16, 16));

    /** All that there are. */
    static final List<ConvolutionTile> ALL =
            Stream.concat(NARROW.stream(), WIDE.stream()).toList();

    /** Work-groups per compute unit, with which a device has something to do while some of them wait. */
    static final int ENOUGH = 2;

    /** How many products take as long as copying one value to local memory, about. */
    private static final double COPY = 16;

    int items() {
        return pixels / itemPixels * (channels / itemChannels);
    }

    /** Bytes of local memory, as the kernel declares them. */
    int localMemory() {
        return Float.BYTES * (DEPTH * (pixels + 2) + DEPTH * channels + 2 * pixels);
    }

    /** How many work-groups share a result of so many rows and columns. */
    int groups(int gridPixels, int gridChannels) {
        return Math.ceilDiv(gridPixels, pixels) * Math.ceilDiv(gridChannels, channels);
    }

    /** Those that are made for a device's kind and that it can run; the smallest where it says that it can run none. */
    static List<ConvolutionTile> possible(OpenClDevice device) {
        List<ConvolutionTile> possible = (device.isGpu() ? NARROW : WIDE)
                .stream()
                        .filter(tile -> tile.items() <= device.greatestWorkGroup()
                                && tile.localMemory() <= device.localMemory())
                        .toList();
        return possible.isEmpty() ? List.of(SMALLEST) : possible;
    }

    /**
     * The one that should be quickest where nobody has measured: on a GPU that of least {@link #effort}, on a processor the
     * largest that computes fewest columns for nothing.
     */
    static ConvolutionTile suiting(OpenClDevice device, ProductShape product) {
        ToDoubleFunction<ConvolutionTile> cost = tile -> device.isGpu()
                ? tile.effort(device, product)
                : (double) Math.ceilDiv(product.channels(), tile.channels) * tile.channels;
        return possible(device).stream()
                .min(Comparator.comparingDouble(cost)) // the first of equals
                .orElseThrow();
    }

    /**
     * About how long a device is busy, in products of one unit: work-groups run in waves, of which the last may be half
     * empty; a large one copies less for each product.
     */
    private double effort(OpenClDevice device, ProductShape product) {
        int groups = groups(product.pixels(), product.channels()) * product.parts(device);
        int waves = Math.ceilDiv(groups, ENOUGH * device.computeUnits());
        return waves * ((double) pixels * channels + COPY * (pixels + channels));
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

    /** For people: {@code 128x64 by 8x8}. */
    @Override
    public String toString() {
        return "%dx%d by %dx%d".formatted(pixels, channels, itemPixels, itemChannels);
    }
}
