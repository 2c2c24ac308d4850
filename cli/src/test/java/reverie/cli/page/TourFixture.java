package reverie.cli.page;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.engine.image.Image;
import reverie.engine.network.ReceptiveField;
import reverie.engine.network.Shape;

/** Tours through pictures of one grey each, so that a test can see which one is shown. */
final class TourFixture {

    static final int WIDTH = 320;
    static final int HEIGHT = 240;

    static final List<LeftOut> LEFT_OUT = List.of(new LeftOut("prob", "nothing here responds to this picture"));

    private static final List<String> LAYERS = List.of(
            "conv1/7x7_s2", "inception_3a/output", "inception_4c/3x3_reduce", "inception_4c/output", "fire9/concat");

    private TourFixture() {}

    /** A tour with 5 stops. */
    static TourPage tour(Path folder) throws IOException {
        return tour(folder, LAYERS);
    }

    /** A tour with 80 stops. */
    static TourPage longTour(Path folder) throws IOException {
        return tour(
                folder,
                IntStream.range(0, 80)
                        .mapToObj(i -> "inception_%da/branch".formatted(i))
                        .toList());
    }

    private static TourPage tour(Path folder, List<String> layers) throws IOException {
        for (int i = 0; i <= layers.size(); i++) {
            writePicture(folder.resolve(file(i)), grey(i, layers.size() + 1));
        }
        List<TourStop> stops = IntStream.range(0, layers.size())
                .mapToObj(i -> new TourStop(
                        layers.get(i),
                        file(i + 1),
                        Optional.of(new Shape(30 - i % 30, 40, 8 * i + 8)),
                        Optional.of(new ReceptiveField(7 + i, 9 + i, 2, 2, -3, -3))))
                .toList();
        return new TourPage("Winter, layer by layer", "winter.jpg", "GoogLeNet", file(0), stops, LEFT_OUT);
    }

    private static String file(int index) {
        return "winter.%d.png".formatted(index);
    }

    /** The grey of a picture, 0 being the original, from nearly black to nearly white. */
    static int grey(int index, int pictures) {
        return 20 + 215 * index / (pictures - 1);
    }

    static void writePicture(Path file, int grey) throws IOException {
        float[] rgb = new float[WIDTH * HEIGHT * 3];
        Arrays.fill(rgb, grey);
        try (OutputStream out = Files.newOutputStream(file)) {
            PictureWriter.write(new Image(HEIGHT, WIDTH, rgb), PictureFormat.PNG, Map.of(), out);
        }
    }
}
