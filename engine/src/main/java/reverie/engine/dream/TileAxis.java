package reverie.engine.dream;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How a picture is taken apart along one axis: into as few tiles as will do, equally long, spread evenly.
 *
 * @param side pixels of a tile
 * @param starts first pixel of each tile, ascending; all are multiples of the stride, and the last tile ends with the picture
 */
record TileAxis(int side, List<Integer> starts) {

    /** Cells of a layer along the axis, from one to before another. */
    record Cells(int first, int end) {

        int count() {
            return end - first;
        }
    }

    /**
     * Takes a length apart.
     *
     * @param length pixels of the picture
     * @param longest pixels that a tile may have
     * @param stride on which every tile begins. So that the last one does too, tiles are shorter than the picture by a
     *     multiple of it
     * @param wanted overlap of neighbours in pixels; given as far as half a tile allows
     * @param least overlap without which cells would be lost
     * @return empty if tiles would have to be longer for that
     */
    static Optional<TileAxis> of(int length, int longest, int stride, int wanted, int least) {
        if (length <= longest) {
            return Optional.of(new TileAxis(length, List.of(0)));
        }
        int rest = length % stride;
        int side = Math.floorDiv(longest - rest, stride) * stride + rest;
        if (side - stride < least) {
            return Optional.empty();
        }
        int overlap = Math.max(least, Math.min(wanted, Math.min(longest / 2, side - stride)));
        int tiles = 1 + Math.ceilDiv(length - side, step(side, overlap, stride));
        while (length - side + stride <= (tiles - 1) * step(side - stride, overlap, stride)) {
            side -= stride;
        }
        int steps = (length - side) / stride;
        return Optional.of(new TileAxis(
                side,
                IntStream.range(0, tiles)
                        .mapToObj(tile -> tile * steps / (tiles - 1) * stride)
                        .toList()));
    }

    /** How far tiles may lie apart. */
    private static int step(int side, int overlap, int stride) {
        return (side - overlap) / stride * stride;
    }

    /**
     * Shares out the cells of a layer: each belongs to the tile in which its middle lies farthest from a cut.
     *
     * @param all how many cells the layer has along the axis, on the whole picture
     * @param inTile how many on a tile
     * @param stride of the layer, in pixels
     * @param middle of the first cell's view, in pixels
     */
    List<Cells> share(int all, int inTile, int stride, double middle) {
        int[] cuts = new int[starts.size() + 1];
        for (int tile = 1; tile < starts.size(); tile++) {
            double place = (starts.get(tile - 1) + side + starts.get(tile)) / 2.0;
            int cell = (int) Math.ceil((place - middle) / stride);
            cuts[tile] = Math.clamp(cell, starts.get(tile) / stride, starts.get(tile - 1) / stride + inTile);
        }
        cuts[starts.size()] = all;
        return IntStream.range(0, starts.size())
                .mapToObj(tile -> new Cells(cuts[tile], cuts[tile + 1]))
                .toList();
    }
}
