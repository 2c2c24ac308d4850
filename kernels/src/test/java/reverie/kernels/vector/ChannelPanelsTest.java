package reverie.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("lanes")
class ChannelPanelsTest {

    @Test
    void panels_follow_each_other_and_have_every_channel_once() {
        for (int channels = 1; channels <= 20 * Lanes.COUNT; channels++) {
            var cut = new ChannelPanels(channels);
            int next = 0;
            for (int panel = 0; panel < cut.count(); panel++) {
                assertEquals(next, cut.first(panel));
                assertTrue(cut.channels(panel) > 0);
                next += panel < cut.count() - 1 ? cut.vectors(panel) * Lanes.COUNT : cut.channels(panel);
            }
            assertEquals(channels, next);
        }
    }

    /** A tile of one vector waits for its loads, and there is a kernel for two only where registers are plenty. */
    @Test
    void narrow_panels_are_as_few_and_as_wide_as_they_can_be() {
        for (int vectors = 1; vectors <= 20; vectors++) {
            var cut = new ChannelPanels(vectors * Lanes.COUNT);
            int narrowest = ChannelPanels.VECTORS;
            for (int panel = 0; panel < cut.count(); panel++) {
                narrowest = Math.min(narrowest, cut.vectors(panel));
            }
            if (vectors % 3 == 0) {
                assertEquals(3, narrowest);
            } else {
                assertEquals(Lanes.HAS_32_REGISTERS && vectors > 1 ? 2 : 1, narrowest);
            }
            int fewest = Lanes.HAS_32_REGISTERS ? Math.ceilDiv(vectors, 3) : vectors / 3 + vectors % 3;
            assertEquals(fewest, cut.count());
        }
    }
}
