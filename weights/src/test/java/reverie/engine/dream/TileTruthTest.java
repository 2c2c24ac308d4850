package reverie.engine.dream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reverie.engine.image.Image;
import reverie.engine.network.Arena;
import reverie.engine.network.Model;
import reverie.engine.network.Network;
import reverie.kernels.Backend;
import reverie.kernels.testing.FloatAssert;
import reverie.kernels.vector.VectorBackend;
import reverie.truth.Truth;
import reverie.truth.TruthPhoto;

/** The gradient of a photo in tiles against that of the whole photo, on the real network. */
class TileTruthTest {

    private static final int STRIP = 16;

    /** Nothing is as far from the truth as the strips along cuts, where cells see least of what they should. */
    @ParameterizedTest
    @CsvSource({
        "conv2/3x3, 192, 0.9999, 0.999",
        "inception_3b/output, 192, 0.998, 0.99",
        "inception_4c/output, 256, 0.995, 0.99",
        "inception_4c/output, 320, 0.998, 0.995"
    })
    void a_photo_in_tiles_has_the_gradient_of_the_photo(String layer, int longest, double all, double strips)
            throws IOException {
        Model model = Truth.googlenet();
        Image photo = TruthPhoto.thinned("cat.jpg", 1);
        try (Backend backend = new VectorBackend(2)) {
            var network = new Network(model.definition(), model.weights(), backend);
            var objective = DreamObjective.of(layer);
            var whole =
                    new WholeGradient(network, objective, photo.height(), photo.width(), new Arena(network.backend()));
            backend.write(model.dreamPreprocessing().toInput(photo), whole.input());
            double value = whole.compute(Jitter.Offset.NONE).value();
            float[] expected = backend.read(whole.gradient());

            var tiling = Tiling.of(model.definition(), List.of(layer), photo.height(), photo.width(), longest);
            var tiled = new TiledGradient(network, objective, photo.height(), photo.width(), tiling);
            backend.write(model.dreamPreprocessing().toInput(photo), tiled.input());
            assertEquals(value, tiled.compute(Jitter.Offset.NONE).value(), 0.02 * value, "objective");
            float[] actual = backend.read(tiled.gradient());

            double cosine = FloatAssert.cosine(expected, actual);
            double worst = 1;
            for (int cut : cuts(tiling.columns())) {
                worst = Math.min(worst, cosine(expected, actual, photo, 0, photo.height(), cut, cut + STRIP));
            }
            for (int cut : cuts(tiling.rows())) {
                worst = Math.min(worst, cosine(expected, actual, photo, cut, cut + STRIP, 0, photo.width()));
            }
            System.out.printf("%s in tiles of %d: cosine %.5f, at cuts %.5f%n", layer, longest, cosine, worst);
            assertTrue(cosine >= all, "cosine " + cosine);
            assertTrue(worst >= strips, "cosine of the worst strip " + worst);
        }
    }

    /** First pixels of the strips in the middle of overlaps. */
    private static List<Integer> cuts(TileAxis axis) {
        List<Integer> starts = axis.starts();
        return IntStream.range(1, starts.size())
                .mapToObj(tile -> (starts.get(tile - 1) + axis.side() + starts.get(tile) - STRIP) / 2)
                .toList();
    }

    private static double cosine(float[] a, float[] b, Image photo, int top, int bottom, int left, int right) {
        return FloatAssert.cosine(part(a, photo, top, bottom, left, right), part(b, photo, top, bottom, left, right));
    }

    private static float[] part(float[] values, Image photo, int top, int bottom, int left, int right) {
        int line = (right - left) * 3;
        float[] part = new float[(bottom - top) * line];
        for (int y = top; y < bottom; y++) {
            int from = (y * photo.width() + left) * 3;
            System.arraycopy(values, from, part, (y - top) * line, line);
        }
        return part;
    }
}
