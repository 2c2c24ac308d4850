package reverie.cli.dream;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pictures that a dream is made of.
 *
 * @param photo what is dreamt on
 * @param guide what the layers are drawn to, at its own size
 * @param mask where to dream, at its own size
 */
public record DreamPictures(Photo photo, Optional<Photo> guide, Optional<Photo> mask) {

    /** A photo, and what else somebody asks for. */
    static DreamPictures read(Photo photo, DreamSpec spec) throws IOException {
        Optional<Photo> guide = spec.guide().isPresent()
                ? Optional.of(Photo.read(spec.guide(), OptionalInt.empty()))
                : Optional.empty();
        Optional<Photo> mask =
                spec.mask().isPresent() ? Optional.of(Photo.read(spec.mask(), OptionalInt.empty())) : Optional.empty();
        return new DreamPictures(photo, guide, mask);
    }
}
