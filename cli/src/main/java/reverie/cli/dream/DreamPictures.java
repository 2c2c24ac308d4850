package reverie.cli.dream;

import java.util.Optional;

/**
 * The pictures that a dream is made of.
 *
 * @param photo what is dreamt on
 * @param guide what the layers are drawn to, at its own size
 * @param mask where to dream, at its own size
 */
public record DreamPictures(Photo photo, Optional<Photo> guide, Optional<Photo> mask) {}
