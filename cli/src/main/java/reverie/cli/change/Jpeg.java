package reverie.cli.change;

import java.io.IOException;
import java.nio.file.Path;
import reverie.cli.picture.PhotoReader;
import reverie.cli.picture.PictureWriter;
import reverie.cli.picture.ReadOptions;
import reverie.engine.image.Image;

/** Saves a picture as a JPEG and reads it again. */
final class Jpeg {

    private Jpeg() {}

    /** @param quality from 1 to 100 as most programs count, and as Java's encoder does in hundredths */
    static Image roundTrip(Image photo, int quality) throws IOException {
        byte[] file = PictureWriter.jpeg(photo, quality / 100f);
        return PhotoReader.read(Path.of("changed.jpg"), file, ReadOptions.DEFAULT);
    }
}
