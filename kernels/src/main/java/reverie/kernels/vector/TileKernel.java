package reverie.kernels.vector;

/**
 * The innermost loops of every convolution: the sums of a tile, of some destination pixels by one panel of destination
 * channels, stay in registers while the source values of all taps stream by. Which tile is best depends on how many
 * registers there are.
 *
 * <p>A sum goes on in ascending order of taps and source channels; nothing about tiles or threads changes that order.
 *
 * <p>The kernels have no flags, masks or helpers: whatever makes the compiler see two origins for one of the sums makes it
 * keep all of them in memory, which was measured to be ten times slower. {@link TileEpilogue} does the rest.
 */
final class TileKernel {

    /** Destination pixels in a tile. */
    static final int PIXELS = 6;

    /** Floats in a tile of a full panel. */
    static final int SIZE = PIXELS * ChannelPanels.WIDTH;

    private TileKernel() {}

    /**
     * Computes a tile.
     *
     * @param pixel first destination pixel
     * @param panels weights, as {@link Panels} has them
     * @param panelAt where the panel of the destination channels starts
     * @param vectors how wide the panel is
     * @param tile gets the sums, pixel after pixel, from {@code tileAt}
     */
    static void tile(TileSource source, int pixel, float[] panels, int panelAt, int vectors, float[] tile, int tileAt) {
        if (vectors == 1) {
            TileSixByOne.multiply(source, pixel, panels, panelAt, tile, tileAt);
        } else if (vectors == 2) {
            TileSixByTwo.multiply(source, pixel, panels, panelAt, tile, tileAt);
        } else if (Lanes.HAS_32_REGISTERS) {
            TileSixByThree.multiply(source, pixel, panels, panelAt, tile, tileAt);
        } else {
            int half = TileThreeByThree.PIXELS;
            TileThreeByThree.multiply(source, pixel, panels, panelAt, tile, tileAt);
            TileThreeByThree.multiply(source, pixel + half, panels, panelAt, tile, tileAt + half * ChannelPanels.WIDTH);
        }
    }
}
