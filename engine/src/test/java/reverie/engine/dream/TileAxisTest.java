package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileAxisTest {

    /** Every length from one stride to several tiles. */
    @ParameterizedTest
    @CsvSource({"64, 1, 5, 0", "64, 8, 40, 0", "65, 16, 32, 0", "100, 4, 200, 30", "96, 32, 64, 64", "70, 12, 1, -3"})
    void tiles_cover_the_picture_and_begin_on_the_stride(int longest, int stride, int wanted, int least) {
        for (int length = stride; length < 6 * longest; length++) {
            Optional<TileAxis> found = TileAxis.of(length, longest, stride, wanted, least);
            if (found.isEmpty()) {
                assertTrue(longest < least + 2 * stride - 1, "no tiles for " + length);
                continue;
            }
            TileAxis axis = found.get();
            String what = length + ": " + axis;
            assertTrue(axis.side() <= longest, what);
            List<Integer> starts = axis.starts();
            assertEquals(0, starts.getFirst(), what);
            assertEquals(length, starts.getLast() + axis.side(), what);
            int overlap = Math.max(least, Math.min(wanted, Math.min(longest / 2, longest - 2 * stride + 1)));
            for (int i = 1; i < starts.size(); i++) {
                assertEquals(0, starts.get(i) % stride, what);
                assertTrue(starts.get(i) > starts.get(i - 1), what);
                assertTrue(starts.get(i - 1) + axis.side() - starts.get(i) >= overlap, what);
            }
        }
    }

    @Test
    void no_tile_is_longer_than_it_must_be() {
        // One tile of 64 and a few pixels: not two of 64 that show nearly the same.
        assertEquals(
                new TileAxis(43, List.of(0, 24)), TileAxis.of(67, 64, 8, 16, 0).orElseThrow());
        assertEquals(new TileAxis(64, List.of(0)), TileAxis.of(64, 64, 8, 16, 0).orElseThrow());
    }

    /** Layers without padding have fewer cells than strides, so that a tile lacks those of its right end. */
    @ParameterizedTest
    @CsvSource({"0, 4, 1.5", "24, 8, 15.5", "-5, 8, -3", "40, 4, 22"})
    void every_cell_belongs_to_one_tile_that_has_it(int blind, int stride, double middle) {
        for (int length = 97; length < 500; length += 7) {
            TileAxis axis = TileAxis.of(length, 96, 8, 20, blind).orElseThrow();
            int all = Math.floorDiv(length - blind, stride);
            int inTile = all - (length - axis.side()) / stride;
            List<TileAxis.Cells> shares = axis.share(all, inTile, stride, middle);
            int next = 0;
            for (int tile = 0; tile < shares.size(); tile++) {
                TileAxis.Cells cells = shares.get(tile);
                assertEquals(next, cells.first());
                assertTrue(cells.count() > 0, shares.toString());
                assertTrue(cells.first() >= axis.starts().get(tile) / stride, shares.toString());
                assertTrue(cells.end() <= axis.starts().get(tile) / stride + inTile, shares.toString());
                next = cells.end();
            }
            assertEquals(all, next);
        }
    }
}
