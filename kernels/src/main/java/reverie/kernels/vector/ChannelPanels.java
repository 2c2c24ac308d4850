package reverie.kernels.vector;

import static reverie.kernels.vector.Lanes.COUNT;
import static reverie.kernels.vector.Lanes.HAS_32_REGISTERS;

import java.util.stream.IntStream;

/**
 * How destination channels are cut into panels, for each of which a tile's sums fit into registers: panels of three vectors
 * as far as they go, and narrow ones for what is left. With 32 registers those have two vectors; then a single one is left
 * over only where there is no panel of three to take another from: four vectors are two and two. The last panel may have
 * lanes without a channel.
 */
final class ChannelPanels {

    /** Vectors in a full panel. */
    static final int VECTORS = 3;

    /** Channels in a full panel. */
    static final int WIDTH = VECTORS * COUNT;

    private final int channels;
    private final int[] firsts; // of every panel, and of one more behind the last

    /** @param channels how many there are */
    ChannelPanels(int channels) {
        this.channels = channels;
        int all = Math.ceilDiv(channels, COUNT);
        int rest = all % VECTORS;
        int narrow = HAS_32_REGISTERS && rest == 1 && all > VECTORS ? rest + VECTORS : rest; // vectors in narrow panels
        int narrowWidth = HAS_32_REGISTERS ? Math.min(2, narrow) : 1;
        int full = (all - narrow) / VECTORS;
        int count = narrow == 0 ? full : full + narrow / narrowWidth;
        this.firsts = IntStream.rangeClosed(0, count)
                .map(panel -> Math.min(panel, full) * WIDTH + Math.max(0, panel - full) * narrowWidth * COUNT)
                .toArray();
    }

    /** How many panels there are. */
    int count() {
        return firsts.length - 1;
    }

    /** How many vectors wide a panel is. */
    int vectors(int panel) {
        return (firsts[panel + 1] - firsts[panel]) / COUNT;
    }

    /** The first channel of a panel, which is also how many lanes all panels before it have. */
    int first(int panel) {
        return firsts[panel];
    }

    /** How many channels a panel really has. */
    int channels(int panel) {
        return Math.min(channels, firsts[panel + 1]) - firsts[panel];
    }
}
