package reverie.kernels.opencl;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Tiles that were measured once; what seems suitable for everything else.
 *
 * @param measured all of them possible on the device
 * @param warning why there are none, if there should be some
 */
record StoredTiles(OpenClDevice device, Map<ProductShape, ConvolutionTile> measured, Optional<String> warning)
        implements TileChoices {

    /** Up to so many times as many pixels, or as few, a measured product says something about another. */
    private static final double NEAR = 2;

    StoredTiles {
        measured = Map.copyOf(measured);
    }

    /** Those that lie in a folder, if there is one, for a device. */
    static StoredTiles of(OpenClDevice device, Optional<Path> folder) {
        return folder.map(path -> TileFile.in(path, device).read())
                .map(contents -> new StoredTiles(device, contents.tiles(), contents.warning()))
                .orElseGet(() -> new StoredTiles(device, Map.of(), Optional.empty()));
    }

    @Override
    public ConvolutionTile choose(ProductShape product, Trial trial) {
        return measured.entrySet().stream()
                .filter(entry -> distance(entry.getKey(), product) <= NEAR)
                .min(Comparator.<Map.Entry<ProductShape, ConvolutionTile>>comparingDouble(
                                entry -> distance(entry.getKey(), product))
                        .thenComparingInt(entry -> entry.getKey().pixels()))
                .map(Map.Entry::getValue)
                .orElseGet(() -> ConvolutionTile.suiting(device, product));
    }

    /** How many times as many pixels the larger has, if that is all in which they differ. */
    private static double distance(ProductShape one, ProductShape other) {
        boolean alike =
                one.channels() == other.channels() && one.depth() == other.depth() && one.vector() == other.vector();
        return alike
                ? (double) Math.max(one.pixels(), other.pixels()) / Math.min(one.pixels(), other.pixels())
                : Double.POSITIVE_INFINITY;
    }
}
