package reverie.kernels.opencl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Tries every possible tile with each product that it meets for the first time, and takes the quickest. */
final class MeasuredTiles implements TileChoices {

    /** A tile must be this much quicker than what would be taken unmeasured: less is noise. */
    private static final double MARGIN = 0.97;

    private final OpenClDevice device;
    private final Consumer<TunedProduct> listener;
    private final Map<ProductShape, ConvolutionTile> chosen = new LinkedHashMap<>();

    /** @param listener is told of every product */
    MeasuredTiles(OpenClDevice device, Consumer<TunedProduct> listener) {
        this.device = device;
        this.listener = listener;
    }

    @Override
    public ConvolutionTile choose(ProductShape product, Trial trial) {
        ConvolutionTile known = chosen.get(product);
        if (known != null) {
            return known;
        }
        ConvolutionTile usual = ConvolutionTile.suiting(device, product);
        double usualTime = trial.milliseconds(usual);
        ConvolutionTile best = usual;
        double bestTime = usualTime;
        for (ConvolutionTile tile : ConvolutionTile.possible(device)) {
            if (tile.equals(usual)) {
                continue;
            }
            double time = trial.milliseconds(tile);
            if (time < bestTime && time < MARGIN * usualTime) {
                best = tile;
                bestTime = time;
            }
        }
        chosen.put(product, best);
        listener.accept(new TunedProduct(
                product.pixels(),
                product.channels(),
                product.depth(),
                product.parts(device),
                usual.toString(),
                usualTime,
                best.toString(),
                bestTime));
        return best;
    }

    /** What was chosen so far. */
    Map<ProductShape, ConvolutionTile> chosen() {
        return Map.copyOf(chosen);
    }
}
