package reverie.kernels.vector;

/**
 * Where tile kernels read: for every destination pixel, a row of source values, in runs of contiguous ones.
 *
 * @param values the source
 * @param at per destination pixel: where its first tap reads; filled up to whole tiles by repeating the last pixel
 * @param runs per run of contiguous values: how far behind the first tap it starts
 * @param runLength values in a run
 */
record TileSource(float[] values, int[] at, int[] runs, int runLength) {}
