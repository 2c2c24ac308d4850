package reverie.kernels.opencl;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import reverie.kernels.Backend;
import reverie.kernels.BackendSettings;

/**
 * Finds out by which tiles a device computes convolutions quickest. Whatever is compiled by its {@link #backend}, each
 * product of matrices is measured when it is met for the first time. What is found is for a file that {@link OpenClBackend}
 * looks for; it makes later runs quicker and changes no result.
 */
public final class OpenClTuning implements AutoCloseable {

    private final TileFile file;
    private final MeasuredTiles measured;
    private final OpenClBackend backend;

    /**
     * Opens the device.
     *
     * @param settings with a cache folder
     * @param listener is told of every product
     * @throws reverie.kernels.BackendUnavailableException if there is no such device
     */
    public OpenClTuning(BackendSettings settings, Consumer<TunedProduct> listener) {
        OpenClDevice device = OpenClDevice.chosen(settings);
        this.file = TileFile.in(settings.cache().orElseThrow(), device);
        this.measured = new MeasuredTiles(device, listener);
        this.backend = new OpenClBackend(device, settings, measured);
    }

    /** A backend that measures. What maps hold while it compiles is lost. */
    public Backend backend() {
        return backend;
    }

    /** Where the tiles are looked for; its folder may not exist yet. */
    public Path file() {
        return file.path();
    }

    /** What that file is to hold now: what it holds already, and everything that was measured. */
    public byte[] contents() {
        Map<ProductShape, ConvolutionTile> tiles = new HashMap<>(file.read().tiles());
        tiles.putAll(measured.chosen());
        return file.bytes(tiles);
    }

    @Override
    public void close() {
        backend.close();
    }
}
