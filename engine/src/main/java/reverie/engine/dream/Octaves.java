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
     * Checks, before any work is done, that the layer can be dreamt at in every octave: the network must run there, and
     * the picture must be at least as long and wide as the layer's stride, or it would hold less than one cell.
     *
     * @throws LayerException saying which octave is too small, and what to do
     */
    public static void requireUsable(NetworkDefinition definition, DreamSettings settings, int height, int width) {
        var whole = new NetworkShapes(definition, height, width);
        whole.of(settings.layer());
        ReceptiveField field = ReceptiveField.of(definition, whole).get(settings.layer());
        int least = Math.max(field.strideHeight(), field.strideWidth());
        List<Size> sizes = sizes(height, width, settings.octaves(), settings.octaveScale());
        for (int i = 0; i < sizes.size(); i++) {
            Size size = sizes.get(i);
            boolean runs = Math.min(size.height(), size.width()) >= least
                    && new NetworkShapes(definition, size.height(), size.width())
                            .find(settings.layer())
                            .isPresent();
            if (!runs) {
                throw new LayerException(
                        "octave %d of %d would be %d x %d pixels, where %s cannot run; use fewer octaves (now %d), a smaller octave scale (now %s) or a larger picture"
                                .formatted(
                                        sizes.size() - i,
                                        sizes.size(),
                                        size.width(),
                                        size.height(),
                                        settings.layer(),
                                        settings.octaves(),
                                        settings.octaveScale()));
            }
        }
    }
}
