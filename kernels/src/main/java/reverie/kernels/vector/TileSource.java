package reverie.kernels.vector;

/**
 * Where tile kernels read: for every destination pixel, a row of source values, in runs of contiguous ones.
 *
 * @param values the source
 * @param at per destination pixel: where its first tap reads; filled up to whole tiles by repeating the last pixel
 * @param runs per run of contiguous values: how far behind the first tap it starts
 * @param runLength values in a run
 */
record TileSource(float[] values, int[] at, int[] runs, int runLength) {

    private static final int[] ONE_RUN = {0};

    /** A source in which all values of a destination pixel lie behind each other. */
    static TileSource inOneRun(float[] values, int[] at, int length) {
        return new TileSource(values, at, ONE_RUN, length);
    }
}
