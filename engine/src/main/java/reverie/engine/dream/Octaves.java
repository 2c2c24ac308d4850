package reverie.engine.dream;

import java.util.ArrayList;
import java.util.List;
import reverie.engine.layer.LayerException;
import reverie.engine.network.NetworkDefinition;
import reverie.engine.network.NetworkShapes;
import reverie.engine.network.ReceptiveField;

/** The sizes that a picture is dreamt at. */
public final class Octaves {

    /** Rows and columns of an octave. */
    public record Size(int height, int width) {}

    private Octaves() {}

    /** The sizes, largest first: each is the one before divided by the scale, rounded to the nearest, halves to even. */
    public static List<Size> sizes(int height, int width, int octaves, double scale) {
        List<Size> sizes = new ArrayList<>();
        Size size = new Size(height, width);
        for (int octave = 0; octave < octaves; octave++) {
            sizes.add(size);
            size = new Size((int) Math.rint(size.height() / scale), (int) Math.rint(size.width() / scale));
        }
        return sizes;
    }

    /**
     * Checks, before any work is done, that every layer can be dreamt at in every octave: the network must run there, and
     * the picture must be at least as long and wide as the layer's stride, or it would hold less than one cell.
     *
     * @param layers by full name
     * @throws LayerException saying which octave is too small, and what to do
     */
    public static void requireUsable(
            NetworkDefinition definition, List<String> layers, DreamSettings settings, int height, int width) {
        int usable = usable(definition, layers, settings, height, width);
        if (usable < settings.octaves()) {
            Size size = sizes(height, width, settings.octaves(), settings.octaveScale())
                    .get(usable);
            throw new LayerException(
                    "octave %d of %d would be %d x %d pixels, where %s cannot run; use fewer octaves (now %d), a smaller octave scale (now %s) or a larger picture"
                            .formatted(
                                    settings.octaves() - usable,
                                    settings.octaves(),
                                    size.width(),
                                    size.height(),
                                    layers.stream()
                                            .filter(layer -> !canRun(definition, layer, size))
                                            .findFirst()
                                            .orElseThrow(),
                                    settings.octaves(),
                                    settings.octaveScale()));
        }
    }

    /**
     * How many of the octaves can be dreamt at, counted from the largest.
     *
     * @throws LayerException if a layer cannot run on the picture at its own size
     */
    public static int usable(
            NetworkDefinition definition, List<String> layers, DreamSettings settings, int height, int width) {
        var whole = new NetworkShapes(definition, height, width);
        layers.forEach(whole::of);
        int usable = 0;
        for (Size size : sizes(height, width, settings.octaves(), settings.octaveScale())) {
            if (!layers.stream().allMatch(layer -> canRun(definition, layer, size))) {
                break;
            }
            usable++;
        }
        return usable;
    }

    private static boolean canRun(NetworkDefinition definition, String layer, Size size) {
        if (size.height() < 1 || size.width() < 1) {
            return false;
        }
        var shapes = new NetworkShapes(definition, size.height(), size.width());
        if (shapes.find(layer).isEmpty()) {
            return false;
        }
        ReceptiveField field = ReceptiveField.of(definition, shapes).get(layer);
        return Math.min(size.height(), size.width()) >= Math.max(field.strideHeight(), field.strideWidth());
    }
}
