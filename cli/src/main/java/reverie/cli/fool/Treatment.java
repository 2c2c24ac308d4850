package reverie.cli.fool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.ReadOptions;
import reverie.cli.picture.Resampling;
import reverie.engine.fooling.GreyLevels;
import reverie.engine.image.Image;

/**
 * Something that happens to pictures on their way through the world, and that a small change may not live through.
 *
 * @param name for people
 */
record Treatment(String name, Effect effect) {

    /** What is done to a picture. */
    @FunctionalInterface
    interface Effect {
        Image apply(Image image) throws IOException;
    }

    /** Compression of three strengths, and a scaling down and up again. */
    static final List<Treatment> ALL =
            List.of(jpeg(95), jpeg(85), jpeg(75), new Treatment("scaled to 3/4 and back", Treatment::scaled));

    private static Treatment jpeg(int quality) {
        String name = "JPEG, quality " + quality;
        return new Treatment(
                name,
                image -> PhotoReader.read(
                        Path.of(name), PictureWriter.jpeg(image, quality / 100f), ReadOptions.DEFAULT));
    }

    private static Image scaled(Image image) {
        Image small = Resampling.resize(image, Math.max(1, image.height() * 3 / 4), Math.max(1, image.width() * 3 / 4));
        return GreyLevels.round(Resampling.resize(GreyLevels.round(small), image.height(), image.width()));
    }
}
