package reverie.cli.change;

import java.io.IOException;
import reverie.engine.image.Image;

/** What is done to a picture. The result has the same size, and is a picture of its own. */
@FunctionalInterface
public interface PictureEffect {

    /** Leaves everything as it is. */
    PictureEffect NONE = (photo, seed) -> photo;

    /**
     * Does it.
     *
     * @param seed fixes what is left to chance
     * @throws reverie.cli.report.UsageException if it cannot be done to a picture of this size
     */
    Image on(Image photo, long seed) throws IOException;
}
