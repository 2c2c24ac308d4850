package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.HAS_32_REGISTERS;

/**
 * How destination channels are cut into panels, for each of which a tile's sums fit into registers: panels of three vectors
 * as far as they go, and narrow ones for what is left. With 32 registers those have two vectors; then a single one is left
 * over only where there is no panel of three to take another from: four vectors are two and two. The last panel may have
 * lanes without a channel.
 *
 * @param channels how many there are
 */
record ChannelPanels(int channels) {

    /** Vectors in a full panel. */
    static final int VECTORS = 3;

    /** Channels in a full panel. */
    static final int WIDTH = VECTORS * COUNT;

    /** Vectors in panels that are not full. */
    private int narrow() {
        int all = Math.ceilDiv(channels, COUNT);
        int rest = all % VECTORS;
        return HAS_32_REGISTERS && rest == 1 && all > VECTORS ? rest + VECTORS : rest;
    }

    private int narrowVectors() {
        return HAS_32_REGISTERS ? Math.min(2, narrow()) : 1;
    }

    private int full() {
        return (Math.ceilDiv(channels, COUNT) - narrow()) / VECTORS;
    }

    /** How many panels there are. */
    int count() {
        return narrow() == 0 ? full() : full() + narrow() / narrowVectors();
    }

    /** How many vectors wide a panel is. */
    int vectors(int panel) {
        return panel < full() ? VECTORS : narrowVectors();
    }

    /** The first channel of a panel, which is also how many lanes all panels before it have. */
    int first(int panel) {
        return Math.min(panel, full()) * WIDTH + Math.max(0, panel - full()) * narrowVectors() * COUNT;
    }

    /** How many channels a panel really has. */
    int channels(int panel) {
        return Math.min(vectors(panel) * COUNT, channels - first(panel));
    }
}
