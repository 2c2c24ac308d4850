package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;

/**
 * How destination channels are cut into panels, for each of which a tile's sums fit into registers: panels of three vectors
 * as far as they go, and one of a single vector for each that is left. The last panel may have lanes without a channel.
 *
 * @param channels how many there are
 */
record ChannelPanels(int channels) {

    /** Vectors in a full panel. */
    static final int VECTORS = 3;

    /** Channels in a full panel. */
    static final int WIDTH = VECTORS * COUNT;

    private int full() {
        return Math.ceilDiv(channels, COUNT) / VECTORS;
    }

    /** How many panels there are. */
    int count() {
        return full() + Math.ceilDiv(channels, COUNT) % VECTORS;
    }

    /** How many vectors wide a panel is. */
    int vectors(int panel) {
        return panel < full() ? VECTORS : 1;
    }

    /** The first channel of a panel, which is also how many lanes all panels before it have. */
    int first(int panel) {
        return Math.min(panel, full()) * WIDTH + Math.max(0, panel - full()) * COUNT;
    }

    /** How many channels a panel really has. */
    int channels(int panel) {
        return Math.min(vectors(panel) * COUNT, channels - first(panel));
    }
}
