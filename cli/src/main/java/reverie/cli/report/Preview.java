package reverie.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import reverie.cli.picture.PictureFormat;
import reverie.cli.picture.PictureWriter;
import reverie.engine.dream.DreamListener;
import reverie.engine.image.Image;
import reverie.engine.image.Preprocessing;
import reverie.weights.AtomicFile;

/** Shows a dream on its way: the picture after every step, in a file that is always whole. */
public final class Preview implements DreamListener {

    private final Path file;
    private final Preprocessing preprocessing;

    public Preview(Path file, Preprocessing preprocessing) {
        this.file = file;
        this.preprocessing = preprocessing;
    }

    @Override
    public void iterationDone(Iteration iteration) {
        Image image = preprocessing.toImage(
                iteration.octave().height(),
                iteration.octave().width(),
                iteration.input().get());
        try {
            PictureFormat format = PictureFormat.of(file);
            AtomicFile.write(file, true, out -> PictureWriter.write(image, format, Map.of(), out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
