package reverie.engine.dream;

import java.util.Optional;
import reverie.engine.image.Image;

/**
 * What is dreamt on.
 *
 * @param photo what the dream starts from
 * @param mask where to dream, of the photo's size; everywhere if there is none
 * @param state from where to go on, if this dream has begun before
 */
public record Subject(Image photo, Optional<Mask> mask, Optional<DreamState> state) {

    public Subject {
        mask.ifPresent(m -> {
            if (m.height() != photo.height() || m.width() != photo.width()) {
                throw new IllegalArgumentException("a mask of %d x %d pixels on a photo of %d x %d"
                        .formatted(m.width(), m.height(), photo.width(), photo.height()));
            }
        });
    }

    /** A whole photo, from the beginning. */
    public static Subject of(Image photo) {
        return new Subject(photo, Optional.empty(), Optional.empty());
    }
}
